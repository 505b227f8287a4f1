using Headroom.Scoring.Development.Binning;

namespace Headroom.Scoring.Development;

/// <summary>What to develop on which columns, and by which rules. Everything but the target has a default.</summary>
public sealed record DevelopmentSpec
{
    /// <summary>The column that holds the outcome.</summary>
    public required string Target { get; init; }

    /// <summary>
    /// The outcome that is good. Null finds it where the column has two values of which one has a usual name (0, good, paid, no…).
    /// </summary>
    public string? GoodValue { get; init; }

    /// <summary>A column of positive weights.</summary>
    public string? Weight { get; init; }

    /// <summary>A column that dates each row; its text up to the month (yyyy-MM) orders it.</summary>
    public string? Date { get; init; }

    /// <summary>The first month (yyyy-MM) that is kept apart as out of time; needs <see cref="Date"/>.</summary>
    public string? OutOfTimeFrom { get; init; }

    /// <summary>Columns that the model must not use.</summary>
    public IReadOnlyList<string> ExcludeColumns { get; init; } = [];

    /// <summary>Protected attributes: never used by the model, only to compare groups.</summary>
    public IReadOnlyList<string> Protected { get; init; } = [];

    /// <summary>Rows to leave out: those whose cell of the column is one of the values.</summary>
    public IReadOnlyList<RowExclusion> ExcludeRows { get; init; } = [];

    /// <summary>Columns that are kept although a check would leave them out.</summary>
    public IReadOnlyList<string> KeepColumns { get; init; } = [];

    /// <summary>0-based rows of the test part; null holds out <see cref="TestShare"/> of the rows.</summary>
    public IReadOnlyCollection<int>? TestRows { get; init; }

    /// <summary>The share held out where no test rows are given; 0 holds out none.</summary>
    public double TestShare { get; init; } = 0.3;

    /// <summary>Moves which rows are held out, and the bootstrap's draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How columns are binned.</summary>
    public BinningRules Binning { get; init; } = new();

    /// <summary>What is particular to single columns.</summary>
    public IReadOnlyDictionary<string, ColumnRules> Columns { get; init; } = new Dictionary<string, ColumnRules>();

    /// <summary>How the regression is fitted and what it keeps.</summary>
    public FitRules Fit { get; init; } = new();

    /// <summary>How log odds become points.</summary>
    public ScalingRules Scaling { get; init; } = new();

    /// <summary>What a characteristic's gap is measured from in reasons.</summary>
    public ReasonBaseline ReasonBaseline { get; init; } = ReasonBaseline.Maximum;

    /// <summary>With <see cref="ReasonBaseline.ApprovedMean"/>: the least score that counts as approved; null takes all rows.</summary>
    public double? ApprovedScoreMin { get; init; }

    /// <summary>Reason codes by column; a column without one has its own name as the code.</summary>
    public IReadOnlyDictionary<string, string> ReasonCodes { get; init; } = new Dictionary<string, string>();

    /// <summary>Draws of the bootstrap for confidence intervals; 0 for none.</summary>
    public int BootstrapDraws { get; init; } = 200;

    /// <summary>The model's record: who, what for, within which limits, when.</summary>
    public ModelCard Card { get; init; } = new();
}

/// <summary>Rows whose cell of a column is one of these values.</summary>
public sealed record RowExclusion(string Column, IReadOnlyList<string> Values);

/// <summary>How a scorecard's regression is fitted.</summary>
public sealed record FitRules
{
    /// <summary>The ridge on the coefficients, in the units of the log-likelihood.</summary>
    public double Ridge { get; init; } = 20;

    /// <summary>
    /// Columns whose information value on held-out folds is not above this are left out. In large samples ten times what chance gives,
    /// 1/goods + 1/bads, is enough.
    /// </summary>
    public double InformationValueMin { get; init; } = 0.005;

    /// <summary>Of two columns whose weights of evidence correlate more than this, the weaker is left out.</summary>
    public double CorrelationMax { get; init; } = 0.98;

    /// <summary>How columns are chosen among those that pass.</summary>
    public Selection Selection { get; init; } = Selection.Sign;

    /// <summary>With <see cref="Selection.Stepwise"/>, the greatest p-value kept.</summary>
    public double PValueMax { get; init; } = 0.05;

    /// <summary>The most characteristics; 0 for no limit.</summary>
    public int CharacteristicsMax { get; init; }

    /// <summary>
    /// The ridge that ties each bin to its own weight of evidence while the bins are adjusted for what the other characteristics
    /// already say; 0 keeps the weights of evidence as they are.
    /// </summary>
    public double RefinementRidge { get; init; } = 100;
}

/// <summary>How characteristics are chosen.</summary>
public enum Selection
{
    /// <summary>All whose coefficient has the right sign.</summary>
    Sign,

    /// <summary>Of those, the ones that remain significant as the least significant is dropped step by step.</summary>
    Stepwise,

    /// <summary>Of those, the ones that an L1 penalty chosen by the Bayesian information criterion leaves.</summary>
    Lasso,
}

/// <summary>How log odds of good become points.</summary>
public sealed record ScalingRules
{
    /// <summary>True scales the least and the greatest possible score onto <see cref="Least"/> and <see cref="Greatest"/>.</summary>
    public bool OntoRange { get; init; } = true;

    /// <summary>The least score of the range.</summary>
    public double Least { get; init; } = 350;

    /// <summary>The greatest score of the range.</summary>
    public double Greatest { get; init; } = 950;

    /// <summary>Where not onto a range: the score at <see cref="Odds"/>.</summary>
    public double Score { get; init; } = 600;

    /// <summary>Goods for each bad at <see cref="Score"/>.</summary>
    public double Odds { get; init; } = 50;

    /// <summary>The points that double the odds.</summary>
    public double PointsToDoubleOdds { get; init; } = 20;
}

/// <summary>What a characteristic's gap is measured from; both are methods of the commentary on 12 CFR 1002.9(b)(2).</summary>
public enum ReasonBaseline
{
    /// <summary>The most points that the characteristic can give.</summary>
    Maximum,

    /// <summary>The mean of the points of approved applicants, or of all where no cut-off is given.</summary>
    ApprovedMean,
}

/// <summary>The record that goes with a model.</summary>
public sealed record ModelCard
{
    /// <summary>The model's name.</summary>
    public string Name { get; init; } = "scorecard";

    /// <summary>Its version.</summary>
    public string Version { get; init; } = "1";

    /// <summary>What it is for.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Where it must not be used, and what is known to be weak.</summary>
    public string Limits { get; init; } = "";

    /// <summary>Who answers for it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>When it was developed, as the caller writes it; the product writes ISO 8601.</summary>
    public string Date { get; init; } = "";

    /// <summary>Where the data came from.</summary>
    public string Data { get; init; } = "";
}
