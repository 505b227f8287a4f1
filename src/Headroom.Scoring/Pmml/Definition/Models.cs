namespace Headroom.Scoring.Pmml.Definition;

/// <summary>A named note that PMML lets a producer attach; the records of a model's development travel in these.</summary>
internal sealed record Note(string Name, string Value);

internal sealed record PmmlDocument(
    string Description,
    IReadOnlyList<DataField> DataFields,
    IReadOnlyList<DerivedField> DerivedFields,
    IReadOnlyList<FunctionDefinition> Functions,
    ModelDefinition Model
)
{
    public string? Application { get; init; }
    public string? Timestamp { get; init; }
    public string? ModelVersion { get; init; }
    public IReadOnlyList<Note> Notes { get; init; } = [];
}

internal enum OutputFeature
{
    PredictedValue,
    PredictedDisplayValue,
    TransformedValue,
    Probability,
    ReasonCode,
}

internal sealed record OutputField(string Name, OutputFeature Feature, DataType DataType, int Line)
{
    public OpType OpType { get; init; }
    public string? Value { get; init; }
    public int Rank { get; init; } = 1;
    public Expression? Expression { get; init; }
    public bool IsFinalResult { get; init; } = true;
}

internal enum CastInteger
{
    None,
    Round,
    Ceiling,
    Floor,
}

/// <summary>What is done to a regression's raw value: bounded, scaled, shifted, then cast.</summary>
internal sealed record Target(string? Field)
{
    public double Minimum { get; init; } = double.NegativeInfinity;
    public double Maximum { get; init; } = double.PositiveInfinity;
    public double Factor { get; init; } = 1;
    public double Constant { get; init; }
    public CastInteger Cast { get; init; }
    public double? DefaultValue { get; init; }
}

internal enum ModelFunction
{
    Regression,
    Classification,
}

internal abstract record ModelDefinition(ModelFunction Function, int Line)
{
    public string? Name { get; init; }
    public string? Algorithm { get; init; }
    public IReadOnlyList<MiningField> MiningSchema { get; init; } = [];
    public IReadOnlyList<DerivedField> LocalFields { get; init; } = [];
    public IReadOnlyList<OutputField> Output { get; init; } = [];
    public Target? Target { get; init; }
    public IReadOnlyList<Note> Notes { get; init; } = [];
}
