namespace Headroom.Scoring.Development.Binning;

/// <summary>How the share of bads may move from one bin of numbers to the next.</summary>
public enum Trend
{
    /// <summary>The best of rising, falling, peak and valley.</summary>
    Auto,

    /// <summary>The share of bads rises.</summary>
    Rising,

    /// <summary>The share of bads falls.</summary>
    Falling,

    /// <summary>It rises, then falls.</summary>
    Peak,

    /// <summary>It falls, then rises.</summary>
    Valley,

    /// <summary>It may move in any way.</summary>
    Free,
}

/// <summary>The limits within which bins are chosen.</summary>
public sealed record BinningRules
{
    /// <summary>The most bins, without those for missing and special values.</summary>
    public int BinsMax { get; init; } = 10;

    /// <summary>The least share of the sample in a bin.</summary>
    public double ShareMin { get; init; } = 0.05;

    /// <summary>How the share of bads may move.</summary>
    public Trend Trend { get; init; } = Trend.Auto;

    /// <summary>
    /// What each bin must add, as a χ² of one degree of freedom: a bin that explains less than chance does one time in twenty is merged.
    /// </summary>
    public double SplitChiSquare { get; init; } = 3.84;

    /// <summary>
    /// Whether numbers that look like codes, such as −9 or 98, are kept apart where that tells more on held-out folds. Columns with
    /// special values or cut points of their own are left as they say.
    /// </summary>
    public bool FindSpecialValues { get; init; } = true;

    /// <summary>The finest division that bins are merged from.</summary>
    public int FineBins { get; init; } = 64;
}
