namespace Headroom.Lending;

/// <summary>The days on which ageing, or interest too, stands still.</summary>
internal sealed class Pauses(IReadOnlyList<LoanEntry> entries)
{
    private readonly LoanEntry.Paused[] _all = entries.Any(entry => entry is LoanEntry.Paused)
        ? [.. entries.OfType<LoanEntry.Paused>()]
        : [];

    /// <summary>Days from a date up to another on which nothing stands still: penalty and days past due count these.</summary>
    public int AgeingDays(DateOnly from, DateOnly to) => Days(from, to) - Covered(from, to, interest: false);

    /// <summary>Days on which interest stands still.</summary>
    public int InterestFreeDays(DateOnly from, DateOnly to) => Covered(from, to, interest: true);

    /// <summary>The first date after which so many ageing days have passed since a date.</summary>
    public DateOnly AfterAgeingDays(DateOnly from, int days)
    {
        var date = from.AddDays(days);
        while (AgeingDays(from, date) < days)
        {
            date = date.AddDays(days - AgeingDays(from, date));
        }

        return date;
    }

    private static int Days(DateOnly from, DateOnly to) => Math.Max(0, to.DayNumber - from.DayNumber);

    // Entries are sorted by their first day, so the union of overlapping ones is one pass.
    private int Covered(DateOnly from, DateOnly to, bool interest)
    {
        var covered = 0;
        var reached = from;
        foreach (var pause in _all)
        {
            if (interest && pause.Scope != PauseScope.AgeingAndInterest)
            {
                continue;
            }

            var begin = pause.On > reached ? pause.On : reached;
            var end = pause.Until < to ? pause.Until : to;
            covered += Days(begin, end);
            reached = end > reached ? end : reached;
        }

        return covered;
    }
}
