namespace Headroom.Scoring.Development;

/// <summary>The rows that a model is developed on: their outcome, their weight and the fold that each is held out in.</summary>
internal sealed class Sample
{
    public const int Folds = 5;

    public Sample(int[] rows, bool[] bad, double[]? weights)
    {
        Rows = rows;
        Bad = bad;
        Weights = weights;
        for (int i = 0; i < rows.Length; i++)
        {
            double weight = WeightAt(i);
            if (bad[rows[i]])
                AllBads += weight;
            else
                AllGoods += weight;
        }
    }

    /// <summary>The table's rows in this sample.</summary>
    public int[] Rows { get; }

    /// <summary>The outcome of every row of the table.</summary>
    public bool[] Bad { get; }

    /// <summary>The weight of every row of the table, or null where all weigh 1.</summary>
    public double[]? Weights { get; }

    public double AllGoods { get; }

    public double AllBads { get; }

    public double WeightAt(int position) => Weights is null ? 1 : Weights[Rows[position]];

    /// <summary>A fold from the row's number alone, spread well and the same on every machine.</summary>
    public static int FoldOf(int row) => (int)((unchecked((uint)row * 2654435761u) >> 16) % Folds);
}
