namespace Headroom.Scoring.Judging;

/// <summary>A 95 % interval.</summary>
public readonly record struct Interval(double Low, double High);

/// <summary>One tenth of the rows by predicted probability, or one band of scores.</summary>
/// <param name="Low">The least score in it.</param>
/// <param name="High">The greatest score in it.</param>
/// <param name="Goods">Goods (sum of weights).</param>
/// <param name="Bads">Bads.</param>
/// <param name="Predicted">The mean predicted probability of bad.</param>
public readonly record struct ScoreBand(double Low, double High, double Goods, double Bads, double Predicted)
{
    /// <summary>The share of bads.</summary>
    public double Observed => Goods + Bads > 0 ? Bads / (Goods + Bads) : 0;

    /// <summary>Observed over predicted; 1 is calibrated.</summary>
    public double ObservedOverPredicted => Predicted > 0 ? Observed / Predicted : double.NaN;
}

/// <summary>One line of the gains table: what is caught when all scores up to here are refused.</summary>
/// <param name="Score">The greatest score refused.</param>
/// <param name="Refused">The share of rows refused.</param>
/// <param name="BadsCaught">The share of bads refused.</param>
/// <param name="GoodsLost">The share of goods refused.</param>
/// <param name="Lift">Bads caught over rows refused.</param>
public readonly record struct GainsLine(double Score, double Refused, double BadsCaught, double GoodsLost, double Lift);

/// <summary>A point of the ROC curve: shares of goods and of bads at and below a score.</summary>
public readonly record struct RocPoint(double Score, double Goods, double Bads);

/// <summary>Everything measured on one part of the data.</summary>
public sealed record Judgement
{
    /// <summary>train, test, outOfTime or a month.</summary>
    public required string Part { get; init; }

    /// <summary>Rows with a score and an outcome.</summary>
    public required int Rows { get; init; }

    /// <summary>Goods (sum of weights).</summary>
    public required double Goods { get; init; }

    /// <summary>Bads.</summary>
    public required double Bads { get; init; }

    /// <summary>The area under the ROC curve.</summary>
    public required double Auc { get; init; }

    /// <summary>The Kolmogorov–Smirnov distance.</summary>
    public required double Ks { get; init; }

    /// <summary>2 · AUC − 1.</summary>
    public double Gini => (2 * Auc) - 1;

    /// <summary>The mean squared difference of predicted probability and outcome.</summary>
    public required double Brier { get; init; }

    /// <summary>The mean negative log-likelihood.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The bootstrap's interval of the AUC; null where none was drawn.</summary>
    public Interval? AucInterval { get; init; }

    /// <summary>The bootstrap's interval of the KS.</summary>
    public Interval? KsInterval { get; init; }

    /// <summary>Deciles by predicted probability, from the lowest score.</summary>
    public IReadOnlyList<ScoreBand> Calibration { get; init; } = [];

    /// <summary>The gains table by tenths of the rows.</summary>
    public IReadOnlyList<GainsLine> Gains { get; init; } = [];

    /// <summary>The distribution of the scores in bands of equal width.</summary>
    public IReadOnlyList<ScoreBand> Distribution { get; init; } = [];

    /// <summary>At most a hundred points of the ROC curve.</summary>
    public IReadOnlyList<RocPoint> Roc { get; init; } = [];
}
