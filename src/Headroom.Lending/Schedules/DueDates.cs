using System.Globalization;
using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>The unit in which due dates follow each other.</summary>
public enum FrequencyUnit
{
    /// <summary>Calendar months.</summary>
    Month,

    /// <summary>Weeks of seven days.</summary>
    Week,

    /// <summary>Days.</summary>
    Day,
}

/// <summary>How often an instalment is due: every so many units.</summary>
public readonly record struct Frequency(int Every, FrequencyUnit Unit)
{
    /// <summary>Every month.</summary>
    public static Frequency Monthly { get; } = new(1, FrequencyUnit.Month);
}

/// <summary>Where a due date goes in a month that lacks the anchor day.</summary>
public enum MonthEndRule
{
    /// <summary>To the month's last day.</summary>
    LastDay,

    /// <summary>To the first day of the next month.</summary>
    FirstDayOfNext,
}

/// <summary>Between two due dates: the first counts, the last does not.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="From">The draw or the due date before.</param>
/// <param name="To">The due date.</param>
/// <param name="Time">How much of the rate's period it is.</param>
public readonly record struct Period(int Number, DateOnly From, DateOnly To, YearFraction Time)
{
    /// <summary>Actual days.</summary>
    public int Days => To.DayNumber - From.DayNumber;

    /// <summary>What remains of the period from a date within it; the same period for its first day.</summary>
    public Period After(DateOnly date) =>
        this with
        {
            From = date,
            Time = Time.Share(To.DayNumber - date.DayNumber, Days),
        };

    /// <summary>What of the period has gone on a date within it.</summary>
    public Period Before(DateOnly date) =>
        this with
        {
            To = date,
            Time = Time.Share(date.DayNumber - From.DayNumber, Days),
        };
}

/// <summary>Lays out due dates. Each is counted from the first, so a short month does not shift those after it.</summary>
public static class DueDates
{
    /// <summary>How many days after the draw the first due date may be, where one period is not longer by itself.</summary>
    public const int FirstDueDaysMost = 366;

    /// <summary>The periods of the terms' instalments in order. Refuses dates that are out of range or not after the draw.</summary>
    public static Result<Period[]> Periods(ScheduleTerms terms)
    {
        var latest =
            (long)terms.Frequency.Every * terms.Instalments * (terms.Frequency.Unit == FrequencyUnit.Month ? 31 : 7);
        var start = Math.Max(terms.DrawnOn.DayNumber, (terms.FirstDueOn ?? terms.DrawnOn).DayNumber);
        if (start + latest + 366 > DateOnly.MaxValue.DayNumber)
        {
            return Refusal.Invalid(
                "date-out-of-range",
                ("drawnOn", terms.DrawnOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            );
        }

        var periods = new Period[terms.Instalments];
        var from = terms.DrawnOn;
        for (var number = 1; number <= periods.Length; number++)
        {
            var to = DueOn(terms, number);
            if (to <= from)
            {
                return Refusal.Invalid(
                    "due-date-not-after-draw",
                    ("dueOn", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                );
            }

            periods[number - 1] = new Period(number, from, to, Time(terms, number, from, to));
            from = to;
        }

        return periods;
    }

    /// <summary>Whether the first period is a whole one: as long as the frequency says from the day of the draw.</summary>
    internal static bool StartsWhole(ScheduleTerms terms) =>
        DueOn(terms, 1) == DueOn(terms with { FirstDueOn = null, AnchorDay = null }, 1);

    // A borrower who pays nothing for years owes interest that nobody agreed to knowingly. One period may by its frequency be
    // longer, and what is due at maturity waits for the whole term.
    internal static Refusal? TooLate(ScheduleTerms terms)
    {
        if (terms.FirstDueOn is not { } first)
        {
            return null;
        }

        var days = terms.Frequency.Unit switch
        {
            FrequencyUnit.Day => terms.Frequency.Every,
            FrequencyUnit.Week => 7L * terms.Frequency.Every,
            _ => 31L * terms.Frequency.Every,
        };
        var most = Math.Max(FirstDueDaysMost, days * (terms.IsDueAtMaturity ? terms.Instalments : 1));
        return first.DayNumber - terms.DrawnOn.DayNumber > most
            ? Refusal.Invalid(
                "first-due-too-late",
                ("firstDueOn", first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                ("most", most.ToString(CultureInfo.InvariantCulture))
            )
            : null;
    }

    private static DateOnly DueOn(ScheduleTerms terms, int number)
    {
        var first = terms.FirstDueOn;
        var steps = terms.Frequency.Every * (first is null ? number : number - 1);
        var start = first ?? terms.DrawnOn;
        return terms.Frequency.Unit switch
        {
            FrequencyUnit.Day => start.AddDays(steps),
            FrequencyUnit.Week => start.AddDays(7 * steps),
            _ when number == 1 && first is { } given => given,
            _ => InMonth(start, steps, terms.AnchorDay ?? start.Day, terms.MonthEnd),
        };
    }

    private static DateOnly InMonth(DateOnly start, int months, int anchor, MonthEndRule rule)
    {
        var month = new DateOnly(start.Year, start.Month, 1).AddMonths(months);
        var days = DateTime.DaysInMonth(month.Year, month.Month);
        return anchor <= days ? month.AddDays(anchor - 1)
            : rule == MonthEndRule.LastDay ? month.AddDays(days - 1)
            : month.AddMonths(1);
    }

    // Only the first period can be odd: all others run from anchor to anchor.
    private static YearFraction Time(ScheduleTerms terms, int number, DateOnly from, DateOnly to)
    {
        if (number <= terms.InterestFree)
        {
            return YearFraction.Zero;
        }

        var byMonths = terms.Rate.DayCount is DayCount.Periodic or DayCount.Thirty360;
        var odd =
            number == 1
            && terms.Frequency.Unit == FrequencyUnit.Month
            && to != InMonth(from, terms.Frequency.Every, from.Day, terms.MonthEnd);
        return odd && byMonths
            ? YearFraction.OfOddMonths(from, to)
            : YearFraction.OfPeriod(terms.Rate.DayCount, terms.Frequency, from, to, terms.DrawnOn.Year);
    }
}
