using System.Globalization;

namespace Headroom.Dmn;

/// <summary>Dates, times and durations from text (DMN 1.5, section 10.3.4.1; ISO 8601 and XML Schema forms).</summary>
internal static class FeelParse
{
    private const int OffsetHoursMax = 18;

    /// <summary>"2024-02-29", "-0044-03-15", "123456-01-01".</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out FeelValue value)
    {
        value = default;
        var sign = 1;
        if (text.StartsWith("-", StringComparison.Ordinal))
        {
            sign = -1;
            text = text[1..];
        }
        var yearLength = text.IndexOf('-');
        if (yearLength is < 4 or > 9 || text.Length != yearLength + 6 || text[yearLength + 3] != '-')
        {
            return false;
        }
        if (yearLength > 4 && text[0] == '0')
        {
            return false;
        }
        if (
            !TryDigits(text[..yearLength], out var year)
            || !TryDigits(text.Slice(yearLength + 1, 2), out var month)
            || !TryDigits(text.Slice(yearLength + 4, 2), out var day)
            || !Calendar.IsDate(year * sign, month, day)
        )
        {
            return false;
        }
        value = FeelValue.DateOfDays(Calendar.DaysFromCivil(year * sign, (int)month, (int)day));
        return true;
    }

    /// <summary>"23:59:00", "23:59:00.123Z", "23:59:00+08:00", "23:59:00@Asia/Shanghai".</summary>
    public static bool TryTime(ReadOnlySpan<char> text, out FeelValue value)
    {
        value = default;
        if (!TrySeconds(text, out var seconds, out var rest) || !TryZone(rest, out var zone))
        {
            return false;
        }
        // 24:00:00 is the midnight at the day's end.
        value = FeelValue.TimeOfSeconds(seconds % Calendar.SecondsPerDay, zone);
        return seconds <= Calendar.SecondsPerDay;
    }

    /// <summary>A date, "T" and a time; a date alone is its midnight.</summary>
    public static bool TryDateTime(ReadOnlySpan<char> text, out FeelValue value)
    {
        value = default;
        var split = text.IndexOf('T');
        if (!TryDate(split < 0 ? text : text[..split], out var date))
        {
            return false;
        }
        var seconds = 0m;
        FeelZone? zone = null;
        if (split >= 0 && (!TrySeconds(text[(split + 1)..], out seconds, out var rest) || !TryZone(rest, out zone)))
        {
            return false;
        }
        value = FeelValue.DateTimeOfSeconds((date.Scalar * Calendar.SecondsPerDay) + seconds, zone);
        return seconds <= Calendar.SecondsPerDay;
    }

    /// <summary>"P1Y2M" as a years and months duration, "P1DT2H3M4.5S" as a days and time duration.</summary>
    public static bool TryDuration(ReadOnlySpan<char> text, out FeelValue value)
    {
        value = default;
        var negative = text.StartsWith("-", StringComparison.Ordinal);
        if (negative)
        {
            text = text[1..];
        }
        if (!text.StartsWith("P", StringComparison.Ordinal) || text.Length < 3)
        {
            return false;
        }
        text = text[1..];
        try
        {
            return text.IndexOfAny("YM") >= 0 && !text.Contains('T') && !text.Contains('D')
                ? TryMonths(text, negative, out value)
                : TryDays(text, negative, out value);
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <summary>A FEEL number: digits with an optional sign, point and exponent.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out decimal value)
    {
        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryMonths(ReadOnlySpan<char> text, bool negative, out FeelValue value)
    {
        value = default;
        if (!TryPart(ref text, 'Y', out var years) | !TryPart(ref text, 'M', out var months) || text.Length > 0)
        {
            return false;
        }
        var total = (years * 12m) + months;
        value = FeelValue.DurationOfMonths(negative ? -total : total);
        return true;
    }

    private static bool TryDays(ReadOnlySpan<char> text, bool negative, out FeelValue value)
    {
        value = default;
        if (!TryPart(ref text, 'D', out var days))
        {
            return false;
        }
        var seconds = 0m;
        if (text.StartsWith("T", StringComparison.Ordinal))
        {
            text = text[1..];
            if (text.IsEmpty || !TryPart(ref text, 'H', out var hours) || !TryPart(ref text, 'M', out var minutes))
            {
                return false;
            }
            seconds = (hours * 3600m) + (minutes * 60m);
            if (!text.IsEmpty)
            {
                if (text[^1] != 'S' || !TryFraction(text[..^1], out var last))
                {
                    return false;
                }
                seconds += last;
                text = default;
            }
        }
        if (!text.IsEmpty)
        {
            return false;
        }
        seconds += days * Calendar.SecondsPerDay;
        value = FeelValue.DurationOfSeconds(negative ? -seconds : seconds);
        return true;
    }

    /// <summary>Takes "12Y" off the front where the text starts with digits and that unit; otherwise leaves it and gives 0.</summary>
    private static bool TryPart(ref ReadOnlySpan<char> text, char unit, out decimal amount)
    {
        amount = 0m;
        var length = text.IndexOfAnyExceptInRange('0', '9');
        if (length < 0)
        {
            return text.IsEmpty;
        }
        if (text[length] != unit)
        {
            return true;
        }
        if (
            length == 0
            || !decimal.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out amount)
        )
        {
            return false;
        }
        text = text[(length + 1)..];
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<char> text, out decimal amount)
    {
        amount = 0m;
        return text.Length > 0
            && char.IsAsciiDigit(text[0])
            && char.IsAsciiDigit(text[^1])
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
    }

    private static bool TrySeconds(ReadOnlySpan<char> text, out decimal seconds, out ReadOnlySpan<char> rest)
    {
        seconds = 0m;
        rest = default;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':')
        {
            return false;
        }
        if (
            !TryDigits(text[..2], out var hour)
            || !TryDigits(text.Slice(3, 2), out var minute)
            || !TryDigits(text.Slice(6, 2), out var second)
            || hour > 24
            || minute > 59
            || second > 59
            || (hour == 24 && minute + second > 0)
        )
        {
            return false;
        }
        seconds = (hour * 3600m) + (minute * 60m) + second;
        rest = text[8..];
        if (rest.StartsWith(".", StringComparison.Ordinal))
        {
            var end = rest[1..].IndexOfAnyExceptInRange('0', '9');
            var digits = end < 0 ? rest[1..] : rest.Slice(1, end);
            if (digits.IsEmpty)
            {
                return false;
            }
            // Nanoseconds are as fine as a clock gets; what lies beyond is cut.
            var kept = digits[..Math.Min(digits.Length, 9)];
            seconds += decimal.Parse($"0.{kept}", CultureInfo.InvariantCulture);
            rest = rest[(digits.Length + 1)..];
        }
        return true;
    }

    private static bool TryZone(ReadOnlySpan<char> text, out FeelZone? zone)
    {
        zone = null;
        if (text.IsEmpty)
        {
            return true;
        }
        if (text is "Z" or "z")
        {
            zone = FeelZone.Utc;
            return true;
        }
        if (text[0] == '@')
        {
            zone = FeelZone.OfName(text[1..].ToString());
            return zone is not null;
        }
        if (text[0] is not ('+' or '-') || text.Length is not (6 or 9) || text[3] != ':')
        {
            return false;
        }
        long seconds = 0;
        if (
            !TryDigits(text.Slice(1, 2), out var hours)
            || !TryDigits(text.Slice(4, 2), out var minutes)
            || (text.Length == 9 && (text[6] != ':' || !TryDigits(text[7..], out seconds)))
            || minutes > 59
            || seconds > 59
        )
        {
            return false;
        }
        var total = (hours * 3600) + (minutes * 60) + seconds;
        if (total > OffsetHoursMax * 3600)
        {
            return false;
        }
        zone = FeelZone.OfOffset((int)(text[0] == '-' ? -total : total));
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        return text.IndexOfAnyExceptInRange('0', '9') < 0
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
