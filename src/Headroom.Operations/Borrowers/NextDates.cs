using Headroom.Lending;
using Headroom.Primitives;

namespace Headroom.Operations.Borrowers;

/// <summary>
/// When something changes on a borrower by itself: what the end of a day has to look at, and when. Pure, and cheap enough
/// for every command.
/// </summary>
public static class NextDates
{
    /// <summary>The earliest such business date, or null.</summary>
    public static DateOnly? Of(BorrowerState state, BusinessCalendar calendar)
    {
        var next = OfLoans(state);
        foreach (var hold in state.Line.Holds)
        {
            Take(hold.Until);
        }

        if (state.Line.Limits.Temporary is { } temporary)
        {
            // The opening of a window leaves no event: it has been seen when the row was made after it.
            Take(temporary.From > state.UpdatedAt ? temporary.From : temporary.Until);
        }

        if (state.Line.Lifecycle is LineLifecycle.Active)
        {
            Take(state.Line.ExpiresAt);
        }

        if (CoolingOff(state.Line) is { } until && calendar.StartOf(until) > state.UpdatedAt)
        {
            Earliest(until);
        }

        return next;

        void Take(DateTimeOffset? at)
        {
            if (at is { } instant)
            {
                Earliest(calendar.DateAt(instant));
            }
        }

        void Earliest(DateOnly date) => next = Bookkeeping.Earlier(next, date);
    }

    // Loans of before there were books are due since they were drawn.
    private static DateOnly? OfLoans(BorrowerState state)
    {
        if (state.Books is { } books)
        {
            return books.NextOn;
        }

        DateOnly? next = null;
        foreach (var loan in state.Loans)
        {
            next = Bookkeeping.Earlier(next, loan.Contract.Terms.DrawnOn);
        }

        return next;
    }

    /// <summary>The date from which the borrower may apply again, where the line is declined or cancelled until one.</summary>
    public static DateOnly? CoolingOff(Line line) =>
        line.Lifecycle switch
        {
            LineLifecycle.DeclinedUntil declined => Ends(declined.Until),
            LineLifecycle.CancelledUntil cancelled => Ends(cancelled.Until),
            _ => null,
        };

    // 9999-12-31 is never.
    private static DateOnly? Ends(DateOnly until) => until == DateOnly.MaxValue ? null : until;
}
