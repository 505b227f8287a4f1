using System.Numerics;

namespace Headroom.Dmn;

/// <summary>
/// The outputs of a table that sums up constant numbers, as scorecards do, kept as integers of one scale: summing them is exact and takes
/// no decimal arithmetic.
/// </summary>
internal sealed class ScorecardPoints
{
    private const int BitsPerWord = 64;
    private const int ScaleMax = 9;
    private readonly long[] points;
    private readonly int scale;

    private ScorecardPoints(long[] points, int scale)
    {
        this.points = points;
        this.scale = scale;
    }

    public IReadOnlyList<long> Scaled => points;

    public int Scale => scale;

    /// <summary>The points, or null where the table is none of that sort.</summary>
    public static ScorecardPoints? Of(TableDefinition definition, TableOutputCell[][] outputs)
    {
        if (
            definition.Aggregation != Aggregation.Sum
            || definition.Outputs.Count != 1
            || !Array.TrueForAll(outputs, row => row[0].Code is null && row[0].Constant.IsNumber)
        )
        {
            return null;
        }
        var scale = outputs.Max(row => (int?)row[0].Constant.Scalar.Scale) ?? 0;
        var points = new long[outputs.Length];
        // All sums must fit as well: each stays below the maximum divided by their number.
        var most = long.MaxValue / 4 / (outputs.Length + 1);
        for (var i = 0; i < points.Length; i++)
        {
            if (
                scale > ScaleMax
                || !ScaledSearch.TryScale(outputs[i][0].Constant.Scalar, scale, out points[i])
                || Math.Abs(points[i]) > most
            )
            {
                return null;
            }
        }
        return new ScorecardPoints(points, scale);
    }

    public FeelValue Sum(ReadOnlySpan<ulong> matched)
    {
        var total = 0L;
        for (var word = 0; word < matched.Length; word++)
        {
            for (var bits = matched[word]; bits != 0; bits &= bits - 1)
            {
                total += points[(word * BitsPerWord) + BitOperations.TrailingZeroCount(bits)];
            }
        }
        return FeelValue.Number(ScaledNumber.ToDecimal(total, scale));
    }
}
