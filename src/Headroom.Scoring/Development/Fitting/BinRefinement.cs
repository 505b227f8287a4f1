using Headroom.Scoring.Development.Binning;

namespace Headroom.Scoring.Development.Fitting;

/// <summary>
/// Adjusts each bin for what the other characteristics already say. A weight of evidence is the bin's effect alone; with correlated
/// characteristics the joint effect differs by bin, which one coefficient for all bins cannot express. Newton's steps on the bins,
/// with a ridge on the distance from the regression, find it; the trend of the bins is then restored.
/// </summary>
internal static class BinRefinement
{
    private const int RoundsMax = 20;
    private const double Tolerance = 1e-5;

    /// <summary>The contribution to the log odds of each bin of each characteristic, after adjustment.</summary>
    public static double[][] Refine(WoeDesign design, Sample sample, LogisticFit fit, double ridge)
    {
        double[][] start =
        [
            .. design.Tables.Select((table, j) => table.Select(woe => woe * fit.Coefficients[j]).ToArray()),
        ];
        double[][] effects = [.. start.Select(table => (double[])table.Clone())];
        if (ridge <= 0)
            return effects;
        double[] logits = fit.Logits(design, sample.Bad.Length);
        for (int round = 0; round < RoundsMax; round++)
        {
            double largest = 0;
            for (int j = 0; j < effects.Length; j++)
                largest = Math.Max(largest, Step(design, sample, j, start[j], effects[j], logits, ridge));
            if (largest < Tolerance)
                break;
        }

        for (int j = 0; j < effects.Length; j++)
            RestoreTrend(design.Binnings[j], effects[j]);
        return effects;
    }

    private static double Step(
        WoeDesign design,
        Sample sample,
        int column,
        double[] start,
        double[] effects,
        double[] logits,
        double ridge
    )
    {
        byte[] codes = design.Codes[column];
        (double[] gradient, double[] curvature) = Sums(sample, codes, effects.Length, logits);
        double[] steps = new double[effects.Length];
        double largest = 0;
        for (int bin = 0; bin < steps.Length; bin++)
        {
            steps[bin] = (gradient[bin] - (ridge * (effects[bin] - start[bin]))) / (curvature[bin] + ridge);
            effects[bin] += steps[bin];
            largest = Math.Max(largest, Math.Abs(steps[bin]));
        }

        RowChunks.Run(
            sample.Rows.Length,
            (from, to) =>
            {
                for (int i = from; i < to; i++)
                    logits[sample.Rows[i]] += steps[codes[sample.Rows[i]]];
            }
        );
        return largest;
    }

    private static (double[] Gradient, double[] Curvature) Sums(Sample sample, byte[] codes, int bins, double[] logits)
    {
        double[][] parts = new double[RowChunks.Count(sample.Rows.Length)][];
        RowChunks.Run(
            sample.Rows.Length,
            (from, to) =>
            {
                double[] part = new double[2 * bins];
                for (int i = from; i < to; i++)
                {
                    int row = sample.Rows[i];
                    double p = 1 / (1 + Math.Exp(-logits[row]));
                    double weight = sample.WeightAt(i);
                    part[codes[row]] += weight * ((sample.Bad[row] ? 0 : 1) - p);
                    part[bins + codes[row]] += weight * p * (1 - p);
                }

                parts[from / RowChunks.Length] = part;
            }
        );
        double[] sums = new double[2 * bins];
        foreach (double[] part in parts)
        {
            for (int i = 0; i < sums.Length; i++)
                sums[i] += part[i];
        }

        return (sums[..bins], sums[bins..]);
    }

    /// <summary>Pools ranges whose adjusted order contradicts the order of their weights of evidence.</summary>
    private static void RestoreTrend(ColumnBinning binning, double[] effects)
    {
        int[] ordered =
        [
            .. Enumerable
                .Range(0, effects.Length)
                .Where(bin => binning.Bins[bin].Kind is BinKind.Range or BinKind.Values)
                .OrderBy(bin => binning.Bins[bin].Woe)
                .ThenBy(bin => bin),
        ];
        List<(double Sum, double Weight, int Count)> pools = [];
        foreach (int bin in ordered)
        {
            double weight = Math.Max(binning.Bins[bin].Count, 1e-9);
            (double Sum, double Weight, int Count) pool = (effects[bin] * weight, weight, 1);
            while (pools.Count > 0 && pools[^1].Sum / pools[^1].Weight > pool.Sum / pool.Weight)
            {
                pool = (pool.Sum + pools[^1].Sum, pool.Weight + pools[^1].Weight, pool.Count + pools[^1].Count);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        int next = 0;
        foreach ((double sum, double weight, int count) in pools)
        {
            for (int i = 0; i < count; i++)
                effects[ordered[next++]] = sum / weight;
        }
    }
}
