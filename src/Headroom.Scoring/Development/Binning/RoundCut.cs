using System.Globalization;

namespace Headroom.Scoring.Development.Binning;

/// <summary>Boundaries that people can read.</summary>
internal static class RoundCut
{
    /// <summary>The number of fewest decimal digits that is above <paramref name="low"/> and not above <paramref name="high"/>.</summary>
    public static double Between(double low, double high)
    {
        if (low < 0 && high >= 0)
            return 0;
        double magnitude = Math.Max(Math.Abs(low), Math.Abs(high));
        int exponent = (int)Math.Floor(Math.Log10(magnitude)) + 1;
        for (int digits = 0; digits < 17; digits++, exponent--)
        {
            double multiple = Math.Floor(high / Math.Pow(10, exponent));
            if (!double.IsFinite(multiple))
                break;
            // Parsing gives the double nearest to the decimal; multiplying by a power of ten would not always.
            double cut = double.Parse(
                string.Create(CultureInfo.InvariantCulture, $"{multiple:F0}E{exponent}"),
                NumberStyles.Float,
                CultureInfo.InvariantCulture
            );
            if (cut > low && cut <= high)
                return cut;
        }

        return high;
    }
}
