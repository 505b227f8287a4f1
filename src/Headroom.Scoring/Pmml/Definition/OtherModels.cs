namespace Headroom.Scoring.Pmml.Definition;

internal enum Normalization
{
    None,
    SimpleMax,
    SoftMax,
    Logit,
    Probit,
    CLogLog,
    Exp,
    LogLog,
    Cauchit,
}

internal sealed record RegressionDefinition(
    ModelFunction Function,
    IReadOnlyList<RegressionTable> Tables,
    Normalization Normalization,
    int Line
) : ModelDefinition(Function, Line);

internal sealed record RegressionTable(double Intercept, string? Category, int Line)
{
    public IReadOnlyList<NumericPredictor> Numeric { get; init; } = [];
    public IReadOnlyList<CategoricalPredictor> Categorical { get; init; } = [];
    public IReadOnlyList<PredictorTerm> Terms { get; init; } = [];
}

internal sealed record NumericPredictor(string Field, int Exponent, double Coefficient, int Line);

internal sealed record CategoricalPredictor(string Field, string Value, double Coefficient, int Line);

internal sealed record PredictorTerm(IReadOnlyList<string> Fields, double Coefficient, int Line);

internal enum MissingValueStrategy
{
    None,
    LastPrediction,
    NullPrediction,
    DefaultChild,
}

internal sealed record TreeDefinition(ModelFunction Function, TreeNode Root, int Line) : ModelDefinition(Function, Line)
{
    public MissingValueStrategy Missing { get; init; }

    /// <summary><c>returnLastPrediction</c>: a node none of whose children is true answers with its own score.</summary>
    public bool LastPredictionWithoutChild { get; init; }
}

internal sealed record TreeNode(Predicate Predicate, string? Score, IReadOnlyList<TreeNode> Children, int Line)
{
    public string? Id { get; init; }
    public string? DefaultChild { get; init; }
    public double? RecordCount { get; init; }
    public IReadOnlyList<ScoreShare> Distribution { get; init; } = [];
}

internal sealed record ScoreShare(string Value, double RecordCount, double? Probability);

internal enum SegmentMethod
{
    Sum,
    WeightedSum,
    Average,
    WeightedAverage,
    Median,
    Maximum,
    MajorityVote,
    WeightedMajorityVote,
    SelectFirst,
    ModelChain,
}

internal enum MissingPrediction
{
    Continue,
    SkipSegment,
    ReturnMissing,
}

internal sealed record EnsembleDefinition(
    ModelFunction Function,
    SegmentMethod Method,
    IReadOnlyList<SegmentDefinition> Segments,
    int Line
) : ModelDefinition(Function, Line)
{
    public MissingPrediction MissingPrediction { get; init; }
}

internal sealed record SegmentDefinition(
    string? Id,
    Predicate Predicate,
    double Weight,
    ModelDefinition Model,
    int Line
);
