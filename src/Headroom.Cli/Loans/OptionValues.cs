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

    public static TimeOnly Time(string option, string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Malformed(option, text);

    public static Frequency Frequency(string option, string text) =>
        Plain(text) switch
        {
            "monthly" => new Frequency(1, FrequencyUnit.Month),
            "quarterly" => new Frequency(3, FrequencyUnit.Month),
            "weekly" => new Frequency(1, FrequencyUnit.Week),
            "fortnightly" => new Frequency(2, FrequencyUnit.Week),
            "daily" => new Frequency(1, FrequencyUnit.Day),
            { Length: > 1 } plain when Unit(plain[^1]) is { } unit => new Frequency(Count(option, plain[..^1]), unit),
            _ => throw Malformed(option, text),
        };

    public static MonthEndRule MonthEnd(string option, string text) =>
        Plain(text) switch
        {
            "last-day" or "last-day-of-month" => MonthEndRule.LastDay,
            "first-of-next" or "first-day-of-next-month" => MonthEndRule.FirstDayOfNext,
            _ => throw Malformed(option, text),
        };

    public static Rounding Rounding(string option, string text) =>
        Plain(text) switch
        {
            "half-up" => Headroom.Primitives.Rounding.HalfUp,
            "half-even" => Headroom.Primitives.Rounding.HalfEven,
            "down" => Headroom.Primitives.Rounding.Down,
            "up" => Headroom.Primitives.Rounding.Up,
            _ => throw Malformed(option, text),
        };

    private static FrequencyUnit? Unit(char letter) =>
        letter switch
        {
            'm' => FrequencyUnit.Month,
            'w' => FrequencyUnit.Week,
            'd' => FrequencyUnit.Day,
            _ => null,
        };

    // Codes are written in kebab case; other systems write them in capitals with underscores.
    private static string Plain(string text) => text.Trim().Replace('_', '-').ToLowerInvariant();

    private static RefusedException Malformed(string option, string text) =>
        new(Refusal.Invalid("option-malformed", ("option", option), ("value", text)));
}
