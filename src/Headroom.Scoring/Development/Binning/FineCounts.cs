namespace Headroom.Scoring.Development.Binning;

/// <summary>
/// Goods, bads and rows of each fine bin, in all and in each fold of the cross-validation, and the totals of the sample that shares
/// are taken of (which includes missing and special values).
/// </summary>
internal sealed class FineCounts(int bins, int folds)
{
    public int Bins => bins;

    public int Folds => folds;

    public double[] Goods { get; } = new double[bins];
    public double[] Bads { get; } = new double[bins];
    public double[] FoldGoods { get; } = new double[bins * folds];
    public double[] FoldBads { get; } = new double[bins * folds];

    /// <summary>Sums the folds into the totals of each bin.</summary>
    public void Sum()
    {
        for (int bin = 0; bin < bins; bin++)
        {
            double goods = 0;
            double bads = 0;
            for (int fold = 0; fold < folds; fold++)
            {
                goods += FoldGoods[(bin * folds) + fold];
                bads += FoldBads[(bin * folds) + fold];
            }

            Goods[bin] = goods;
            Bads[bin] = bads;
        }
    }

    /// <summary>The counts without one fold.</summary>
    public (double[] Goods, double[] Bads) Without(int fold)
    {
        double[] goods = new double[bins];
        double[] bads = new double[bins];
        for (int bin = 0; bin < bins; bin++)
        {
            goods[bin] = Goods[bin] - FoldGoods[(bin * folds) + fold];
            bads[bin] = Bads[bin] - FoldBads[(bin * folds) + fold];
        }

        return (goods, bads);
    }
}
