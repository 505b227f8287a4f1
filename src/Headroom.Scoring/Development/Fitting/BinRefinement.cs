using Headroom.Scoring.Development.Binning;

namespace Headroom.Scoring.Development.Fitting;

/// <summary>
/// Adjusts each bin for what the other characteristics already say. A weight of evidence is the bin's effect alone; with correlated
/// characteristics the joint effect differs by bin, which one coefficient for all bins cannot express. Newton's method on all bins
/// at once, with a ridge on the distance from the regression, finds it; the trend of the bins is then restored.
/// </summary>
internal static class BinRefinement
{
    private const int RoundsMax = 8;
    private const double Tolerance = 1e-6;

    /// <summary>The contribution to the log odds of each bin of each characteristic, after adjustment.</summary>
    public static double[][] Refine(WoeDesign design, Sample sample, LogisticFit fit, double ridge)
    {
        double[][] effects =
        [
            .. design.Tables.Select((table, j) => table.Select(woe => woe * fit.Coefficients[j]).ToArray()),
        ];
        if (ridge <= 0)
            return effects;
        int[] offsets = new int[effects.Length];
        for (int j = 1; j < offsets.Length; j++)
            offsets[j] = offsets[j - 1] + effects[j - 1].Length;
        int size = offsets[^1] + effects[^1].Length;
        double[] start = [.. effects.SelectMany(table => table)];
        double[] current = (double[])start.Clone();
        for (int round = 0; round < RoundsMax; round++)
        {
            double[] sums = Sums(design, sample, fit.Intercept, current, offsets);
            for (int i = 0; i < size; i++)
            {
                sums[(size * size) + i] -= ridge * (current[i] - start[i]);
                sums[(i * size) + i] += ridge;
                for (int j = 0; j < i; j++)
                    sums[(j * size) + i] = sums[(i * size) + j];
            }

            double[] step = SymmetricSystem.Factor(sums[..(size * size)], size).Solve(sums.AsSpan(size * size));
            double largest = 0;
            for (int i = 0; i < size; i++)
            {
                current[i] += step[i];
                largest = Math.Max(largest, Math.Abs(step[i]));
            }

            if (largest < Tolerance)
                break;
        }

        for (int j = 0; j < effects.Length; j++)
        {
            current.AsSpan(offsets[j], effects[j].Length).CopyTo(effects[j]);
            RestoreTrend(design.Binnings[j], effects[j]);
        }

        return effects;
    }

    /// <summary>The information matrix of the bins (lower half) and the gradient: each row is in one bin of each column.</summary>
    private static double[] Sums(WoeDesign design, Sample sample, double intercept, double[] effects, int[] offsets)
    {
        int size = effects.Length;
        int chunks = RowChunks.Count(sample.Rows.Length);
        // Wide models have large matrices: fewer of them are then held at a time, each over more chunks.
        int parts = Math.Min(chunks, 16);
        double[][] sums = new double[parts][];
        Parallel.For(
            0,
            parts,
            part =>
            {
                int from = (int)((long)sample.Rows.Length * part / parts);
                int to = (int)((long)sample.Rows.Length * (part + 1) / parts);
                sums[part] = AddRows(design, sample, intercept, effects, offsets, from, to);
            }
        );
        double[] all = sums[0];
        for (int part = 1; part < parts; part++)
        {
            for (int i = 0; i < all.Length; i++)
                all[i] += sums[part][i];
        }

        return all;
    }

    private static double[] AddRows(
        WoeDesign design,
        Sample sample,
        double intercept,
        double[] effects,
        int[] offsets,
        int from,
        int to
    )
    {
        int size = effects.Length;
        double[] sums = new double[(size * size) + size];
        byte[][] codes = [.. design.Codes];
        int[] bins = new int[offsets.Length];
        for (int i = from; i < to; i++)
        {
            int row = sample.Rows[i];
            double logit = intercept;
            for (int j = 0; j < bins.Length; j++)
            {
                bins[j] = offsets[j] + codes[j][row];
                logit += effects[bins[j]];
            }

            double p = 1 / (1 + Math.Exp(-logit));
            double weight = sample.WeightAt(i);
            double residual = weight * ((sample.Bad[row] ? 0 : 1) - p);
            double curvature = weight * p * (1 - p);
            for (int j = 0; j < bins.Length; j++)
            {
                sums[(size * size) + bins[j]] += residual;
                Span<double> line = sums.AsSpan(bins[j] * size, size);
                for (int k = 0; k <= j; k++)
                    line[bins[k]] += curvature;
            }
        }

        return sums;
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
