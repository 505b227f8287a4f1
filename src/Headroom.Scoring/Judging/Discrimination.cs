namespace Headroom.Scoring.Judging;

/// <summary>How well a score that is higher for better borrowers separates goods from bads.</summary>
/// <param name="Auc">The probability that a good scores above a bad; ties count half.</param>
/// <param name="Ks">The greatest difference of the two cumulative distributions.</param>
/// <param name="KsScore">The score at and below which that difference stands.</param>
public readonly record struct Discrimination(double Auc, double Ks, double KsScore)
{
    /// <summary>2 · AUC − 1.</summary>
    public double Gini => (2 * Auc) - 1;

    /// <summary>Measures scores against outcomes.</summary>
    /// <param name="scores">Higher is better.</param>
    /// <param name="bad">The outcome of each.</param>
    /// <param name="weights">Weights, or empty where all weigh 1.</param>
    /// <returns>NaN throughout where one class is absent.</returns>
    public static Discrimination Of(
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
        double goods = 0;
        double bads = 0;
        for (int i = 0; i < order.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            if (bad[i])
                bads += weight;
            else
                goods += weight;
        }

        return goods > 0 && bads > 0
            ? Walk(keys, order, bad, weights, goods, bads)
            : new Discrimination(double.NaN, double.NaN, double.NaN);
    }

    /// <summary>Measures counts of goods and bads in bins from the lowest score to the highest.</summary>
    public static Discrimination OfCounts(ReadOnlySpan<double> goods, ReadOnlySpan<double> bads)
    {
        (double allGoods, double allBads) = (Sum(goods), Sum(bads));
        (double area, double ks, double at, double cumulativeGood, double cumulativeBad) = (0, 0, double.NaN, 0, 0);
        for (int i = 0; i < goods.Length; i++)
        {
            area += goods[i] / allGoods * (cumulativeBad + (bads[i] / allBads / 2));
            cumulativeGood += goods[i] / allGoods;
            cumulativeBad += bads[i] / allBads;
            if (Math.Abs(cumulativeBad - cumulativeGood) > ks)
                (ks, at) = (Math.Abs(cumulativeBad - cumulativeGood), i);
        }

        return new Discrimination(area, ks, at);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }

    private static Discrimination Walk(
        double[] keys,
        int[] order,
        ReadOnlySpan<bool> bad,
        ReadOnlySpan<double> weights,
        double goods,
        double bads
    )
    {
        (double area, double ks, double ksScore, double lowerGoods, double lowerBads) = (0, 0, double.NaN, 0, 0);
        for (int i = 0; i < keys.Length; )
        {
            (double g, double b) = (0, 0);
            double score = keys[i];
            for (; i < keys.Length && keys[i] == score; i++)
            {
                double weight = weights.IsEmpty ? 1 : weights[order[i]];
                if (bad[order[i]])
                    b += weight;
                else
                    g += weight;
            }

            area += g * (lowerBads + (b / 2));
            lowerGoods += g;
            lowerBads += b;
            double difference = Math.Abs((lowerBads / bads) - (lowerGoods / goods));
            if (difference > ks)
                (ks, ksScore) = (difference, score);
        }

        return new Discrimination(area / goods / bads, ks, ksScore);
    }
}
