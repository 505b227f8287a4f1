namespace Headroom.Primitives;

/// <summary>
/// A lender's time zone and its days off. A business date is a plain <see cref="DateOnly"/>: the date on the lender's
/// wall at an instant. Instants are UTC and kept to the microsecond, which every store can hold.
/// </summary>
public sealed class BusinessCalendar
{
    private readonly TimeZoneInfo _zone;
    private readonly HashSet<DateOnly> _holidays;
    private readonly HashSet<DateOnly> _workingWeekends;

    private BusinessCalendar(TimeZoneInfo zone, IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> workingWeekends)
    {
        _zone = zone;
        _holidays = [.. holidays];
        _workingWeekends = [.. workingWeekends];
    }

    /// <summary>The default lender's: Asia/Shanghai, with weekends off and no holidays named.</summary>
    public static BusinessCalendar Default { get; } = Create("Asia/Shanghai", [], []).Value;

    /// <summary>
    /// A calendar of an IANA time zone, public holidays, and weekend days that are worked in exchange (调休).
    /// Refuses an unknown zone with <c>time-zone-unknown</c>.
    /// </summary>
    public static Result<BusinessCalendar> Create(
        string zone,
        IEnumerable<DateOnly> holidays,
        IEnumerable<DateOnly> workingWeekends
    ) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? new BusinessCalendar(found, holidays, workingWeekends)
            : Refusal.Invalid("time-zone-unknown", ("zone", zone));

    /// <summary>The IANA name of the zone.</summary>
    public string Zone => _zone.Id;

    /// <summary>The lender's date at an instant.</summary>
    public DateOnly DateAt(DateTimeOffset instant) => DateOnly.FromDateTime(LocalTime(instant));

    /// <summary>The lender's wall clock at an instant.</summary>
    public DateTime LocalTime(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _zone).DateTime;

    /// <summary>The instant at which a business date begins, in UTC.</summary>
    public DateTimeOffset StartOf(DateOnly date) => InstantOf(date.ToDateTime(TimeOnly.MinValue));

    /// <summary>The instant of a time on the lender's wall clock, in UTC.</summary>
    public DateTimeOffset InstantOf(DateTime local)
    {
        // A zone may skip a time, midnight even, when its clocks go forward: the first minute that exists stands for it.
        while (_zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>Whether the lender works on a date.</summary>
    public bool IsWorkingDay(DateOnly date) =>
        _workingWeekends.Contains(date)
        || (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(date));

    /// <summary>The date itself if it is worked, else the next that is.</summary>
    public DateOnly WorkingDayOnOrAfter(DateOnly date)
    {
        while (!IsWorkingDay(date))
        {
            date = date.AddDays(1);
        }

        return date;
    }

    /// <summary>An instant in UTC, cut to the microsecond.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
