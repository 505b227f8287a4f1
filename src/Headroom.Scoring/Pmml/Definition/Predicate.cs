namespace Headroom.Scoring.Pmml.Definition;

internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    IsMissing,
    IsNotMissing,
}

internal enum Combination
{
    And,
    Or,
    Xor,
    Surrogate,
}

/// <summary>A condition of PMML, in its three-valued logic: a missing value makes a comparison unknown.</summary>
internal abstract record Predicate
{
    private Predicate(int line) => Line = line;

    public int Line { get; }

    public sealed record Always(int Line) : Predicate(Line);

    public sealed record Never(int Line) : Predicate(Line);

    /// <summary>A field against a constant; the value is null for the two missing tests.</summary>
    public sealed record Simple(string Field, Comparison Operator, string? Value, int Line) : Predicate(Line);

    public sealed record InSet(string Field, bool Negated, IReadOnlyList<string> Values, int Line) : Predicate(Line);

    public sealed record Compound(Combination Operator, IReadOnlyList<Predicate> Parts, int Line) : Predicate(Line);
}
