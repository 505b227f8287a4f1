namespace Headroom.Assessment;

/// <summary>Gathers what is wrong with a pack while it is read, so that one reading names everything.</summary>
internal sealed class PackDiagnostics
{
    private readonly List<PackDiagnostic> _found = [];

    public IReadOnlyList<PackDiagnostic> Found => _found;

    public bool AnyError => _found.Any(found => found.Severity == PackSeverity.Error);

    public void Add(string code, string file, int? line, string place, string message, string cure) =>
        Add(new PackDiagnostic(code, file, line, place, message, cure));

    public void Add(PackDiagnostic found) => _found.Add(found);
}
