using Headroom.Scoring.Data;

namespace Headroom.Scoring.Development.Binning;

/// <summary>What a bin holds.</summary>
public enum BinKind
{
    /// <summary>Numbers from <see cref="Bin.Low"/>, included, to <see cref="Bin.High"/>, excluded.</summary>
    Range,

    /// <summary>Listed texts.</summary>
    Values,

    /// <summary>Texts that no other bin lists: rare ones, and those first seen when the model serves.</summary>
    Other,

    /// <summary>One declared special value, such as a vendor's −1.</summary>
    Special,

    /// <summary>Missing values.</summary>
    Missing,
}

/// <summary>One bin of a column, with the development sample's counts (sums of weights).</summary>
public sealed record Bin(BinKind Kind, double Goods, double Bads)
{
    /// <summary>The least number of a range; −∞ in the first.</summary>
    public double Low { get; init; } = double.NegativeInfinity;

    /// <summary>The number that a range stays below; +∞ in the last. In a special bin <see cref="Low"/> is its value.</summary>
    public double High { get; init; } = double.PositiveInfinity;

    /// <summary>The texts of a bin of values, or the rare ones known to be in the other bin.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>The weight of evidence, ln(share of goods / share of bads): positive where the bin is better than all.</summary>
    public double Woe { get; init; }

    /// <summary>The bin's part of the information value.</summary>
    public double InformationValue { get; init; }

    /// <summary>The bin's share of the sample.</summary>
    public double Share { get; init; }

    /// <summary>Goods and bads.</summary>
    public double Count => Goods + Bads;

    /// <summary>The share of bads; 0 in an empty bin.</summary>
    public double BadRate => Count > 0 ? Bads / Count : 0;

    /// <summary>A short name, such as <c>[20, 35)</c>.</summary>
    public string Label => Naming?.Message ?? BinLabel.Of(this);

    /// <summary>The name, where it is made of words; null where numbers or the data's own values make it.</summary>
    internal Remark? Naming => BinLabel.Naming(this);
}
