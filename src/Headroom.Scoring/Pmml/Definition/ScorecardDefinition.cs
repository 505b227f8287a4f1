namespace Headroom.Scoring.Pmml.Definition;

internal sealed record ScorecardDefinition(IReadOnlyList<CharacteristicDefinition> Characteristics, int Line)
    : ModelDefinition(ModelFunction.Regression, Line)
{
    public double InitialScore { get; init; }
    public bool UseReasonCodes { get; init; } = true;

    /// <summary><c>pointsBelow</c>: the gap is baseline − points; otherwise points − baseline.</summary>
    public bool PointsBelow { get; init; } = true;
    public double? BaselineScore { get; init; }
    public string BaselineMethod { get; init; } = "other";
}

internal sealed record CharacteristicDefinition(string Name, IReadOnlyList<AttributeDefinition> Attributes, int Line)
{
    public string? ReasonCode { get; init; }
    public double? BaselineScore { get; init; }
}

/// <summary>One attribute: its points are a constant or, where given, an expression.</summary>
internal sealed record AttributeDefinition(Predicate Predicate, double? PartialScore, int Line)
{
    public Expression? ComplexPartialScore { get; init; }
    public string? ReasonCode { get; init; }
    public IReadOnlyList<Note> Notes { get; init; } = [];
}
