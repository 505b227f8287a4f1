using System.Diagnostics;
using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Json;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Review;

/// <summary>Reviews every line of the portfolio, a page of borrowers at a time, many at once.</summary>
public static class PortfolioReview
{
    private const int BorrowersPerPage = 2000;

    private static readonly HashSet<string> Reviewed =
    [
        LineStatus.Applied.Code(),
        LineStatus.Active.Code(),
        LineStatus.Frozen.Code(),
    ];

    /// <summary>
    /// Reviews all borrowers who have a line or have applied for one. The same review run twice on a day decides nothing twice
    /// and one that was stopped goes on, but of whom something was recorded since is decided again.
    /// Refuses as <see cref="Releases.ReleaseBook.LiveAsync"/>.
    /// </summary>
    public static async Task<Result<ReviewReport>> ReviewPortfolioAsync(
        this HeadroomSystem system,
        ReviewTrigger trigger,
        Actor actor,
        IProgress<(long Done, long Total)>? progress = null,
        CancellationToken ct = default
    )
    {
        var started = Stopwatch.GetTimestamp();
        if (!(await system.Releases.LiveAsync(ct)).TryGet(out var release, out var refusal))
        {
            return refusal;
        }

        var date = system.Calendar.DateAt(system.Now);
        var key = $"review:{trigger.Code()}:{date:yyyy-MM-dd}:{release.Hash.ToShortString()}";
        var begin = new Beginning(system, release, trigger, actor, key, date);
        var tally = new ReviewTally();
        List<PendingReview> underWay = [];
        BorrowerId? after = null;
        while (true)
        {
            ct.ThrowIfCancellationRequested();

            // The next page is begun before the last one is counted, so that the writer is never without work.
            var page = await system.Store.ScanBorrowersAsync(after, BorrowersPerPage, ct);
            var begun = await begin.PageAsync(page, ct);
            await CountAsync(underWay, tally);
            progress?.Report((tally.Borrowers, 0));
            if (page.Count == 0)
            {
                break;
            }

            underWay = begun;
            after = page[^1].Borrower;
        }

        return tally.Report(trigger.Code(), release.Hash, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static async Task CountAsync(List<PendingReview> reviews, ReviewTally tally)
    {
        foreach (var (stored, review) in reviews)
        {
            var outcome = await review;
            if (outcome.Answer.TryGet(out var answer, out var refusal))
            {
                tally.Add(EventJson.Read<ReviewAnswer>(answer), outcome.Repeated, Outcome(stored));
            }
            else
            {
                tally.AddRefused(refusal.Code);
            }
        }
    }

    // A state is only read again where it holds an outcome: most do not.
    private static bool? Outcome(StoredBorrower stored) =>
        stored.State.AsSpan().IndexOf("\"outcome\""u8) < 0
            ? null
            : ReviewTally.Outcome(BorrowerModel.Instance.Load(stored.Borrower, stored.State));

    private sealed record PendingReview(StoredBorrower Stored, Task<CommandOutcome> Outcome);

    /// <summary>Begins the reviews of one run, each under its own key.</summary>
    private sealed record Beginning(
        HeadroomSystem System,
        PolicyRelease Release,
        ReviewTrigger Trigger,
        Actor Actor,
        string Key,
        DateOnly Date
    )
    {
        public async Task<List<PendingReview>> PageAsync(IReadOnlyList<StoredBorrower> page, CancellationToken ct)
        {
            var begun = new List<PendingReview>(page.Count);
            foreach (var stored in page.Where(stored => Reviewed.Contains(stored.Row.Status)))
            {
                var envelope = new RequestEnvelope(Actor, $"{Key}:{await KnownAsync(stored, ct)}");
                var review = System.ReviewBorrowerAsync(stored.Borrower, Release, Trigger, envelope, ct: ct);
                begun.Add(new PendingReview(stored, review.AsTask()));
            }

            return begun;
        }

        // The version on which this review decides or has decided: the one before its own decision, unless something else was
        // recorded since. A decision of another day needs no look, for the date is in the key.
        private async ValueTask<long> KnownAsync(StoredBorrower stored, CancellationToken ct)
        {
            if (stored.Row.LastActionAt is not { } decidedAt || System.Calendar.DateAt(decidedAt) < Date)
            {
                return stored.Version;
            }

            if (
                await System.Store.QueryDecisionsAsync(stored.Borrower, null, 1, ct) is not [var last]
                || last.Trigger != Trigger.Code()
                || last.Release != Release.Hash
            )
            {
                return stored.Version;
            }

            var before = last.Version - 1;
            var count = (int)(stored.Version - before);
            var since = await System.Store.ReadEventsAsync(stored.Borrower, before, count, ct);
            return since.All(@event => @event.Cause == since[0].Cause && @event.Actor == Actor)
                ? before
                : stored.Version;
        }
    }
}
