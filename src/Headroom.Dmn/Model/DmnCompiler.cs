using System.Xml;

namespace Headroom.Dmn;

/// <summary>Reads, checks and compiles DMN models.</summary>
public static class DmnCompiler
{
    /// <summary>
    /// Compiles one or several files; imports among them are found by namespace. A model that is wrong gives diagnostics and no model;
    /// nothing is thrown for it.
    /// </summary>
    /// <param name="sources">The files. The elements of the first come first where names are asked for.</param>
    /// <param name="options">How to compile.</param>
    public static DmnCompilation Compile(IReadOnlyList<DmnSource> sources, DmnOptions options)
    {
        var report = new DmnReport();
        var documents = new List<DmnDocument>();
        foreach (var source in sources)
        {
            try
            {
                documents.Add(DmnDocument.Read(source));
            }
            catch (XmlException wrong)
            {
                report.Add(
                    new DmnDiagnostic
                    {
                        Severity = DmnSeverity.Error,
                        Code = "dmn.xml",
                        File = source.File,
                        Line = wrong.LineNumber > 0 ? wrong.LineNumber : null,
                        Message = source.Text.Contains("<!DOCTYPE", StringComparison.Ordinal)
                            ? "The file has a document type, which could bring in other files: it is not read."
                            : $"The file is not DMN: {wrong.Message}",
                        Cure = "Save it as DMN 1.2 to 1.5 XML, without a document type.",
                    }
                );
            }
        }
        if (report.HasErrors)
        {
            return new DmnCompilation(report.Diagnostics, null);
        }
        var model = new ModelBuilder(documents, options, report).Build();
        return new DmnCompilation(report.Diagnostics, report.HasErrors ? null : model);
    }
}

/// <summary>What came of compiling: the findings, and the model unless one of them is an error.</summary>
/// <param name="Diagnostics">All findings, in the order of the files.</param>
/// <param name="Model">The model, or null where there are errors.</param>
public sealed record DmnCompilation(IReadOnlyList<DmnDiagnostic> Diagnostics, DmnModel? Model);
