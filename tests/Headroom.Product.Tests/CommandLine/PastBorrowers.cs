using System.Globalization;
using System.Text;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>Made-up borrowers with their outcomes, to develop models on.</summary>
internal static class PastBorrowers
{
    /// <summary>Income and late payments decide; a place is only half of a hint.</summary>
    public static string Csv(int count, double richer)
    {
        var text = new StringBuilder("income,late,place,age,bad\n");
        uint state = 12345;
        for (var i = 0; i < count; i++)
        {
            var income = 2000 + richer + (8000 * Next());
            var late = (int)(4 * Next() * Next());
            var place = (int)(3 * Next());
            var age = 20 + (40 * Next());
            var risk = 0.25 + (0.15 * late) - (0.00003 * income) + (0.04 * place) - (0.002 * (age - 20));
            text.Append(
                CultureInfo.InvariantCulture,
                $"{income:F0},{late},p{place},{age:F0},{(Next() < risk ? 1 : 0)}\n"
            );
        }

        return text.ToString();

        double Next()
        {
            state = unchecked((state * 1664525) + 1013904223);
            return state / 4294967296.0;
        }
    }
}
