using Headroom.Scoring.Data;

namespace Headroom.Scoring.Development.Binning;

/// <summary>Bins numbers: fine bins by quantile, then the optimal merge of them.</summary>
internal static class NumericBinner
{
    // Enough values to place quantiles well; more would only cost time to sort.
    private const int QuantileSample = 1 << 16;

    // What codes kept apart must add to the information value on held-out folds to be worth their bins, with a share of it.
    private const double CodesValueMin = 0.002;
    private const double CodesShareMin = 0.05;

    public static ColumnBinning Bin(DataColumn.Numeric column, Sample sample, BinningRules rules, ColumnRules own)
    {
        ColumnBinning plain = BinWith(column, sample, rules, own);
        if (!rules.FindSpecialValues || own.SpecialValues.Count > 0 || own.CutPoints.Count > 0)
            return plain;
        double[] sorted = SortedValues(column, sample, []);
        double[] codes = sorted.Length == 0 ? [] : SpecialValues.Find(sorted, DistinctStarts(sorted));
        if (codes.Length == 0)
            return plain;
        ColumnBinning apart = BinWith(column, sample, rules, own with { SpecialValues = codes });
        double least = (plain.ValidatedInformationValue * (1 + CodesShareMin)) + CodesValueMin;
        return apart.ValidatedInformationValue > least ? apart : plain;
    }

    private static ColumnBinning BinWith(DataColumn.Numeric column, Sample sample, BinningRules rules, ColumnRules own)
    {
        double[] specials = [.. own.SpecialValues.Distinct().Order()];
        double[] cuts =
            own.CutPoints.Count > 0
                ? [.. own.CutPoints.Distinct().Order()]
                : FineCuts(column, sample, specials, rules.FineBins);
        int fine = cuts.Length + 1;
        double[] values = column.Values;
        FineCounts counts = ColumnBinner.Count(
            sample,
            fine + specials.Length + 1,
            row => FineOf(values[row], cuts, specials)
        );
        Trend trend = rules.Trend;
        int[] ends = [.. Enumerable.Range(0, fine)];
        if (own.CutPoints.Count == 0)
        {
            (int[]? found, trend) = OptimalPartition.Find(
                counts.Goods[..fine],
                counts.Bads[..fine],
                sample.AllGoods,
                sample.AllBads,
                rules
            );
            ends = found ?? [fine - 1];
        }

        double validated = ColumnBinner.Validate(
            counts,
            (goods, bads) => Group(goods, bads, fine, rules with { Trend = trend }, own)
        );
        List<Bin> bins = Ranges(counts, cuts, ends);
        for (int i = 0; i < specials.Length; i++)
        {
            int bin = fine + i;
            bins.Add(new Bin(BinKind.Special, counts.Goods[bin], counts.Bads[bin]) { Low = specials[i] });
        }

        bins.Add(new Bin(BinKind.Missing, counts.Goods[^1], counts.Bads[^1]));
        List<Bin> finished = [.. bins.Select(bin => ColumnBinner.Finish(bin, sample, rules))];
        return new ColumnBinning(column.Name, ColumnType.Numeric, trend, finished, validated)
        {
            Separation = ColumnBinner.Separation(counts),
            Certainty = ColumnBinner.Certainty(counts),
        };
    }

    private static List<Bin> Ranges(FineCounts counts, double[] cuts, int[] ends)
    {
        List<Bin> bins = [];
        int start = 0;
        foreach (int end in ends)
        {
            (double g, double b) = (0, 0);
            for (int fine = start; fine <= end; fine++)
                (g, b) = (g + counts.Goods[fine], b + counts.Bads[fine]);
            bins.Add(
                new Bin(BinKind.Range, g, b)
                {
                    Low = start == 0 ? double.NegativeInfinity : cuts[start - 1],
                    High = end == cuts.Length ? double.PositiveInfinity : cuts[end],
                }
            );
            start = end + 1;
        }

        return bins;
    }

    private static int[] Group(double[] goods, double[] bads, int fine, BinningRules rules, ColumnRules own)
    {
        int[] coarse = new int[goods.Length];
        int[] ranges =
            own.CutPoints.Count > 0
                ? [.. Enumerable.Range(0, fine)]
                : ColumnBinner.Expand(
                    OptimalPartition.Find(goods[..fine], bads[..fine], goods.Sum(), bads.Sum(), rules).Ends,
                    fine
                );
        ranges.CopyTo(coarse, 0);
        int next = ranges[^1] + 1;
        for (int apart = fine; apart < coarse.Length; apart++)
            coarse[apart] = next++;
        return coarse;
    }

    private static int FineOf(double value, double[] cuts, double[] specials)
    {
        if (double.IsNaN(value))
            return cuts.Length + 1 + specials.Length;
        if (specials.Length > 0)
        {
            int special = Array.BinarySearch(specials, value);
            if (special >= 0)
                return cuts.Length + 1 + special;
        }

        int low = 0;
        int length = cuts.Length;
        while (length > 0)
        {
            int half = length / 2;
            bool right = value >= cuts[low + half];
            low = right ? low + half + 1 : low;
            length = right ? length - half - 1 : half;
        }

        return low;
    }

    /// <summary>
    /// Boundaries between fine bins of about equal size. A value that fills a bin by itself stands alone, and where values are few
    /// each does.
    /// </summary>
    public static double[] FineCuts(DataColumn.Numeric column, Sample sample, double[] specials, int fineBins)
    {
        double[] sorted = SortedValues(column, sample, specials);
        if (sorted.Length == 0)
            return [];
        List<int> starts = DistinctStarts(sorted);
        List<double> cuts = [];
        double perBin = (double)sorted.Length / fineBins;
        bool keepAll = starts.Count <= fineBins;
        int binStart = 0;
        for (int i = 1; i < starts.Count; i++)
        {
            int next = i + 1 < starts.Count ? starts[i + 1] : sorted.Length;
            bool full = starts[i] - binStart >= perBin;
            bool nextIsHeavy = next - starts[i] >= perBin;
            if (!keepAll && !full && !nextIsHeavy)
                continue;
            cuts.Add(RoundCut.Between(sorted[starts[i] - 1], sorted[starts[i]]));
            binStart = starts[i];
        }

        return [.. cuts];
    }

    private static double[] SortedValues(DataColumn.Numeric column, Sample sample, double[] specials)
    {
        int stride = Math.Max(1, sample.Rows.Length / QuantileSample);
        List<double> values = new((sample.Rows.Length / stride) + 1);
        for (int i = 0; i < sample.Rows.Length; i += stride)
        {
            double value = column.Values[sample.Rows[i]];
            if (!double.IsNaN(value) && Array.BinarySearch(specials, value) < 0)
                values.Add(value);
        }

        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted;
    }

    private static List<int> DistinctStarts(double[] sorted)
    {
        List<int> starts = [0];
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[i - 1])
                starts.Add(i);
        }

        return starts;
    }
}
