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
    // A gain that is not greater by this much is a rounding error.
    private const double GainMin = 1e-10;

    public static Split Find(BinnedColumn column, int index, Histogram histogram, LeafState leaf, BoostingRules rules)
    {
        ReadOnlySpan<Vector128<double>> bins = histogram.Column(index);
        Span<double> gradients = stackalloc double[Histogram.Stride];
        Span<double> curvatures = stackalloc double[Histogram.Stride];
        Vector128<double> sums = Vector128<double>.Zero;
        for (int bin = 0; bin < column.Bins; bin++)
        {
            sums += bins[bin];
            gradients[bin] = sums[0];
            curvatures[bin] = sums[1];
        }

        // What lies behind the last division never has enough curvature on its left.
        curvatures[column.Bins..].Fill(double.NegativeInfinity);
        Vector128<double> missing = bins[BinnedColumn.Missing];
        bool isBounded = column.Monotone != 0 || leaf.Lower > double.MinValue || leaf.Upper < double.MaxValue;
        Split best = default;
        if (missing[1] > 0)
            Scan(Vector128<double>.Zero, false, gradients, curvatures, ref best);
        // With the missing on the left, or none, the last bin leaves nothing to the right.
        curvatures[column.Bins - 1] = double.NegativeInfinity;
        Scan(missing[1] > 0 ? missing : Vector128<double>.Zero, missing[1] > 0, gradients, curvatures, ref best);
        return best;

        void Scan(
            Vector128<double> start,
            bool missingLeft,
            ReadOnlySpan<double> gradients,
            ReadOnlySpan<double> curvatures,
            ref Split best
        )
        {
            // The curvature of a leaf's rows is nearly even, so that a share of it stands for a share of the rows.
            double curvatureMin = Math.Max(rules.LeafRowsMin * leaf.Sums[1] / leaf.Rows, 1e-9);
            Division division = new(start, curvatureMin, rules.Ridge, best.Gain + GainMin);
            (int bin, double gain) = isBounded
                ? FindBounded(column, leaf, division, gradients, curvatures)
                : FindFree(column.Bins, leaf.Sums, division, gradients, curvatures);
            if (bin >= 0)
            {
                Vector128<double> left = start + Vector128.Create(gradients[bin], curvatures[bin]);
                best = new Split(gain, index, (byte)bin, missingLeft, left);
            }
        }
    }

    /// <summary>What stands on the left beside the bins, and what a division must reach.</summary>
    private readonly record struct Division(Vector128<double> Start, double CurvatureMin, double Ridge, double GainMin);

    /// <summary>The first of the best bins to end the left side with, four at a time; −1 where none is good enough.</summary>
    private static (int Bin, double Gain) FindFree(
        int bins,
        Vector128<double> sums,
        Division division,
        ReadOnlySpan<double> gradients,
        ReadOnlySpan<double> curvatures
    )
    {
        Vector256<double> startGradient = Vector256.Create(division.Start[0]);
        Vector256<double> startCurvature = Vector256.Create(division.Start[1]);
        Vector256<double> allGradient = Vector256.Create(sums[0]);
        Vector256<double> allCurvature = Vector256.Create(sums[1]);
        Vector256<double> least = Vector256.Create(division.CurvatureMin);
        Vector256<double> ridge = Vector256.Create(division.Ridge);
        double whole = sums[0] * sums[0] / (sums[1] + division.Ridge);
        Vector256<double> bestGain = Vector256.Create(whole + division.GainMin);
        Vector256<double> bestAt = Vector256.Create(-1.0);
        Vector256<double> at = Vector256.Create(0.0, 1, 2, 3);
        for (int bin = 0; bin < bins; bin += 4)
        {
            Vector256<double> left = Vector256.Create(gradients.Slice(bin, 4)) + startGradient;
            Vector256<double> leftCurvature = Vector256.Create(curvatures.Slice(bin, 4)) + startCurvature;
            Vector256<double> right = allGradient - left;
            Vector256<double> rightCurvature = allCurvature - leftCurvature;
            Vector256<double> enough =
                Vector256.GreaterThanOrEqual(leftCurvature, least)
                & Vector256.GreaterThanOrEqual(rightCurvature, least);
            Vector256<double> leftWeight = leftCurvature + ridge;
            Vector256<double> rightWeight = rightCurvature + ridge;
            Vector256<double> gain =
                ((left * left * rightWeight) + (right * right * leftWeight)) / (leftWeight * rightWeight);
            Vector256<double> better = enough & Vector256.GreaterThan(gain, bestGain);
            bestGain = Vector256.ConditionalSelect(better, gain, bestGain);
            bestAt = Vector256.ConditionalSelect(better, at, bestAt);
            at += Vector256.Create(4.0);
        }

        (int found, double most) = (-1, 0);
        for (int lane = 0; lane < 4; lane++)
        {
            int place = (int)bestAt[lane];
            if (place >= 0 && (found < 0 || bestGain[lane] > most || (bestGain[lane] == most && place < found)))
                (found, most) = (place, bestGain[lane]);
        }

        return (found, most - whole);
    }

    private static (int Bin, double Gain) FindBounded(
        BinnedColumn column,
        LeafState leaf,
        Division division,
        ReadOnlySpan<double> gradients,
        ReadOnlySpan<double> curvatures
    )
    {
        (int found, double most) = (-1, division.GainMin);
        for (int bin = 0; bin < column.Bins; bin++)
        {
            Vector128<double> left = division.Start + Vector128.Create(gradients[bin], curvatures[bin]);
            Vector128<double> right = leaf.Sums - left;
            if (!(left[1] >= division.CurvatureMin && right[1] >= division.CurvatureMin))
                continue;
            double gain = BoundedGain(column.Monotone, left, right, leaf, division.Ridge);
            if (gain > most)
                (found, most) = (bin, gain);
        }

        return (found, most);
    }

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
