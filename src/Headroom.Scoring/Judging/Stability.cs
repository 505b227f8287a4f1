namespace Headroom.Scoring.Judging;

/// <summary>How far a distribution has moved.</summary>
public static class Stability
{
    /// <summary>What an empty share counts as, so that the logarithm exists.</summary>
    public const double ShareMin = 1e-4;

    /// <summary>Below this a distribution is stable.</summary>
    public const double Watch = 0.10;

    /// <summary>From this on something must be done.</summary>
    public const double Act = 0.25;

    /// <summary>
    /// The population stability index Σ (actual − expected) · ln(actual / expected), each share at least <see cref="ShareMin"/>. Of the
    /// attributes of one characteristic the same sum is its characteristic stability index.
    /// </summary>
    public static double Index(ReadOnlySpan<double> expectedShares, ReadOnlySpan<double> actualShares)
    {
        if (expectedShares.Length != actualShares.Length)
            throw new ArgumentException("Both distributions must have the same bins.", nameof(actualShares));
        double sum = 0;
        for (int i = 0; i < expectedShares.Length; i++)
        {
            double expected = Math.Max(expectedShares[i], ShareMin);
            double actual = Math.Max(actualShares[i], ShareMin);
            sum += (actual - expected) * Math.Log(actual / expected);
        }

        return sum;
    }

    /// <summary>stable, watch or act.</summary>
    public static string Verdict(double index) =>
        index < Watch ? "stable"
        : index < Act ? "watch"
        : "act";

    /// <summary>
    /// Inner boundaries that divide scores into bins of about equal counts; fewer where many scores are the same.
    /// </summary>
    public static double[] Cuts(ReadOnlySpan<double> scores, int bins = 10)
    {
        double[] sorted = scores.ToArray();
        Array.Sort(sorted);
        int start = Array.FindIndex(sorted, score => !double.IsNaN(score));
        if (start < 0)
            return [];
        List<double> cuts = [];
        int count = sorted.Length - start;
        for (int i = 1; i < bins; i++)
        {
            double cut = sorted[start + (int)((long)count * i / bins)];
            if (cut > sorted[start] && (cuts.Count == 0 || cut > cuts[^1]))
                cuts.Add(cut);
        }

        return [.. cuts];
    }

    /// <summary>The share of scores in each bin: below the first cut, …, from the last cut on. Missing scores are left out.</summary>
    public static double[] Shares(ReadOnlySpan<double> scores, ReadOnlySpan<double> cuts)
    {
        double[] shares = new double[cuts.Length + 1];
        double all = 0;
        foreach (double score in scores)
        {
            if (double.IsNaN(score))
                continue;
            int bin = 0;
            foreach (double cut in cuts)
                bin += score >= cut ? 1 : 0;
            shares[bin]++;
            all++;
        }

        for (int i = 0; i < shares.Length; i++)
            shares[i] = all > 0 ? shares[i] / all : 0;
        return shares;
    }
}
