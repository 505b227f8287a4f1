using System.Text.Json.Serialization;
using Headroom.Scoring.Data;

namespace Headroom.Scoring.Watching;

/// <summary>When a change of a served model is worth a look, and when someone must act.</summary>
public sealed record WatchRules
{
    /// <summary>The score from which borrowers are approved; null leaves approvals out.</summary>
    public double? CutOff { get; init; }

    /// <summary>The column that holds outcomes that have matured; null leaves outcomes out.</summary>
    public string? Target { get; init; }

    /// <summary>The outcome that is good; null finds it.</summary>
    public string? GoodValue { get; init; }

    /// <summary>From this stability index on: watch.</summary>
    public double IndexWatch { get; init; } = 0.10;

    /// <summary>From this stability index on: act.</summary>
    public double IndexAct { get; init; } = 0.25;

    /// <summary>From this change of the share approved on: act; half of it: watch.</summary>
    public double ApprovalChangeAct { get; init; } = 0.10;

    /// <summary>From this fall of the KS since development on: act; half of it: watch.</summary>
    public double KsFallAct { get; init; } = 0.10;

    /// <summary>Observed over expected bads outside 1 / this … this: act; outside its square root: watch.</summary>
    public double ObservedOverExpectedAct { get; init; } = 1.5;

    /// <summary>Fewer matured outcomes than this say nothing yet.</summary>
    public int OutcomesMin { get; init; } = 100;

    /// <summary>From this share of rows without a score on: act; any at all: watch.</summary>
    public double MissingScoresAct { get; init; } = 0.05;
}

/// <summary>How much a finding matters.</summary>
public enum WatchLevel
{
    /// <summary>As it should be.</summary>
    Stable,

    /// <summary>To be looked at.</summary>
    Watch,

    /// <summary>To be acted on: it raises a case.</summary>
    Act,
}

/// <summary>One measure of drift.</summary>
/// <param name="Code">What was measured: score-psi, characteristic-csi, approval, ks, observed-over-expected, missing-score.</param>
/// <param name="Subject">The characteristic it is about; empty for the score.</param>
/// <param name="Value">The measure.</param>
/// <param name="Threshold">From where on someone must act, in the measure's unit and on the side that the value is on.</param>
/// <param name="Level">Whether it matters.</param>
/// <param name="Severity">How far past the threshold it is; null where nobody must act.</param>
/// <param name="Remark">The same in words.</param>
public sealed record WatchFinding(
    string Code,
    string Subject,
    double Value,
    double Threshold,
    WatchLevel Level,
    CaseSeverity? Severity,
    [property: JsonIgnore] Remark Remark
)
{
    /// <summary>The finding in English.</summary>
    public string Message => Remark.Message;
}

/// <summary>What has become of a served model.</summary>
public sealed record WatchReport
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Rows that were looked at.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows without a score.</summary>
    public required int MissingScores { get; init; }

    /// <summary>The mean score.</summary>
    public required double MeanScore { get; init; }

    /// <summary>The share approved at the cut-off, where one was given.</summary>
    public double? ApprovalRate { get; init; }

    /// <summary>The share that was approved at development, where the model's file lets it be told.</summary>
    public double? DevelopmentApprovalRate { get; init; }

    /// <summary>Rows whose outcome has matured.</summary>
    public int Outcomes { get; init; }

    /// <summary>The AUC on matured outcomes.</summary>
    public double? Auc { get; init; }

    /// <summary>The KS on matured outcomes.</summary>
    public double? Ks { get; init; }

    /// <summary>The KS at development.</summary>
    public double? DevelopmentKs { get; init; }

    /// <summary>Observed over expected bads.</summary>
    public double? ObservedOverExpected { get; init; }

    /// <summary>Every measure with its level.</summary>
    public required IReadOnlyList<WatchFinding> Findings { get; init; }

    /// <summary>The model's open cases after this watch, where an inventory keeps them.</summary>
    public IReadOnlyList<ModelCase>? OpenCases { get; init; }

    /// <summary>True where a finding asks for action.</summary>
    public bool RaisesCase => Findings.Any(finding => finding.Level == WatchLevel.Act);
}
