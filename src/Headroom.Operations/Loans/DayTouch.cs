using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Loans;

/// <summary>Ends a business date on one borrower: one command like any other.</summary>
internal static class DayTouch
{
    /// <summary>
    /// Ends a date. Where something runs out later on it, or it was ended already, nothing happens and nothing is written.
    /// </summary>
    public static Result<CommandEffect<BorrowerState>> End(BorrowerTurn turn, DateOnly on, BusinessCalendar calendar)
    {
        var before = turn.State;
        var dayOver = calendar.StartOf(on.AddDays(1)).AddMicroseconds(-1);
        var at = turn.Context.At < dayOver ? turn.Context.At : dayOver;
        var refusal = turn.AskAsSystem(new LineCommand.Lapse(), at);
        DayEndOutcome[] ended = before.Loans.Count == 0 || before.Books?.On >= on ? [] : [.. Close(before, on)];
        refusal ??= ended.Length > 0 ? LoanAgeing.Follow(turn, ended, on) : null;
        if (refusal is not null)
        {
            return refusal;
        }

        // That the row is made again as of now may be all that there is to do: a window opened, a cooling-off is over.
        if (ended.Length > 0 || (turn.Events.Count == 0 && Moves(before, turn.Context.At, calendar)))
        {
            turn.Add(new BorrowerEvent.Booked(Post(before, ended, on)));
        }

        return turn.End(Ended(turn, before, ended, on, calendar));
    }

    private static IEnumerable<DayEndOutcome> Close(BorrowerState state, DateOnly on) =>
        state.Loans.Select(loan => DayEnd.Close(loan, state.Books?.On ?? DateOnly.MinValue, on));

    private static bool Moves(BorrowerState state, DateTimeOffset at, BusinessCalendar calendar) =>
        NextDates.Of(state, calendar) != NextDates.Of(state with { UpdatedAt = at }, calendar);

    private static BooksPosted Post(BorrowerState before, DayEndOutcome[] ended, DateOnly on)
    {
        if (ended.Length == 0 && before.Books is { } books && books.On >= on)
        {
            return new BooksPosted(books.On, books.NextOn, []);
        }

        DateOnly? next = null;
        foreach (var outcome in ended)
        {
            next = Bookkeeping.Earlier(next, outcome.Position.NextOn);
        }

        return new BooksPosted(on, next, Bookkeeping.AddUp(ended.SelectMany(outcome => outcome.Postings)));
    }

    private static EndedDay Ended(
        BorrowerTurn turn,
        BorrowerState before,
        DayEndOutcome[] ended,
        DateOnly on,
        BusinessCalendar calendar
    )
    {
        var events = turn.Events.OfType<BorrowerEvent.OnLine>().Select(line => line.Event).ToList();
        var isOver =
            NextDates.CoolingOff(before.Line) is { } until
            && calendar.StartOf(until) > before.UpdatedAt
            && calendar.StartOf(until) <= turn.State.UpdatedAt;
        return new EndedDay
        {
            Date = on,
            Borrowers = 1,
            Loans = ended.Count(outcome =>
                outcome.StageChanged || outcome.Postings.Count > 0 || !outcome.FellDue.Total.IsZero
            ),
            StagesChanged = ended.Count(outcome => outcome.StageChanged),
            HoldsPlaced = events.Count(e => e is LineEvent.HoldPlaced),
            HoldsCured = events.Count(e => e is LineEvent.HoldCured),
            HoldsExpired = events.Count(e => e is LineEvent.HoldExpired),
            LimitsEnded = events.Count(e => e is LineEvent.TemporaryLimitEnded),
            LinesExpired = events.Count(e => e is LineEvent.Expired),
            CoolingOffsEnded = isOver ? 1 : 0,
            Due = DueAmounts.AddUp(ended.Select(outcome => DueAmounts.Of(outcome.FellDue))),
        };
    }
}
