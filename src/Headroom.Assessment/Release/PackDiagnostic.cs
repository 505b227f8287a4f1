using System.Globalization;

namespace Headroom.Assessment;

/// <summary>How bad a finding about a pack is.</summary>
public enum PackSeverity
{
    /// <summary>The pack becomes no release.</summary>
    Error,

    /// <summary>The pack runs, but perhaps not as meant: a gap in a table, a rule that never fires.</summary>
    Warning,
}

/// <summary>One thing that is wrong with a pack: where, what and what to do about it.</summary>
/// <param name="Code">A stable code in kebab-case, such as <c>text-missing</c>.</param>
/// <param name="File">The file, relative to the pack.</param>
/// <param name="Line">The line from 1, or null where the whole file is meant.</param>
/// <param name="Place">The place within: a key, or decision, rule and column.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Cure">What to do.</param>
public sealed record PackDiagnostic(string Code, string File, int? Line, string Place, string Message, string Cure)
{
    /// <summary>How bad it is.</summary>
    public PackSeverity Severity { get; init; } = PackSeverity.Error;

    /// <summary>All of it in one line.</summary>
    public override string ToString()
    {
        var line = Line is { } number ? ":" + number.ToString(CultureInfo.InvariantCulture) : "";
        var place = Place.Length > 0 ? $" ({Place})" : "";
        return $"{File}{line}{place}: {Message} {Cure} [{Code}]";
    }
}
