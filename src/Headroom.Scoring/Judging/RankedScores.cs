namespace Headroom.Scoring.Judging;

/// <summary>Scores with outcomes in rising order, with equal scores in one rank: what every measure is counted from.</summary>
internal sealed class RankedScores
{
    public RankedScores(IReadOnlyList<int> rows, double[] scores, bool[] bad, double[]? weights)
    {
        List<int> scored = [.. rows.Where(row => !double.IsNaN(scores[row]))];
        double[] keys = [.. scored.Select(row => scores[row])];
        int[] order = [.. scored];
        Array.Sort(keys, order);
        Rank = new int[order.Length];
        Bad = new bool[order.Length];
        Weight = new double[order.Length];
        Rows = order;
        List<double> distinct = [];
        for (int i = 0; i < order.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
                distinct.Add(keys[i]);
            Rank[i] = distinct.Count - 1;
            Bad[i] = bad[order[i]];
            Weight[i] = weights?[order[i]] ?? 1;
        }

        Scores = [.. distinct];
        (Goods, Bads) = Count(Enumerable.Range(0, order.Length));
    }

    /// <summary>The distinct scores, rising.</summary>
    public double[] Scores { get; }

    /// <summary>The table's row at each position.</summary>
    public int[] Rows { get; }

    public int[] Rank { get; }

    public bool[] Bad { get; }

    public double[] Weight { get; }

    /// <summary>Goods at each distinct score.</summary>
    public double[] Goods { get; }

    public double[] Bads { get; }

    public Discrimination Discrimination => Discrimination.OfCounts(Goods, Bads);

    /// <summary>The measures of a resample with replacement.</summary>
    public Discrimination Resample(SeededRandom random)
    {
        double[] goods = new double[Scores.Length];
        double[] bads = new double[Scores.Length];
        for (int i = 0; i < Rank.Length; i++)
        {
            int drawn = random.Next(Rank.Length);
            if (Bad[drawn])
                bads[Rank[drawn]] += Weight[drawn];
            else
                goods[Rank[drawn]] += Weight[drawn];
        }

        return Discrimination.OfCounts(goods, bads);
    }

    private (double[] Goods, double[] Bads) Count(IEnumerable<int> positions)
    {
        double[] goods = new double[Scores.Length];
        double[] bads = new double[Scores.Length];
        foreach (int i in positions)
        {
            if (Bad[i])
                bads[Rank[i]] += Weight[i];
            else
                goods[Rank[i]] += Weight[i];
        }

        return (goods, bads);
    }
}
