using System.Runtime.CompilerServices;
using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// Proves that snapshots and read tables are what the events give, and puts them right where they are not. It may run
/// while others write.
/// </summary>
public sealed class StoreAuditor<TState>(IHeadroomStore store, IBorrowerModel<TState> model)
    where TState : class
{
    private const int RowsAtATime = 1_000;

    /// <summary>Everything that differs, borrower after borrower.</summary>
    public async IAsyncEnumerable<AuditFinding> AuditAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var suspect in SuspectsAsync(ct))
        {
            foreach (var finding in await AuditAsync(suspect, ct))
            {
                yield return finding;
            }
        }
    }

    /// <summary>
    /// What differs of one borrower. Its row is read first and compared with the events up to its version, so that nothing
    /// that is written meanwhile can look like a difference.
    /// </summary>
    public async ValueTask<IReadOnlyList<AuditFinding>> AuditAsync(BorrowerId borrower, CancellationToken ct = default)
    {
        var stored = await store.ReadBorrowerAsync(borrower, ct);
        if (stored is null)
        {
            var first = await store.ReadEventsAsync(borrower, 0, 1, ct);
            return
            [
                new AuditFinding(
                    borrower,
                    0,
                    first is [] ? AuditFindingKind.DecisionsDiffer : AuditFindingKind.StateMissing
                ),
            ];
        }

        var folded = await FoldAsync(borrower, stored.Version, ct);
        var decisions = await store.QueryDecisionsAsync(borrower, stored.Version + 1, int.MaxValue, ct);
        return [.. Differences(stored, folded, decisions.Reverse())];
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

    /// <summary>
    /// Walks borrowers, events and decisions side by side, a page at a time, and names whom to look at closer: pages are not
    /// read at the same instant, so a borrower that is being written to can be among them.
    /// </summary>
    private async IAsyncEnumerable<BorrowerId> SuspectsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var events = new AuditCursor<StoredEvent>(EventsAsync(ct), stored => stored.Borrower);
        await using var decisions = new AuditCursor<DecisionRow>(DecisionsAsync(ct), row => row.Borrower);
        await foreach (var stored in BorrowersAsync(ct))
        {
            var folded = new Folded(model, stored.Borrower);
            foreach (var appended in await events.TakeAsync(stored.Borrower))
            {
                folded.Add(appended);
            }

            var rows = await decisions.TakeAsync(stored.Borrower);
            foreach (var passed in events.PassedBy().Union(decisions.PassedBy()))
            {
                yield return passed;
            }

            if (Differences(stored, folded, rows).Any())
            {
                yield return stored.Borrower;
            }
        }

        await events.PassRestAsync();
        await decisions.PassRestAsync();
        foreach (var passed in events.PassedBy().Union(decisions.PassedBy()))
        {
            yield return passed;
        }
    }

    private IEnumerable<AuditFinding> Differences(
        StoredBorrower stored,
        Folded folded,
        IEnumerable<DecisionRow> decisions
    )
    {
        if (folded.HasGap)
        {
            yield return Finding(AuditFindingKind.EventMissing);
        }

        if (folded.Version != stored.Version || !stored.State.AsSpan().SequenceEqual(model.Save(folded.State)))
        {
            yield return Finding(AuditFindingKind.StateDiffers);
        }

        if (stored.Row != model.Row(folded.State))
        {
            yield return Finding(AuditFindingKind.RowDiffers);
        }

        if (!decisions.SequenceEqual(folded.Decisions))
        {
            yield return Finding(AuditFindingKind.DecisionsDiffer);
        }

        AuditFinding Finding(AuditFindingKind kind) => new(stored.Borrower, stored.Version, kind);
    }

    private async ValueTask<Folded> FoldAsync(BorrowerId borrower, long upTo, CancellationToken ct)
    {
        var folded = new Folded(model, borrower);
        while (folded.Version < upTo)
        {
            var page = await store.ReadEventsAsync(borrower, folded.Version, RowsAtATime, ct);
            foreach (var stored in page.TakeWhile(stored => stored.Version <= upTo))
            {
                folded.Add(stored);
            }

            if (page.Count < RowsAtATime)
            {
                break;
            }
        }

        return folded;
    }

    private IAsyncEnumerable<StoredBorrower> BorrowersAsync(CancellationToken ct) =>
        PagesAsync<StoredBorrower>(last => store.ScanBorrowersAsync(last?.Borrower, RowsAtATime, ct));

    private IAsyncEnumerable<StoredEvent> EventsAsync(CancellationToken ct) =>
        PagesAsync<StoredEvent>(last =>
            store.ScanEventsAsync(last is null ? null : (last.Borrower, last.Version), RowsAtATime, ct)
        );

    private IAsyncEnumerable<DecisionRow> DecisionsAsync(CancellationToken ct) =>
        PagesAsync<DecisionRow>(last =>
            store.ScanDecisionsAsync(last is null ? null : (last.Borrower, last.Version), RowsAtATime, ct)
        );

    private static async IAsyncEnumerable<T> PagesAsync<T>(Func<T?, ValueTask<IReadOnlyList<T>>> next)
        where T : class
    {
        T? last = null;
        while (await next(last) is { Count: > 0 } page)
        {
            foreach (var row in page)
            {
                yield return row;
            }

            last = page[^1];
        }
    }

    /// <summary>What events give, one after the other.</summary>
    private sealed class Folded(IBorrowerModel<TState> model, BorrowerId borrower)
    {
        public TState State { get; private set; } = model.Empty(borrower);

        public long Version { get; private set; }

        public bool HasGap { get; private set; }

        public List<DecisionRow> Decisions { get; } = [];

        public void Add(StoredEvent stored)
        {
            HasGap |= stored.Version != Version + 1;
            Version = stored.Version;
            State = model.Apply(State, stored);
            if (model.Decision(stored) is { } decision)
            {
                Decisions.Add(decision with { Version = stored.Version });
            }
        }
    }
}
