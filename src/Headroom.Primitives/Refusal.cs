using System.Globalization;

namespace Headroom.Primitives;

/// <summary>Why something was refused, in the few kinds that an edge answers differently (HTTP status, exit code).</summary>
public enum RefusalKind
{
    /// <summary>The input is malformed or out of range: 400, exit 2.</summary>
    Invalid,

    /// <summary>The actor may not do it: 403.</summary>
    Forbidden,

    /// <summary>What it names is not there: 404.</summary>
    NotFound,

    /// <summary>It contradicts what is there now, or an earlier request under the same key: 409.</summary>
    Conflict,

    /// <summary>A precondition of the caller (a version) no longer holds: 412.</summary>
    Stale,

    /// <summary>The request is larger than allowed: 413.</summary>
    TooLarge,

    /// <summary>The rules say no: 422.</summary>
    Rule,

    /// <summary>Something needed is down, locked or full; the same request may pass later: 503.</summary>
    Unavailable,
}

/// <summary>
/// An expected no: a stable code in kebab-case that never changes meaning, its parameters in order, and the kind.
/// Texts for people come from the text tables under <see cref="TextKey"/>, with the parameters filled in.
/// </summary>
public sealed record Refusal
{
    private Refusal(RefusalKind kind, string code, (string Name, string Value)[] parameters)
    {
        Kind = kind;
        Code = code;
        Parameters = parameters;
    }

    /// <summary>What kind of no it is.</summary>
    public RefusalKind Kind { get; }

    /// <summary>The stable code, such as <c>hold-not-found</c>.</summary>
    public string Code { get; }

    /// <summary>What the text names: place, values, bounds. Never personal data.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters { get; }

    /// <summary>The key of the text that says it to a person.</summary>
    public string TextKey => "refusal." + Code;

    /// <summary>Malformed or out-of-range input.</summary>
    public static Refusal Invalid(string code, params (string, string)[] parameters) =>
        new(RefusalKind.Invalid, code, parameters);

    /// <summary>The actor may not.</summary>
    public static Refusal Forbidden(string code, params (string, string)[] parameters) =>
        new(RefusalKind.Forbidden, code, parameters);

    /// <summary>Not there.</summary>
    public static Refusal NotFound(string code, params (string, string)[] parameters) =>
        new(RefusalKind.NotFound, code, parameters);

    /// <summary>Contradicts what is there.</summary>
    public static Refusal Conflict(string code, params (string, string)[] parameters) =>
        new(RefusalKind.Conflict, code, parameters);

    /// <summary>The caller's version is old.</summary>
    public static Refusal Stale(string code, params (string, string)[] parameters) =>
        new(RefusalKind.Stale, code, parameters);

    /// <summary>Too large.</summary>
    public static Refusal TooLarge(string code, params (string, string)[] parameters) =>
        new(RefusalKind.TooLarge, code, parameters);

    /// <summary>A rule says no.</summary>
    public static Refusal Rule(string code, params (string, string)[] parameters) =>
        new(RefusalKind.Rule, code, parameters);

    /// <summary>Down, locked or full.</summary>
    public static Refusal Unavailable(string code, params (string, string)[] parameters) =>
        new(RefusalKind.Unavailable, code, parameters);

    /// <summary>Reads a refusal that was stored as an answer.</summary>
    public static Refusal Stored(RefusalKind kind, string code, params (string, string)[] parameters) =>
        new(kind, code, parameters);

    /// <inheritdoc />
    public bool Equals(Refusal? other) =>
        other is not null && Kind == other.Kind && Code == other.Code && Parameters.SequenceEqual(other.Parameters);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Kind, Code, Parameters.Count);

    /// <summary>For developers and logs: the code and its parameters.</summary>
    public override string ToString() =>
        Parameters.Count == 0
            ? Code
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Code} ({string.Join(", ", Parameters.Select(p => $"{p.Name}={p.Value}"))})"
            );
}
