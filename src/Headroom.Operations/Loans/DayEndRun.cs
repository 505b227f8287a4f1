using System.Globalization;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Json;
using Headroom.Primitives;

namespace Headroom.Operations.Loans;

/// <summary>What the end of a business date brought about.</summary>
/// <param name="Date">The date.</param>
/// <param name="Borrowers">Borrowers looked at.</param>
/// <param name="Loans">Loans that are not settled.</param>
/// <param name="Touched">Of them, those on which something changed by itself.</param>
/// <param name="StagesChanged">Loans that moved to another delinquency stage.</param>
/// <param name="HoldsPlaced">Lines held because a loan is late.</param>
/// <param name="HoldsCured">Lines freed because none is any more.</param>
/// <param name="Ledger">The day in the general ledger: debits and credits by account, in each currency.</param>
public sealed record DayEndReport(
    DateOnly Date,
    long Borrowers,
    long Loans,
    long Touched,
    long StagesChanged,
    long HoldsPlaced,
    long HoldsCured,
    IReadOnlyList<LedgerDay> Ledger
);

/// <summary>
/// Ends a business date. What is owed is a function of the date, so nothing is written for accrual or ageing; only a line
/// whose loans became late, or cured, gets events. Each borrower is a command of its own under a key of the date: a run can
/// stop anywhere and be run again, and holds no lock over anyone else.
/// </summary>
public static class DayEndRun
{
    private const int BorrowersPerPage = 1000;
    private static readonly Actor Servicing = Actor.System("day-end");

    /// <summary>Ends a date, today where it is null. Refuses one that has not come with <c>date-in-future</c>.</summary>
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
            var text = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return Refusal.Invalid("date-in-future", ("date", text));
        }

        var at = on == today ? system.Now : system.Calendar.StartOf(on.AddDays(1)).AddMicroseconds(-1);
        var tally = new Tally(on);
        for (BorrowerId? after = null; ; )
        {
            var page = await system.Store.ScanBorrowersAsync(after, BorrowersPerPage, ct);
            var late = page.Where(stored => tally.Look(BorrowerModel.Instance.Load(stored.Borrower, stored.State)))
                .Select(stored => stored.Borrower);
            tally.Count(await Task.WhenAll(late.Select(borrower => FollowAsync(system, borrower, on, at, ct))));
            progress?.Report((tally.Borrowers, tally.Borrowers + page.Count));
            if (page.Count < BorrowersPerPage)
            {
                return tally.Report();
            }

            after = page[^1].Borrower;
        }
    }

    private static async Task<HoldMove> FollowAsync(
        HeadroomSystem system,
        BorrowerId borrower,
        DateOnly on,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var key = "day-end-" + on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var outcome = await system.SubmitAsync(
            borrower,
            new RequestEnvelope(Servicing, key, At: at),
            "day-end",
            on,
            turn =>
            {
                var before = turn.State.Line.Holds.Count;
                var refusal = LoanAgeing.FollowStage(turn);
                return refusal is null ? turn.End(new HoldMove(turn.State.Line.Holds.Count - before)) : refusal;
            },
            ct
        );

        // A line that was closed meanwhile has nothing left to hold; a repeated key was counted when it was first run.
        return outcome.Answer.TryGet(out var answer, out _) && !outcome.Repeated
            ? EventJson.Read<HoldMove>(answer)
            : new HoldMove(0);
    }

    private sealed record HoldMove(int Holds);

    private sealed class Tally(DateOnly on)
    {
        private readonly List<Posting> _postings = [];
        private long _loans;
        private long _touched;
        private long _stages;
        private long _placed;
        private long _cured;

        public long Borrowers { get; private set; }

        /// <summary>Whether the borrower's line must follow its loans.</summary>
        public bool Look(BorrowerState state)
        {
            Borrowers++;
            var worst = DelinquencyStage.Current;
            foreach (var loan in state.Loans.Where(loan => loan.Contract.Terms.DrawnOn <= on))
            {
                var outcome = DayEnd.Close(loan, on.AddDays(-1), on);
                _loans += outcome.Position.Status == LoanStatus.Settled ? 0 : 1;
                _touched += outcome.Postings.Count > 0 || outcome.StageChanged ? 1 : 0;
                _stages += outcome.StageChanged ? 1 : 0;
                _postings.AddRange(outcome.Postings);
                worst = outcome.Position.Stage > worst ? outcome.Position.Stage : worst;
            }

            return state.Loans.Count > 0 && LoanAgeing.MustFollow(state.Line, worst, on);
        }

        public void Count(IReadOnlyList<HoldMove> moves)
        {
            _placed += moves.Count(move => move.Holds > 0);
            _cured += moves.Count(move => move.Holds < 0);
        }

        public DayEndReport Report() =>
            new(
                on,
                Borrowers,
                _loans,
                _touched,
                _stages,
                _placed,
                _cured,
                [.. _postings.GroupBy(posting => posting.Amount.Currency).SelectMany(Journal.ByDay)]
            );
    }
}
