namespace Headroom.Dmn;

/// <summary>Which rules of a table count when several match (DMN 1.5, section 8.2.10).</summary>
public enum HitPolicy
{
    /// <summary>At most one rule may match.</summary>
    Unique,

    /// <summary>Several may match if they agree.</summary>
    Any,

    /// <summary>The one whose output stands first among the allowed values.</summary>
    Priority,

    /// <summary>The first in the table.</summary>
    First,

    /// <summary>All, in the table's order.</summary>
    RuleOrder,

    /// <summary>All, in the order of the allowed output values.</summary>
    OutputOrder,

    /// <summary>All, in any order, or summed up by an aggregation.</summary>
    Collect,
}

/// <summary>How the hit policy Collect sums up.</summary>
public enum Aggregation
{
    /// <summary>A list of all outputs.</summary>
    None,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their smallest.</summary>
    Min,

    /// <summary>Their largest.</summary>
    Max,

    /// <summary>How many there are.</summary>
    Count,
}

/// <summary>A decision table as read.</summary>
internal sealed record TableDefinition
{
    public required string File { get; init; }

    public required string Owner { get; init; }

    public required HitPolicy HitPolicy { get; init; }

    public required Aggregation Aggregation { get; init; }

    public required IReadOnlyList<TableInput> Inputs { get; init; }

    public required IReadOnlyList<TableOutput> Outputs { get; init; }

    public required IReadOnlyList<TableRule> Rules { get; init; }

    public int? Line { get; init; }

    /// <summary>Says where something in the table is wrong.</summary>
    public required Action<DmnDiagnostic> Report { get; init; }
}

/// <summary>One input column.</summary>
internal sealed record TableInput(string Label, Node Expression, FeelType Type, Test? Allowed);

/// <summary>One output column; the order of its allowed values is its priority.</summary>
internal sealed record TableOutput(string Name, FeelType Type, IReadOnlyList<Node> Allowed, Node? Default);

/// <summary>One rule: its tests and outputs with their texts, as written.</summary>
internal sealed record TableRule(
    IReadOnlyList<Test> Tests,
    IReadOnlyList<string> TestTexts,
    IReadOnlyList<Node> Outputs,
    IReadOnlyList<string> OutputTexts,
    string? Label,
    int? Line
);
