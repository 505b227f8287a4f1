using System.Globalization;
using Headroom.Operations.Books;
using Headroom.Operations.Json;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Loans;

/// <summary>
/// Ends a business date without a sweep. What is owed is a function of the date, so only borrowers on whom something falls
/// due, crosses a stage or runs out are looked at: the store lists them by their next dates. Each is a command of its own,
/// decided as of its own next date: a run can stop anywhere and be run again, missed dates come first and in order, and
/// nothing is locked but the borrower at hand.
/// </summary>
public static class DayEndRun
{
    private const int BorrowersPerPage = 1000;
    private const int RefusedMax = 100;
    private static readonly Actor Servicing = Actor.System("day-end");

    /// <summary>
    /// Ends a date and every date before it that was missed, today where it is null. Ending one again finds what is left to
    /// do: nothing, or what came up since. Refuses one that has not come with <c>date-in-future</c>.
    /// </summary>
    public static async Task<Result<DayEndReport>> EndDayAsync(
        this HeadroomSystem system,
        DateOnly? date = null,
        IProgress<(long Done, long Total)>? progress = null,
        CancellationToken ct = default
    )
    {
        var today = system.Calendar.DateAt(system.Now);
        var on = date ?? today;
        if (on > today)
        {
            return Refusal.Invalid("date-in-future", ("date", Text(on)));
        }

        var days = new List<EndedDay>();
        var refused = new List<RefusedDay>();
        (DateOnly, BorrowerId)? after = null;
        long refusedCount = 0;
        long done = 0;
        while (await system.Store.ListDueAsync(on, after, BorrowersPerPage, ct) is { Count: > 0 } page)
        {
            // Who comes back with a later date stands behind this one: the next page begins right after its last borrower.
            var day = page[0].On;
            var due = page.TakeWhile(borrower => borrower.On == day).ToList();
            var ended = await Task.WhenAll(due.Select(borrower => EndAsync(system, borrower, (on, today), ct)));
            Count(days, day, ended);
            var not = ended.Select(one => one.Refused).OfType<RefusedDay>().ToList();
            refused.AddRange(not.Take(RefusedMax - refused.Count));
            refusedCount += not.Count;
            after = (day, due[^1].Borrower);
            done += due.Count;
            progress?.Report((done, 0));
        }

        // A day that is over is read more often than it is written to.
        await system.Store.CompactLedgerAsync(on < today ? on : today.AddDays(-1), ct);
        return new DayEndReport(on, days, refused, refusedCount, await LedgerReading.DaysAsync(system, on, on, ct));
    }

    private static async Task<(EndedDay? Day, RefusedDay? Refused)> EndAsync(
        HeadroomSystem system,
        DueBorrower due,
        (DateOnly Last, DateOnly Today) run,
        CancellationToken ct
    )
    {
        // The version tells a borrower who is due again on the same date from a repetition. And what a date that is still
        // running had nothing to do for may have run out when it is over.
        var version = due.Version.ToString(CultureInfo.InvariantCulture);
        var key = $"day-end-{Text(due.On)}-{version}" + (due.On < run.Today ? "" : "-running");
        var outcome = await system.SubmitAsync(
            due.Borrower,
            new RequestEnvelope(Servicing, key),
            "day-end",
            due.On,
            // Loans from before there were books have no missed dates: their books open with the date that is ended.
            turn =>
                DayTouch.End(
                    turn,
                    turn.State is { Books: null, Loans.Count: > 0 } ? run.Last : due.On,
                    system.Calendar
                ),
            ct
        );
        return outcome.Answer.TryGet(out var answer, out var refusal)
            ? (outcome.Repeated ? null : EventJson.Read<EndedDay>(answer) with { Date = due.On }, null)
            : (null, new RefusedDay(due.Borrower, due.On, refusal));
    }

    private static void Count(List<EndedDay> days, DateOnly day, (EndedDay? Day, RefusedDay? Refused)[] ended)
    {
        var sum = ended
            .Select(one => one.Day)
            .OfType<EndedDay>()
            .Aggregate(new EndedDay { Date = day }, (all, one) => all.Plus(one));
        if (days.Count > 0 && days[^1].Date == day)
        {
            days[^1] = days[^1].Plus(sum);
        }
        else
        {
            days.Add(sum);
        }
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
