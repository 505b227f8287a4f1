using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Headroom.Dmn;

/// <summary>Values as text, in the forms that FEEL's own literals and functions read back.</summary>
internal static class FeelText
{
    private const int ShortLength = 80;
    private const int LengthMax = 4_000_000;
    private const char CutOff = '…';

    /// <summary>The text of <c>string(value)</c>: a string as it is, everything else as its literal.</summary>
    public static string Display(in FeelValue value) => value.Kind == FeelKind.String ? value.Text : Nested(value);

    /// <summary>A value as it appears inside a list or context: strings are quoted.</summary>
    public static string Nested(in FeelValue value)
    {
        var text = new StringBuilder();
        Append(text, value, nested: true);
        return text.ToString();
    }

    /// <summary>A value for messages, cut to a readable length.</summary>
    public static string Shorten(in FeelValue value)
    {
        var text = Nested(value);
        return text.Length <= ShortLength ? text : string.Concat(text.AsSpan(0, ShortLength), "…");
    }

    public static string KindName(in FeelValue value) =>
        value.Kind switch
        {
            FeelKind.Null => "null",
            FeelKind.DateTime => "date and time",
            FeelKind.DaysDuration => "days and time duration",
            FeelKind.MonthsDuration => "years and months duration",
            var kind => kind.ToString().ToLowerInvariant(),
        };

    /// <summary>A number without exponent and without zeros that carry nothing.</summary>
    public static string Number(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    private static void Append(StringBuilder text, in FeelValue value, bool nested)
    {
        // A value may hold one list many times over, or nest beyond any stack: what is shown of it is bounded.
        if (text.Length > LengthMax || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            text.Append(CutOff);
            return;
        }
        switch (value.Kind)
        {
            case FeelKind.Null:
                text.Append("null");
                break;
            case FeelKind.Boolean:
                text.Append(value.IsTrue ? "true" : "false");
                break;
            case FeelKind.Number:
                text.Append(Number(value.Scalar));
                break;
            case FeelKind.String:
                AppendString(text, value.Text, nested);
                break;
            case FeelKind.Date:
                AppendDate(text, (long)value.Scalar);
                break;
            case FeelKind.Time:
                AppendTime(text, value.Scalar);
                AppendZone(text, value.Zone);
                break;
            case FeelKind.DateTime:
                var days = decimal.Floor(value.Scalar / Calendar.SecondsPerDay);
                AppendDate(text, (long)days);
                text.Append('T');
                AppendTime(text, value.Scalar - (days * Calendar.SecondsPerDay));
                AppendZone(text, value.Zone);
                break;
            case FeelKind.DaysDuration:
                AppendDays(text, value.Scalar);
                break;
            case FeelKind.MonthsDuration:
                AppendMonths(text, value.Scalar);
                break;
            case FeelKind.List:
                AppendList(text, value.Items);
                break;
            case FeelKind.Context:
                AppendContext(text, value.AsContext);
                break;
            case FeelKind.Range:
                text.Append(value.AsRange);
                break;
            default:
                text.Append("function ").Append(((FeelFunction)value.Reference!).Name);
                break;
        }
    }

    private static void AppendString(StringBuilder text, string value, bool nested)
    {
        if (!nested)
        {
            text.Append(value);
            return;
        }
        text.Append('"')
            .Append(
                value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            )
            .Append('"');
    }

    private static void AppendList(StringBuilder text, FeelValue[] items)
    {
        text.Append('[');
        for (var i = 0; i < items.Length && text.Length <= LengthMax; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, items[i], nested: true);
        }
        text.Append(']');
    }

    private static void AppendContext(StringBuilder text, FeelContext context)
    {
        text.Append('{');
        var first = true;
        foreach (var (name, value) in context)
        {
            text.Append(first ? "" : ", ").Append(IsPlainName(name) ? name : $"\"{name}\"").Append(": ");
            Append(text, value, nested: true);
            first = false;
        }
        text.Append('}');
    }

    private static bool IsPlainName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c is '_' or ' ');

    private static void AppendDate(StringBuilder text, long days)
    {
        var (year, month, day) = Calendar.CivilFromDays(days);
        text.Append(CultureInfo.InvariantCulture, $"{(year < 0 ? "-" : "")}{Math.Abs(year):0000}-{month:00}-{day:00}");
    }

    private static void AppendTime(StringBuilder text, decimal secondsOfDay)
    {
        var whole = (int)decimal.Floor(secondsOfDay);
        text.Append(CultureInfo.InvariantCulture, $"{whole / 3600:00}:{whole / 60 % 60:00}:{whole % 60:00}");
        AppendFraction(text, secondsOfDay - whole);
    }

    private static void AppendFraction(StringBuilder text, decimal fraction)
    {
        if (fraction != 0m)
        {
            text.Append(Number(fraction).AsSpan(1));
        }
    }

    private static void AppendZone(StringBuilder text, FeelZone? zone)
    {
        if (zone is not null)
        {
            text.Append(zone.IsNamed ? "@" : "").Append(zone.Id);
        }
    }

    private static void AppendDays(StringBuilder text, decimal seconds)
    {
        if (seconds == 0m)
        {
            text.Append("PT0S");
            return;
        }
        text.Append(seconds < 0m ? "-P" : "P");
        seconds = Math.Abs(seconds);
        var days = decimal.Floor(seconds / Calendar.SecondsPerDay);
        var rest = seconds - (days * Calendar.SecondsPerDay);
        var whole = (int)decimal.Floor(rest);
        var fraction = rest - whole;
        if (days != 0m)
        {
            text.Append(Number(days)).Append('D');
        }
        if (rest == 0m)
        {
            return;
        }
        text.Append('T');
        AppendPart(text, whole / 3600, 'H');
        AppendPart(text, whole / 60 % 60, 'M');
        if (whole % 60 != 0 || fraction != 0m)
        {
            text.Append(whole % 60);
            AppendFraction(text, fraction);
            text.Append('S');
        }
    }

    private static void AppendMonths(StringBuilder text, decimal months)
    {
        if (months == 0m)
        {
            text.Append("P0M");
            return;
        }
        text.Append(months < 0m ? "-P" : "P");
        var total = (long)Math.Abs(months);
        AppendPart(text, total / 12, 'Y');
        AppendPart(text, total % 12, 'M');
    }

    private static void AppendPart(StringBuilder text, long amount, char unit)
    {
        if (amount != 0)
        {
            text.Append(amount).Append(unit);
        }
    }
}
