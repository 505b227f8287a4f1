namespace Headroom.Assessment;

/// <summary>Gathers what is wrong with a pack while it is read, so that one reading names everything.</summary>
internal sealed class PackDiagnostics
{
    private readonly List<PackDiagnostic> _found = [];

    public IReadOnlyList<PackDiagnostic> Found => _found;

    public bool Any => _found.Count > 0;

    public void Add(string code, string file, int? line, string place, string message, string cure) =>
        _found.Add(new PackDiagnostic(code, file, line, place, message, cure));
}
