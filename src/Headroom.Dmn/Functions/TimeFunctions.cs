namespace Headroom.Dmn;

/// <summary>Dates, times and durations (DMN 1.5, sections 10.3.4.1 and 10.3.4.7).</summary>
internal static class TimeFunctions
{
    private const int OffsetSecondsMax = 18 * 3600;

    public static IEnumerable<(string, Overload)> All =>
        [
            BuiltIns.Define("date", (Function1)DateFrom, "from"),
            BuiltIns.Define("date", (Function3)DateOf, "year", "month", "day"),
            BuiltIns.Define("time", (Function1)TimeFrom, "from"),
            BuiltIns.Define("time", (Function4)TimeOf, "hour", "minute", "second", "offset?"),
            BuiltIns.Define("date and time", (Function1)DateTimeFrom, "from"),
            BuiltIns.Define("date and time", (Function2)DateTimeOf, "date", "time"),
            BuiltIns.Define("duration", (Function1)DurationFrom, "from"),
            BuiltIns.Define("years and months duration", (Function2)MonthsBetween, "from", "to"),
            BuiltIns.Define("now", (Function0)Now),
            BuiltIns.Define("today", (Function0)Today),
            BuiltIns.Define("day of year", (Function1)DayOfYear, "date"),
            BuiltIns.Define("day of week", (Function1)DayOfWeek, "date"),
            BuiltIns.Define("month of year", (Function1)MonthOfYear, "date"),
            BuiltIns.Define("week of year", (Function1)WeekOfYear, "date"),
        ];

    private static FeelValue DateFrom(FeelValue from, Evaluation evaluation)
    {
        var value = Arguments.Single(from, FeelKind.String);
        return value.Kind switch
        {
            FeelKind.Date => value,
            FeelKind.DateTime => FeelValue.DateOfDays(decimal.Floor(value.Scalar / Calendar.SecondsPerDay)),
            FeelKind.String when FeelParse.TryDate(value.Text, out var date) => date,
            _ => Arguments.Refuse("date", evaluation, from),
        };
    }

    private static FeelValue DateOf(FeelValue year, FeelValue month, FeelValue day, Evaluation evaluation)
    {
        if (
            Arguments.TryInteger(year, out var y)
            && Arguments.TryInteger(month, out var m)
            && Arguments.TryInteger(day, out var d)
            && Calendar.IsDate(y, m, d)
        )
        {
            return FeelValue.Date(y, m, d);
        }
        return Arguments.Refuse("date", evaluation, year, month, day);
    }

    private static FeelValue TimeFrom(FeelValue from, Evaluation evaluation)
    {
        var value = Arguments.Single(from, FeelKind.String);
        return value.Kind switch
        {
            FeelKind.Time => value,
            FeelKind.Date => FeelValue.TimeOfSeconds(0m, FeelZone.Utc),
            FeelKind.DateTime => FeelValue.TimeOfSeconds(TimeMembers.TimeOfDay(value.Scalar), value.Zone),
            FeelKind.String when FeelParse.TryTime(value.Text, out var time) => time,
            _ => Arguments.Refuse("time", evaluation, from),
        };
    }

    private static FeelValue TimeOf(
        FeelValue hour,
        FeelValue minute,
        FeelValue second,
        FeelValue offset,
        Evaluation evaluation
    )
    {
        if (
            !Arguments.TryInteger(hour, out var h)
            || !Arguments.TryInteger(minute, out var m)
            || !Arguments.TryNumber(second, out var s)
            || h is < 0 or > 23
            || m is < 0 or > 59
            || s is < 0m or >= 60m
        )
        {
            return Arguments.Refuse("time", evaluation, hour, minute, second, offset);
        }
        FeelZone? zone = null;
        if (!offset.IsNull)
        {
            if (offset.Kind != FeelKind.DaysDuration || Math.Abs(offset.Scalar) > OffsetSecondsMax)
            {
                return Arguments.Refuse("time", evaluation, hour, minute, second, offset);
            }
            zone = FeelZone.OfOffset((int)offset.Scalar);
        }
        return FeelValue.TimeOfSeconds((h * 3600m) + (m * 60m) + s, zone);
    }

    private static FeelValue DateTimeFrom(FeelValue from, Evaluation evaluation)
    {
        var value = Arguments.Single(from, FeelKind.String);
        return value.Kind switch
        {
            FeelKind.DateTime => value,
            FeelKind.Date => FeelValue.DateTimeOfSeconds(value.Scalar * Calendar.SecondsPerDay, FeelZone.Utc),
            FeelKind.String when FeelParse.TryDateTime(value.Text, out var moment) => moment,
            _ => Arguments.Refuse("date and time", evaluation, from),
        };
    }

    private static FeelValue DateTimeOf(FeelValue date, FeelValue time, Evaluation evaluation)
    {
        if (date.Kind is not (FeelKind.Date or FeelKind.DateTime) || time.Kind != FeelKind.Time)
        {
            return Arguments.Refuse("date and time", evaluation, date, time);
        }
        var days = DateFrom(date, evaluation).Scalar;
        return FeelValue.DateTimeOfSeconds((days * Calendar.SecondsPerDay) + time.Scalar, time.Zone);
    }

    private static FeelValue DurationFrom(FeelValue from, Evaluation evaluation)
    {
        var value = Arguments.Single(from, FeelKind.String);
        return value.Kind switch
        {
            FeelKind.DaysDuration or FeelKind.MonthsDuration => value,
            FeelKind.String when FeelParse.TryDuration(value.Text, out var duration) => duration,
            _ => Arguments.Refuse("duration", evaluation, from),
        };
    }

    /// <summary>Whole months between two dates; a month that is not complete does not count.</summary>
    private static FeelValue MonthsBetween(FeelValue from, FeelValue to, Evaluation evaluation)
    {
        if (DayOf(from) is not { } start || DayOf(to) is not { } end)
        {
            return Arguments.Refuse("years and months duration", evaluation, from, to);
        }
        var (startYear, startMonth, startDay) = Calendar.CivilFromDays(start);
        var (endYear, endMonth, endDay) = Calendar.CivilFromDays(end);
        var months = ((endYear - startYear) * 12) + endMonth - startMonth;
        if (months > 0 && endDay < startDay)
        {
            months--;
        }
        else if (months < 0 && endDay > startDay)
        {
            months++;
        }
        return FeelValue.MonthsDuration(months);
    }

    /// <summary>The day of a date or a date and time; the time of day does not matter.</summary>
    private static long? DayOf(in FeelValue value) =>
        value.Kind switch
        {
            FeelKind.Date => (long)value.Scalar,
            FeelKind.DateTime => (long)decimal.Floor(value.Scalar / Calendar.SecondsPerDay),
            _ => null,
        };

    private static FeelValue Now(Evaluation evaluation) =>
        evaluation.Now is { } now
            ? FeelValue.DateTime(now)
            : evaluation.Fail("feel.clock", "now() needs the time, which the caller did not give.");

    private static FeelValue Today(Evaluation evaluation) =>
        evaluation.Now is { } now
            ? FeelValue.Date(DateOnly.FromDateTime(now.DateTime))
            : evaluation.Fail("feel.clock", "today() needs the time, which the caller did not give.");

    private static readonly string[] WeekdayNames =
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];

    private static readonly string[] MonthNames =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    private static FeelValue DayOfYear(FeelValue date, Evaluation evaluation) =>
        DayOf(Arguments.Single(date, FeelKind.Date)) is { } at
            ? FeelValue.Number(Calendar.DayOfYear(at))
            : Arguments.Refuse("day of year", evaluation, date);

    private static FeelValue DayOfWeek(FeelValue date, Evaluation evaluation) =>
        DayOf(Arguments.Single(date, FeelKind.Date)) is { } at
            ? FeelValue.String(WeekdayNames[Calendar.DayOfWeek(at) - 1])
            : Arguments.Refuse("day of week", evaluation, date);

    private static FeelValue MonthOfYear(FeelValue date, Evaluation evaluation) =>
        DayOf(Arguments.Single(date, FeelKind.Date)) is { } at
            ? FeelValue.String(MonthNames[Calendar.CivilFromDays(at).Month - 1])
            : Arguments.Refuse("month of year", evaluation, date);

    private static FeelValue WeekOfYear(FeelValue date, Evaluation evaluation) =>
        DayOf(Arguments.Single(date, FeelKind.Date)) is { } at
            ? FeelValue.Number(Calendar.WeekOfYear(at))
            : Arguments.Refuse("week of year", evaluation, date);
}
