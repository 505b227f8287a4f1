namespace Headroom.Dmn;

/// <summary>The parts of dates, times and durations (DMN 1.5, table 65).</summary>
internal static class TimeMembers
{
    /// <summary>The part of this name, or null where values of this kind have none such.</summary>
    public static FeelValue? Get(in FeelValue value, string name) =>
        value.Kind switch
        {
            FeelKind.Date => OfDate(value.Scalar, name) ?? OfTime(0m, FeelZone.Utc, name),
            FeelKind.Time => OfTime(value.Scalar, value.Zone, name),
            FeelKind.DateTime => OfDate(decimal.Floor(value.Scalar / Calendar.SecondsPerDay), name)
                ?? OfTime(TimeOfDay(value.Scalar), value.Zone, name, value.Scalar),
            FeelKind.DaysDuration => OfDays(value.Scalar, name),
            FeelKind.MonthsDuration => OfMonths(value.Scalar, name),
            _ => null,
        };

    public static decimal TimeOfDay(decimal localSeconds) =>
        localSeconds - (decimal.Floor(localSeconds / Calendar.SecondsPerDay) * Calendar.SecondsPerDay);

    private static FeelValue? OfDate(decimal days, string name)
    {
        if (name == "weekday")
        {
            return FeelValue.Number(Calendar.DayOfWeek((long)days));
        }
        var (year, month, day) = Calendar.CivilFromDays((long)days);
        return name switch
        {
            "year" => FeelValue.Number(year),
            "month" => FeelValue.Number(month),
            "day" => FeelValue.Number(day),
            _ => null,
        };
    }

    private static FeelValue? OfTime(decimal secondsOfDay, FeelZone? zone, string name, decimal localSeconds = 0m)
    {
        var whole = (int)decimal.Floor(secondsOfDay);
        return name switch
        {
            "hour" => FeelValue.Number(whole / 3600),
            "minute" => FeelValue.Number(whole / 60 % 60),
            "second" => FeelValue.Number(secondsOfDay - (whole / 60 * 60)),
            "time offset" => zone is null ? FeelValue.Null : FeelValue.DurationOfSeconds(zone.OffsetAt(localSeconds)),
            "timezone" => zone is { IsNamed: true } ? FeelValue.String(zone.Id) : FeelValue.Null,
            _ => null,
        };
    }

    private static FeelValue? OfDays(decimal seconds, string name)
    {
        var magnitude = Math.Abs(seconds);
        var sign = seconds < 0m ? -1m : 1m;
        return name switch
        {
            "days" => FeelValue.Number(sign * decimal.Floor(magnitude / Calendar.SecondsPerDay)),
            "hours" => FeelValue.Number(sign * decimal.Floor(magnitude / 3600m % 24m)),
            "minutes" => FeelValue.Number(sign * decimal.Floor(magnitude / 60m % 60m)),
            "seconds" => FeelValue.Number(sign * (magnitude % 60m)),
            _ => null,
        };
    }

    private static FeelValue? OfMonths(decimal months, string name) =>
        name switch
        {
            "years" => FeelValue.Number(decimal.Truncate(months / 12m)),
            "months" => FeelValue.Number(months % 12m),
            _ => null,
        };
}
