namespace Headroom.Scoring.Development.Binning;

/// <summary>Weight of evidence and information value of counts.</summary>
public static class WeightOfEvidence
{
    /// <summary>What an empty class counts as, so that the logarithm exists.</summary>
    public const double ZeroCount = 0.5;

    /// <summary>ln((goods / all goods) / (bads / all bads)); an empty class counts as <see cref="ZeroCount"/>.</summary>
    public static double Of(double goods, double bads, double allGoods, double allBads)
    {
        if (goods + bads <= 0)
            return 0;
        double g = goods > 0 ? goods : ZeroCount;
        double b = bads > 0 ? bads : ZeroCount;
        return Math.Log(g / allGoods) - Math.Log(b / allBads);
    }

    /// <summary>A bin's part of the information value: (share of goods − share of bads) · WoE.</summary>
    public static double InformationValue(double goods, double bads, double allGoods, double allBads) =>
        ((goods / allGoods) - (bads / allBads)) * Of(goods, bads, allGoods, allBads);
}
