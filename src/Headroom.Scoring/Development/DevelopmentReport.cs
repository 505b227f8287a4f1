using System.Text.Json.Serialization;
using Headroom.Scoring.Data;
using Headroom.Scoring.Judging;

namespace Headroom.Scoring.Development;

/// <summary>All that a reviewer needs to see of one model's development; written as JSON and as one page.</summary>
public sealed record DevelopmentReport
{
    /// <summary>The model's record.</summary>
    public required ModelCard Card { get; init; }

    /// <summary>scorecard, boosted or additive.</summary>
    public required string Kind { get; init; }

    /// <summary>Rows and columns that were read.</summary>
    public required DataSummary Data { get; init; }

    /// <summary>What was noticed, dropped and why.</summary>
    public required IReadOnlyList<DataNotice> Notices { get; init; }

    /// <summary>What became of each column.</summary>
    public required IReadOnlyList<ColumnReport> Columns { get; init; }

    /// <summary>The characteristics in the model, where it is a scorecard.</summary>
    public IReadOnlyList<CharacteristicReport> Characteristics { get; init; } = [];

    /// <summary>The regression's intercept, where there is one.</summary>
    public double? Intercept { get; init; }

    /// <summary>The line between log odds and points, where there is one.</summary>
    public PointScaling? Scaling { get; init; }

    /// <summary>maximum or approvedMean: what reasons are measured from.</summary>
    public string? ReasonBaseline { get; init; }

    /// <summary>How often the model is wrong where it was made.</summary>
    public required Judgement Train { get; init; }

    /// <summary>How often it is wrong on rows that it was not made on; null where none were held out.</summary>
    public Judgement? Test { get; init; }

    /// <summary>The same on later rows; null where none were kept apart.</summary>
    public Judgement? OutOfTime { get; init; }

    /// <summary>Each month that has both classes.</summary>
    public IReadOnlyList<MonthReport> Months { get; init; } = [];

    /// <summary>The stability of the score's distribution from train to the other parts.</summary>
    public IReadOnlyDictionary<string, double> Stability { get; init; } = new Dictionary<string, double>();

    /// <summary>The probability of bad at each whole score that occurs, by formula and as observed.</summary>
    public IReadOnlyList<ScoreProbability> Probabilities { get; init; } = [];

    /// <summary>Groups by each protected attribute.</summary>
    public IReadOnlyList<GroupComparison> Groups { get; init; } = [];

    /// <summary>Models almost as good that treat a group more evenly.</summary>
    public IReadOnlyList<AlternativeModel> Alternatives { get; init; } = [];

    /// <summary>What else the kind of model records, such as the boosting's settings.</summary>
    public IReadOnlyDictionary<string, double> Settings { get; init; } = new Dictionary<string, double>();
}

/// <summary>What was read.</summary>
public sealed record DataSummary(
    int Rows,
    int Columns,
    string Target,
    int Train,
    int Test,
    int OutOfTime,
    double BadRate
);

/// <summary>What became of a column.</summary>
public sealed record ColumnReport(
    string Column,
    bool Used,
    string Reason,
    double? InformationValue,
    double? ValidatedInformationValue,
    double MissingShare
)
{
    /// <summary>Why it is not used, to say it in other languages too; null where it is.</summary>
    [JsonIgnore]
    public Remark? Why { get; init; }
}

/// <summary>A characteristic of a scorecard.</summary>
public sealed record CharacteristicReport(
    string Column,
    string ReasonCode,
    double Coefficient,
    double StandardError,
    double PValue,
    double VarianceInflation,
    double InformationValue,
    string Trend,
    double Baseline,
    IReadOnlyList<BinReport> Bins
)
{
    /// <summary>The characteristic's stability index of each other part of the data (test, outOfTime) against the train part.</summary>
    public IReadOnlyDictionary<string, double> Stability { get; init; } = new Dictionary<string, double>();
}

/// <summary>A bin with its points.</summary>
public sealed record BinReport(
    string Label,
    double Count,
    double Share,
    double Goods,
    double Bads,
    double BadRate,
    double Woe,
    double InformationValue,
    double LogOdds,
    double Points
)
{
    /// <summary>The label, where it is made of words, to say it in other languages too.</summary>
    [JsonIgnore]
    public Remark? Naming { get; init; }
}

/// <summary>One month.</summary>
public sealed record MonthReport(
    string Month,
    int Rows,
    double BadRate,
    double Auc,
    double Ks,
    double MeanScore,
    double Psi
);

/// <summary>The probability of bad at one score.</summary>
public readonly record struct ScoreProbability(double Score, double Probability, double Rows, double Observed);

/// <summary>One group of a protected attribute.</summary>
public sealed record GroupReport(
    string Group,
    int Rows,
    double ApprovalRate,
    double ApprovalRatio,
    double TruePositiveRate,
    double Predicted,
    double Observed,
    double MeanScore
);

/// <summary>Groups by one protected attribute at one cut-off.</summary>
public sealed record GroupComparison(string Attribute, double CutOff, IReadOnlyList<GroupReport> Groups)
{
    /// <summary>The least approval rate over the greatest; four fifths is the usual line.</summary>
    public double LeastApprovalRatio => Groups.Count == 0 ? 1 : Groups.Min(group => group.ApprovalRatio);
}

/// <summary>The model without some characteristic: what it would cost and what it would even out.</summary>
public sealed record AlternativeModel(
    string Attribute,
    string WithoutColumn,
    double Auc,
    double AucChange,
    double LeastApprovalRatio,
    double LeastApprovalRatioChange
);
