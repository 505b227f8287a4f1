using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Primitives;

namespace Headroom.Cli.Loans;

/// <summary>Values of options as people write them.</summary>
internal static class OptionValues
{
    public static decimal Fraction(string option, string text)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        var percent = text.EndsWith('%');
        return decimal.TryParse(percent ? text[..^1] : text, Plain, CultureInfo.InvariantCulture, out var number)
            ? percent
                ? number / 100
                : number
            : throw Malformed(option, text);
    }

    public static int Count(string option, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Malformed(option, text);

    public static DateOnly Date(string option, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Malformed(option, text);

    public static Frequency Frequency(string option, string text) =>
        text.Length > 1 && "mwd".Contains(text[^1], StringComparison.Ordinal)
            ? new Frequency(
                Count(option, text[..^1]),
                text[^1] switch
                {
                    'm' => FrequencyUnit.Month,
                    'w' => FrequencyUnit.Week,
                    _ => FrequencyUnit.Day,
                }
            )
            : throw Malformed(option, text);

    public static Rounding Rounding(string text) =>
        text switch
        {
            "half-up" => Headroom.Primitives.Rounding.HalfUp,
            "half-even" => Headroom.Primitives.Rounding.HalfEven,
            "down" => Headroom.Primitives.Rounding.Down,
            _ => Headroom.Primitives.Rounding.Up,
        };

    private static RefusedException Malformed(string option, string text) =>
        new(Refusal.Invalid("option-malformed", ("option", option), ("value", text)));
}
