namespace Headroom.Scoring.Judging;

/// <summary>Brings predicted probabilities to the level and the shape that are observed.</summary>
public static class Calibration
{
    /// <summary>
    /// What to add to the log odds of bad of a model made where <paramref name="sampleRate"/> are bad, to serve where
    /// <paramref name="populationRate"/> are: ln[(π / (1 − π)) / (ρ / (1 − ρ))].
    /// </summary>
    public static double InterceptShift(double populationRate, double sampleRate) =>
        Math.Log(populationRate / (1 - populationRate)) - Math.Log(sampleRate / (1 - sampleRate));

    /// <summary>A probability with its log odds shifted.</summary>
    public static double Shift(double probability, double shift)
    {
        double logit = Math.Log(probability / (1 - probability)) + shift;
        return 1 / (1 + Math.Exp(-logit));
    }

    /// <summary>
    /// The isotonic regression of outcomes on scores: the probability of bad, never rising with the score, that fits best by least
    /// squares (pool adjacent violators).
    /// </summary>
    /// <param name="scores">Scores, higher for better.</param>
    /// <param name="bad">The outcome of each.</param>
    /// <param name="weights">The weight of each, or empty.</param>
    public static IsotonicCurve Isotonic(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> bad,
        ReadOnlySpan<double> weights = default
    )
    {
        double[] keys = scores.ToArray();
        int[] order = new int[keys.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order);
        List<(double Score, double Bads, double Count)> pools = [];
        for (int i = 0; i < keys.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[order[i]];
            (double Score, double Bads, double Count) pool = (keys[i], bad[order[i]] ? weight : 0, weight);
            while (pools.Count > 0 && MustPool(pools[^1], pool))
            {
                (double _, double bads, double count) = pools[^1];
                pool = (pool.Score, pool.Bads + bads, pool.Count + count);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        return new IsotonicCurve(
            [.. pools.Select(pool => pool.Score)],
            [.. pools.Select(pool => pool.Bads / pool.Count)]
        );
    }

    /// <summary>Equal scores belong together, and a better score must not be riskier.</summary>
    private static bool MustPool(
        (double Score, double Bads, double Count) lower,
        (double Score, double Bads, double Count) upper
    ) => lower.Score == upper.Score || lower.Bads * upper.Count <= upper.Bads * lower.Count;
}

/// <summary>A falling step function from scores to probabilities of bad: each step reaches up to and includes its score.</summary>
public sealed record IsotonicCurve(IReadOnlyList<double> UpperScores, IReadOnlyList<double> Probabilities)
{
    /// <summary>The probability of bad at a score; above the greatest, that of the greatest.</summary>
    public double ProbabilityOfBad(double score)
    {
        int step = 0;
        while (step < UpperScores.Count - 1 && score > UpperScores[step])
            step++;
        return Probabilities[step];
    }
}
