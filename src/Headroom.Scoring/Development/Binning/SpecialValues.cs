namespace Headroom.Scoring.Development.Binning;

/// <summary>
/// Finds numbers that look like codes and not like amounts: a few whole numbers that recur below zero where all others are not (or
/// the reverse), or that stand farther from the others than these from each other: −9, 98, 365243.
/// </summary>
internal static class SpecialValues
{
    private const int CodesMax = 6;
    private const int RepeatsMin = 3;
    private const int RowsMin = 10;
    private const int OthersMin = 3;

    /// <summary>The candidates, rising; empty where nothing stands apart.</summary>
    /// <param name="sorted">The column's values without missing ones, rising.</param>
    /// <param name="starts">Where each distinct value begins.</param>
    public static double[] Find(double[] sorted, IReadOnlyList<int> starts)
    {
        int distinct = starts.Count;
        int low = CountCodes(place => place, distinct - OthersMin, sorted[^1]);
        double least = sorted[starts[low]];
        int high = CountCodes(place => distinct - 1 - place, distinct - low - OthersMin, least);
        return [.. starts.Take(low).Concat(starts.Skip(distinct - high)).Select(start => sorted[start])];

        int CountCodes(Func<int, int> order, int most, double farthest)
        {
            int rows = 0;
            for (int place = 0; place < Math.Min(CodesMax, most); place++)
            {
                int at = order(place);
                int count = (at + 1 < distinct ? starts[at + 1] : sorted.Length) - starts[at];
                (double value, double next) = (sorted[starts[at]], sorted[starts[order(place + 1)]]);
                if (value != Math.Floor(value) || count < RepeatsMin)
                    return 0;
                rows += count;
                bool changesSign = value != 0 && Math.Sign(value) != Math.Sign(next);
                if (rows >= RowsMin && (changesSign || Math.Abs(next - value) > Math.Abs(farthest - next)))
                    return place + 1;
            }

            return 0;
        }
    }
}
