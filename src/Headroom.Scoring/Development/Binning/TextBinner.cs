using Headroom.Scoring.Data;

namespace Headroom.Scoring.Development.Binning;

/// <summary>
/// Groups texts: frequent ones in the order of their share of bads, merged like numbers; rare ones together in the bin that also
/// takes texts never seen before.
/// </summary>
internal static class TextBinner
{
    // More frequent texts than this are not looked at singly; the order among them would mostly be chance.
    private const int LevelsMax = 100;

    public static ColumnBinning Bin(DataColumn.Text column, Sample sample, BinningRules rules)
    {
        int[] fineOfLevel = FineLevels(column, sample, rules, out string[] fineNames);
        int fine = fineNames.Length;
        int other = fine;
        int missing = fine + 1;
        FineCounts counts = ColumnBinner.Count(
            sample,
            fine + 2,
            row => column.Codes[row] < 0 ? missing : fineOfLevel[column.Codes[row]]
        );
        BinningRules rising = rules with { Trend = Trend.Falling };
        int[] groups = Group(counts.Goods, counts.Bads, fine, rising);
        double validated = ColumnBinner.Validate(counts, (goods, bads) => Group(goods, bads, fine, rising));
        List<Bin> bins = [];
        foreach (
            IGrouping<int, int> group in Enumerable.Range(0, fine).GroupBy(i => groups[i]).OrderBy(group => group.Key)
        )
        {
            bins.Add(
                new Bin(BinKind.Values, group.Sum(i => counts.Goods[i]), group.Sum(i => counts.Bads[i]))
                {
                    Texts = [.. group.Select(i => fineNames[i]).Order(StringComparer.Ordinal)],
                }
            );
        }

        string[] rare =
        [
            .. column.Levels.Where((_, level) => fineOfLevel[level] == other).Order(StringComparer.Ordinal),
        ];
        bins.Add(new Bin(BinKind.Other, counts.Goods[other], counts.Bads[other]) { Texts = rare });
        bins.Add(new Bin(BinKind.Missing, counts.Goods[missing], counts.Bads[missing]));
        List<Bin> finished = [.. bins.Select(bin => ColumnBinner.Finish(bin, sample, rules))];
        return new ColumnBinning(column.Name, ColumnType.Text, Trend.Falling, finished, validated)
        {
            Separation = ColumnBinner.Separation(counts),
            Certainty = ColumnBinner.Certainty(counts),
        };
    }

    /// <summary>The fine bin of each level; rare levels share the one after the last.</summary>
    private static int[] FineLevels(DataColumn.Text column, Sample sample, BinningRules rules, out string[] names)
    {
        double[] counts = new double[column.Levels.Length];
        for (int i = 0; i < sample.Rows.Length; i++)
        {
            int code = column.Codes[sample.Rows[i]];
            if (code >= 0)
                counts[code] += sample.WeightAt(i);
        }

        double rare = Math.Max(10, rules.ShareMin / 10 * (sample.AllGoods + sample.AllBads));
        int[] frequent =
        [
            .. Enumerable
                .Range(0, counts.Length)
                .Where(level => counts[level] >= rare)
                .OrderByDescending(level => counts[level])
                .ThenBy(level => column.Levels[level], StringComparer.Ordinal)
                .Take(LevelsMax),
        ];
        int[] fine = new int[counts.Length];
        Array.Fill(fine, frequent.Length);
        for (int i = 0; i < frequent.Length; i++)
            fine[frequent[i]] = i;
        names = [.. frequent.Select(level => column.Levels[level])];
        return fine;
    }

    /// <summary>The group of each fine bin, from the worst to the best, then other, then missing.</summary>
    private static int[] Group(double[] goods, double[] bads, int fine, BinningRules rules)
    {
        int[] order =
        [
            .. Enumerable.Range(0, fine).OrderByDescending(i => bads[i] / (goods[i] + bads[i])).ThenBy(i => i),
        ];
        double[] orderedGoods = [.. order.Select(i => goods[i])];
        double[] orderedBads = [.. order.Select(i => bads[i])];
        int[]? ends = OptimalPartition.Find(orderedGoods, orderedBads, goods.Sum(), bads.Sum(), rules).Ends;
        int[] expanded = ColumnBinner.Expand(ends, fine);
        int[] groups = new int[goods.Length];
        for (int i = 0; i < fine; i++)
            groups[order[i]] = expanded[i];
        int next = fine == 0 ? 0 : expanded[^1] + 1;
        groups[fine] = next;
        groups[fine + 1] = next + 1;
        return groups;
    }
}
