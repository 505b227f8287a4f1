using Headroom.Scoring.Data;

namespace Headroom.Scoring.Development.Binning;

/// <summary>What is particular to one column.</summary>
public sealed record ColumnRules
{
    /// <summary>Numbers that are codes, not amounts; each gets a bin of its own.</summary>
    public IReadOnlyList<double> SpecialValues { get; init; } = [];

    /// <summary>Inner boundaries to keep as they are; empty to have them found.</summary>
    public IReadOnlyList<double> CutPoints { get; init; } = [];

    /// <summary>The trend asked for; null takes that of the general rules.</summary>
    public Trend? Trend { get; init; }
}

/// <summary>Bins one column on a sample.</summary>
internal static class ColumnBinner
{
    public static ColumnBinning Bin(DataColumn column, Sample sample, BinningRules rules, ColumnRules? own = null)
    {
        own ??= new ColumnRules();
        rules = rules with { Trend = own.Trend ?? rules.Trend };
        return column switch
        {
            DataColumn.Numeric numeric => NumericBinner.Bin(numeric, sample, rules, own),
            DataColumn.Text text => TextBinner.Bin(text, sample, rules),
            _ => throw new InvalidOperationException($"A column of kind {column.GetType().Name} cannot be binned."),
        };
    }

    /// <summary>Fills the counts of fine bins from the fine code of every position in the sample.</summary>
    public static FineCounts Count(Sample sample, int bins, Func<int, int> fineOf)
    {
        FineCounts counts = new(bins, Sample.Folds);
        for (int i = 0; i < sample.Rows.Length; i++)
        {
            int row = sample.Rows[i];
            int cell = (fineOf(row) * Sample.Folds) + Sample.FoldOf(row);
            if (sample.Bad[row])
                counts.FoldBads[cell] += sample.WeightAt(i);
            else
                counts.FoldGoods[cell] += sample.WeightAt(i);
        }

        counts.Sum();
        return counts;
    }

    /// <summary>
    /// A bin with its weight of evidence. A bin that is apart (missing, special, other) may be tiny, and then leans towards the
    /// sample's own odds as if it also held some average rows.
    /// </summary>
    public static Bin Finish(Bin bin, Sample sample, BinningRules rules)
    {
        const double AverageRows = 20;
        (double g, double b) = (bin.Goods, bin.Bads);
        double all = sample.AllGoods + sample.AllBads;
        bool apart = bin.Kind is BinKind.Missing or BinKind.Special or BinKind.Other;
        if (apart && g + b > 0 && g + b < rules.ShareMin * all)
        {
            g += AverageRows * sample.AllGoods / all;
            b += AverageRows * sample.AllBads / all;
        }

        double woe = WeightOfEvidence.Of(g, b, sample.AllGoods, sample.AllBads);
        return bin with
        {
            Woe = woe,
            InformationValue = ((bin.Goods / sample.AllGoods) - (bin.Bads / sample.AllBads)) * woe,
            Share = bin.Count / all,
        };
    }

    /// <summary>
    /// The information value that each fold gets from weights of evidence of the others, averaged. <paramref name="group"/> maps
    /// counts (goods, bads) of fine bins to the coarse bin of each.
    /// </summary>
    public static double Validate(FineCounts counts, Func<double[], double[], int[]> group)
    {
        double sum = 0;
        int folds = 0;
        for (int fold = 0; fold < counts.Folds; fold++)
        {
            (double[] goods, double[] bads) = counts.Without(fold);
            double allGoods = goods.Sum();
            double allBads = bads.Sum();
            double foldGoods = counts.Goods.Sum() - allGoods;
            double foldBads = counts.Bads.Sum() - allBads;
            if (allGoods <= 0 || allBads <= 0 || foldGoods <= 0 || foldBads <= 0)
                continue;
            int[] coarse = group(goods, bads);
            double[] coarseGoods = new double[coarse.Max() + 1];
            double[] coarseBads = new double[coarseGoods.Length];
            for (int bin = 0; bin < counts.Bins; bin++)
            {
                coarseGoods[coarse[bin]] += goods[bin];
                coarseBads[coarse[bin]] += bads[bin];
            }

            for (int bin = 0; bin < counts.Bins; bin++)
            {
                double woe = WeightOfEvidence.Of(coarseGoods[coarse[bin]], coarseBads[coarse[bin]], allGoods, allBads);
                double g = counts.FoldGoods[(bin * counts.Folds) + fold] / foldGoods;
                double b = counts.FoldBads[(bin * counts.Folds) + fold] / foldBads;
                sum += (g - b) * woe;
            }

            folds++;
        }

        return folds == 0 ? 0 : sum / folds;
    }

    /// <summary>
    /// How far fine bins separate goods from bads on folds that did not say which side each bin is on: half the sum of the
    /// differences of shares, 1 where the column states the outcome. Bins of one class only count here, which no bin of a model may be.
    /// </summary>
    public static double Separation(FineCounts counts)
    {
        (double sum, double allGoods, double allBads) = (0, counts.Goods.Sum(), counts.Bads.Sum());
        for (int bin = 0; bin < counts.Bins; bin++)
        {
            for (int fold = 0; fold < counts.Folds; fold++)
            {
                double g = counts.FoldGoods[(bin * counts.Folds) + fold];
                double b = counts.FoldBads[(bin * counts.Folds) + fold];
                double others = ((counts.Goods[bin] - g) / allGoods) - ((counts.Bads[bin] - b) / allBads);
                sum += Math.Sign(others) * ((g / allGoods) - (b / allBads)) / 2;
            }
        }

        return sum;
    }

    /// <summary>
    /// The greater of the shares of goods and of bads that stand in fine bins without any of the other class, where at least 15 of
    /// these would be expected: chance gives that once in three million bins.
    /// </summary>
    public static double Certainty(FineCounts counts)
    {
        const double ExpectedMin = 15;
        (double allGoods, double allBads) = (counts.Goods.Sum(), counts.Bads.Sum());
        double rate = allBads / (allGoods + allBads);
        (double goods, double bads) = (0, 0);
        for (int bin = 0; bin < counts.Bins; bin++)
        {
            (double g, double b) = (counts.Goods[bin], counts.Bads[bin]);
            goods += b <= 0 && g * rate >= ExpectedMin ? g : 0;
            bads += g <= 0 && b * (1 - rate) >= ExpectedMin ? b : 0;
        }

        return Math.Max(goods / allGoods, bads / allBads);
    }

    /// <summary>The coarse bin of each of <paramref name="count"/> fine bins, given the ends of the coarse ones.</summary>
    public static int[] Expand(int[]? ends, int count)
    {
        int[] coarse = new int[count];
        int bin = 0;
        for (int fine = 0; fine < count; fine++)
        {
            coarse[fine] = bin;
            if (ends is not null && bin < ends.Length && ends[bin] == fine)
                bin++;
        }

        return coarse;
    }
}
