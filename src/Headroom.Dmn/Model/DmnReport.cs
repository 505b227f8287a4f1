namespace Headroom.Dmn;

/// <summary>Collects diagnostics; each is told once.</summary>
internal sealed class DmnReport
{
    private readonly List<DmnDiagnostic> diagnostics = [];
    private readonly HashSet<DmnDiagnostic> seen = [];

    public IReadOnlyList<DmnDiagnostic> Diagnostics => diagnostics;

    public bool HasErrors { get; private set; }

    public void Add(DmnDiagnostic diagnostic)
    {
        if (seen.Add(diagnostic))
        {
            diagnostics.Add(diagnostic);
            HasErrors |= diagnostic.Severity == DmnSeverity.Error;
        }
    }

    public void Error(
        string code,
        DmnDocument document,
        DrgElement? element,
        int? line,
        string message,
        string cure = ""
    ) =>
        Add(
            new DmnDiagnostic
            {
                Severity = DmnSeverity.Error,
                Code = code,
                File = document.File,
                Decision = element?.Name ?? "",
                Line = line,
                Message = message,
                Cure = cure,
            }
        );
}
