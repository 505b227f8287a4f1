using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Headroom.Assessment;

/// <summary>One output cell of a decision table, with where it stands.</summary>
internal sealed record OutputCell(string File, int Line, string Decision, int Rule, string Column, string Text)
{
    /// <summary>The place for people: decision, rule and column.</summary>
    public string Place => $"{Decision}, rule {Rule}, column {Column}";

    /// <summary>The text of a string literal; null for any other expression.</summary>
    public string? Literal =>
        Text.Length >= 2 && Text[0] == '"' && Text[^1] == '"' && !Text[1..^1].Contains('"', StringComparison.Ordinal)
            ? Text[1..^1]
            : null;
}

/// <summary>A decision as its file writes it: name, place and, where it is a table, output columns and cells.</summary>
internal sealed record DecisionText(
    string File,
    int Line,
    string Name,
    string? HitPolicy,
    IReadOnlyList<string> Columns,
    IReadOnlyList<OutputCell> Cells
);

/// <summary>An input of a decision file.</summary>
internal sealed record InputText(string File, int Line, string Name);

/// <summary>
/// Reads of DMN files what only the pack's checks look at: which names come in and which words stand in output cells.
/// That a file is sound DMN is the engine's to say.
/// </summary>
internal static class TableReader
{
    public static (IReadOnlyList<DecisionText> Decisions, IReadOnlyList<InputText> Inputs) Read(
        string file,
        byte[] bytes
    )
    {
        if (Root(bytes) is not { } root)
        {
            return ([], []);
        }

        var decisions = Elements(root, "decision").Select(decision => Decision(file, decision));
        var inputs = Elements(root, "inputData").Select(input => new InputText(file, LineOf(input), Name(input)));
        return ([.. decisions], [.. inputs]);
    }

    /// <summary>The reason codes that a PMML file can give, each with the first line it stands on.</summary>
    public static IEnumerable<(string Code, int Line)> ReasonCodes(byte[] bytes) =>
        (Root(bytes)?.Descendants() ?? [])
            .Select(element => (Code: (string?)element.Attribute("reasonCode"), Line: LineOf(element)))
            .Where(found => found.Code is not null)
            .DistinctBy(found => found.Code)
            .Select(found => (found.Code!, found.Line));

    private static XElement? Root(byte[] bytes)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(bytes)), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static DecisionText Decision(string file, XElement decision)
    {
        var name = Name(decision);
        if (Elements(decision, "decisionTable").FirstOrDefault() is not { } table)
        {
            return new DecisionText(file, LineOf(decision), name, null, [], []);
        }

        var columns = Elements(table, "output")
            .Select(output => (string?)output.Attribute("name") ?? Label(output))
            .ToList();
        List<OutputCell> cells = [];
        foreach (var (rule, element) in Elements(table, "rule").Index())
        {
            foreach (var (column, entry) in Elements(element, "outputEntry").Index())
            {
                var text = Elements(entry, "text").FirstOrDefault();
                var header = column < columns.Count ? columns[column] : "";
                cells.Add(
                    new OutputCell(file, LineOf(text ?? entry), name, rule + 1, header, text?.Value.Trim() ?? "")
                );
            }
        }

        var hitPolicy = (string?)table.Attribute("hitPolicy") ?? "UNIQUE";
        return new DecisionText(file, LineOf(decision), name, hitPolicy, columns, cells);
    }

    private static string Label(XElement output) => (string?)output.Attribute("label") ?? "";

    private static string Name(XElement element) => (string?)element.Attribute("name") ?? "";

    private static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;

    private static IEnumerable<XElement> Elements(XElement parent, string name) =>
        parent.Elements().Where(element => element.Name.LocalName == name);
}
