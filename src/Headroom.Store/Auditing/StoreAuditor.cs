using System.Runtime.CompilerServices;
using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// Proves that snapshots and read tables are what the events give, and puts them right where they are not. It may run while
/// others write: events only grow, so what was read of a borrower first is compared with the events up to its version.
/// </summary>
public sealed class StoreAuditor<TState>(IHeadroomStore store, IBorrowerModel<TState> model)
    where TState : class
{
    private const int BorrowersAtATime = 500;
    private const int EventsAtATime = 1_000;

    /// <summary>Everything that differs, borrower after borrower.</summary>
    public async IAsyncEnumerable<AuditFinding> AuditAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var borrower in BorrowersAsync(ct))
        {
            foreach (var finding in await CompareAsync(borrower, ct))
            {
                yield return finding;
            }
        }

        await foreach (var orphan in WithoutStateAsync(ct))
        {
            yield return orphan;
        }
    }

    /// <summary>
    /// Folds a borrower's events again and replaces its snapshot and rows by what comes out. Gives false where there are no
    /// events, or where the borrower was written to meanwhile.
    /// </summary>
    public async ValueTask<bool> RebuildAsync(BorrowerId borrower, CancellationToken ct = default)
    {
        var folded = await FoldAsync(borrower, long.MaxValue, ct);
        var rebuilt = new StoredBorrower(borrower, folded.Version, model.Save(folded.State), model.Row(folded.State));
        return folded.Version > 0 && await store.RepairAsync(rebuilt, folded.Decisions, ct);
    }

    /// <summary>A borrower's state as its events give it, up to a version.</summary>
    public async ValueTask<TState> StateAtAsync(BorrowerId borrower, long version, CancellationToken ct = default) =>
        (await FoldAsync(borrower, version, ct)).State;

    private async ValueTask<List<AuditFinding>> CompareAsync(StoredBorrower stored, CancellationToken ct)
    {
        var findings = new List<AuditFinding>();
        var folded = await FoldAsync(stored.Borrower, stored.Version, ct);
        if (folded.HasGap)
        {
            Find(AuditFindingKind.EventMissing);
        }

        if (folded.Version != stored.Version || !stored.State.AsSpan().SequenceEqual(model.Save(folded.State)))
        {
            Find(AuditFindingKind.StateDiffers);
        }

        if (stored.Row != model.Row(folded.State))
        {
            Find(AuditFindingKind.RowDiffers);
        }

        var decisions = await store.QueryDecisionsAsync(stored.Borrower, stored.Version + 1, int.MaxValue, ct);
        if (!decisions.Reverse().SequenceEqual(folded.Decisions))
        {
            Find(AuditFindingKind.DecisionsDiffer);
        }

        return findings;

        void Find(AuditFindingKind kind) => findings.Add(new AuditFinding(stored.Borrower, stored.Version, kind));
    }

    private async ValueTask<Folded> FoldAsync(BorrowerId borrower, long upTo, CancellationToken ct)
    {
        var state = model.Empty(borrower);
        var decisions = new List<DecisionRow>();
        var version = 0L;
        var hasGap = false;
        while (version < upTo)
        {
            var page = await store.ReadEventsAsync(borrower, version, EventsAtATime, ct);
            foreach (var stored in page.TakeWhile(stored => stored.Version <= upTo))
            {
                hasGap |= stored.Version != version + 1;
                version = stored.Version;
                state = model.Apply(state, stored);
                if (model.Decision(stored) is { } decision)
                {
                    decisions.Add(decision with { Version = stored.Version });
                }
            }

            if (page.Count < EventsAtATime)
            {
                break;
            }
        }

        return new Folded(state, version, decisions, hasGap);
    }

    private async IAsyncEnumerable<StoredBorrower> BorrowersAsync([EnumeratorCancellation] CancellationToken ct)
    {
        BorrowerId? after = null;
        while (await store.ScanBorrowersAsync(after, BorrowersAtATime, ct) is { Count: > 0 } page)
        {
            foreach (var borrower in page)
            {
                yield return borrower;
            }

            after = page[^1].Borrower;
        }
    }

    /// <summary>Steps from each borrower's events over to the next one's, and looks whether there is a snapshot.</summary>
    private async IAsyncEnumerable<AuditFinding> WithoutStateAsync([EnumeratorCancellation] CancellationToken ct)
    {
        (BorrowerId Borrower, long Version)? place = null;
        while (await store.ScanEventsAsync(place, 1, ct) is [var first])
        {
            if (await store.ReadBorrowerAsync(first.Borrower, ct) is null)
            {
                yield return new AuditFinding(first.Borrower, first.Version, AuditFindingKind.StateMissing);
            }

            place = (first.Borrower, long.MaxValue);
        }
    }

    private sealed record Folded(TState State, long Version, IReadOnlyList<DecisionRow> Decisions, bool HasGap);
}
