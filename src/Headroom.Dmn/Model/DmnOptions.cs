namespace Headroom.Dmn;

/// <summary>Bounds that keep a hostile model or input from hanging or crashing its host.</summary>
/// <param name="DepthMax">How deep functions may call each other.</param>
/// <param name="ListSizeMax">How many elements a list may have, and how many code points a string.</param>
/// <param name="StepsMax">How many loop turns and calls one evaluation may take.</param>
/// <param name="RegexMillisecondsMax">How long one match of a regular expression may take.</param>
/// <param name="ExpressionLengthMax">How long an expression's text may be, in characters.</param>
/// <param name="NestingMax">How deep an expression may nest.</param>
public sealed record DmnLimits(
    int DepthMax = 512,
    int ListSizeMax = 1_000_000,
    long StepsMax = 10_000_000,
    int RegexMillisecondsMax = 200,
    int ExpressionLengthMax = 200_000,
    int NestingMax = 128
)
{
    /// <summary>The bounds used where none are given.</summary>
    public static DmnLimits Default { get; } = new();
}

/// <summary>How models are compiled.</summary>
/// <param name="Limits">The bounds of evaluation.</param>
/// <param name="DeferExpressionErrors">
/// True lets a model compile though some expression in it is wrong: that expression evaluates to null with the error. The conformance
/// kit needs it; a policy does not.
/// </param>
/// <param name="CheckTables">True looks for gaps, overlaps, unreachable rules and missing defaults in decision tables.</param>
public sealed record DmnOptions(DmnLimits Limits, bool DeferExpressionErrors = false, bool CheckTables = true)
{
    /// <summary>Refuses wrong expressions and checks tables.</summary>
    public static DmnOptions Default { get; } = new(DmnLimits.Default);
}
