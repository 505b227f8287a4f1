namespace Headroom.Scoring.Pmml.Definition;

/// <summary>How a field's values are held: text as a code of the model's vocabulary, everything else as a number.</summary>
internal enum DataType
{
    Text,
    Double,
    Single,
    Integer,
    Boolean,
}

internal enum OpType
{
    Continuous,
    Categorical,
    Ordinal,
}

internal enum ValueProperty
{
    Valid,
    Invalid,
    Missing,
}

internal sealed record FieldValue(string Value, ValueProperty Property);

/// <summary>A range of valid values; an absent margin is unbounded.</summary>
internal sealed record FieldInterval(double Left, bool LeftClosed, double Right, bool RightClosed)
{
    public bool Contains(double x) => (LeftClosed ? x >= Left : x > Left) && (RightClosed ? x <= Right : x < Right);
}

internal sealed record DataField(string Name, OpType OpType, DataType DataType, int Line)
{
    public string? DisplayName { get; init; }
    public IReadOnlyList<FieldValue> Values { get; init; } = [];
    public IReadOnlyList<FieldInterval> Intervals { get; init; } = [];
}

internal enum FieldUsage
{
    Active,
    Target,
    Supplementary,
}

internal enum InvalidTreatment
{
    ReturnInvalid,
    AsIs,
    AsMissing,
    AsValue,
}

internal enum OutlierTreatment
{
    AsIs,
    AsMissing,
    AsExtreme,
}

internal sealed record MiningField(string Name, FieldUsage Usage, int Line)
{
    public OpType? OpType { get; init; }
    public OutlierTreatment Outliers { get; init; }
    public double? LowValue { get; init; }
    public double? HighValue { get; init; }
    public string? MissingReplacement { get; init; }

    /// <summary><c>missingValueTreatment="returnInvalid"</c>: a missing value makes the whole result missing.</summary>
    public bool MissingIsInvalid { get; init; }
    public InvalidTreatment Invalid { get; init; }
    public string? InvalidReplacement { get; init; }
}

internal sealed record DerivedField(string Name, OpType OpType, DataType DataType, Expression Expression, int Line)
{
    public string? DisplayName { get; init; }
}

/// <summary>A function that the file defines and that <c>Apply</c> may call by name.</summary>
internal sealed record FunctionDefinition(
    string Name,
    OpType OpType,
    DataType DataType,
    IReadOnlyList<(string Name, DataType DataType)> Parameters,
    Expression Body,
    int Line
);
