using System.Runtime.Intrinsics;

namespace Headroom.Scoring.Boosting;

/// <summary>The best decision found for a leaf; a gain of 0 is none.</summary>
internal readonly record struct Split(double Gain, int Column, byte Bin, bool MissingLeft, Vector128<double> LeftSums);

/// <summary>A leaf's sums, its rows, and the bounds that monotone constraints above have left to its value.</summary>
internal readonly record struct LeafState(Vector128<double> Sums, double Rows, double Lower, double Upper)
{
    public double Value(double ridge) => Math.Clamp(-Sums[0] / (Sums[1] + ridge), Lower, Upper);
}

/// <summary>Finds the split of one column that lowers the loss most.</summary>
internal static class SplitFinder
{
    public static Split Find(BinnedColumn column, int index, Histogram histogram, LeafState leaf, BoostingRules rules)
    {
        ReadOnlySpan<Vector128<double>> bins = histogram.Column(index);
        Vector128<double> missing = bins[BinnedColumn.Missing];
        Split best = default;
        Scan(column, index, bins, leaf, rules, missingLeft: false, Vector128<double>.Zero, ref best);
        if (missing[1] > 0)
            Scan(column, index, bins, leaf, rules, missingLeft: true, missing, ref best);
        return best;
    }

    private static void Scan(
        BinnedColumn column,
        int index,
        ReadOnlySpan<Vector128<double>> bins,
        LeafState leaf,
        BoostingRules rules,
        bool missingLeft,
        Vector128<double> left,
        ref Split best
    )
    {
        // The curvature of a leaf's rows is nearly even, so that a share of it stands for a share of the rows.
        double curvatureMin = Math.Max(rules.LeafRowsMin * leaf.Sums[1] / leaf.Rows, 1e-9);
        double whole = Score(leaf.Sums, rules.Ridge);
        bool bounded = column.Monotone != 0 || leaf.Lower > double.MinValue || leaf.Upper < double.MaxValue;
        int last = column.Bins - (missingLeft || bins[BinnedColumn.Missing][1] <= 0 ? 1 : 0);
        for (int bin = 0; bin < last; bin++)
        {
            left += bins[bin];
            Vector128<double> right = leaf.Sums - left;
            if (left[1] < curvatureMin)
                continue;
            if (right[1] < curvatureMin)
                break;
            double gain = bounded
                ? BoundedGain(column.Monotone, left, right, leaf, rules.Ridge)
                : Score(left, rules.Ridge) + Score(right, rules.Ridge) - whole;
            if (gain > best.Gain + 1e-10)
                best = new Split(gain, index, (byte)bin, missingLeft, left);
        }
    }

    private static double Score(Vector128<double> sums, double ridge) => sums[0] * sums[0] / (sums[1] + ridge);

    /// <summary>The gain with values that keep to their bounds; none where they come in the wrong order.</summary>
    private static double BoundedGain(
        int monotone,
        Vector128<double> left,
        Vector128<double> right,
        LeafState leaf,
        double ridge
    )
    {
        double leftValue = Math.Clamp(-left[0] / (left[1] + ridge), leaf.Lower, leaf.Upper);
        double rightValue = Math.Clamp(-right[0] / (right[1] + ridge), leaf.Lower, leaf.Upper);
        if ((monotone > 0 && leftValue > rightValue) || (monotone < 0 && leftValue < rightValue))
            return 0;
        double whole = Fit(leaf.Sums, leaf.Value(ridge), ridge);
        return Fit(left, leftValue, ridge) + Fit(right, rightValue, ridge) - whole;
    }

    /// <summary>Twice the fall of the loss that a value brings: −2 g v − (h + λ) v².</summary>
    private static double Fit(Vector128<double> sums, double value, double ridge) =>
        (-2 * sums[0] * value) - ((sums[1] + ridge) * value * value);
}
