using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Tests.Loans;

/// <summary>A store that counts which borrowers are read, and that can break down at a chosen commit, before it or after it.</summary>
internal sealed class WatchedStore(IHeadroomStore inner) : IHeadroomStore
{
    /// <summary>The borrowers that were read, listed or locked since this was cleared.</summary>
    public List<BorrowerId> Read { get; } = [];

    /// <summary>How many commits still succeed, each of one command; null: all, of any number.</summary>
    public int? CommitsLeft { get; set; }

    /// <summary>Whether the commit at which the store breaks down is written none the less: only its answer is lost.</summary>
    public bool IsLastWritten { get; set; }

    public int Sessions => inner.Sessions;

    public async ValueTask<IBatchSession> OpenSessionAsync(CancellationToken ct = default) =>
        new WatchedSession(this, await inner.OpenSessionAsync(ct));

    public async ValueTask<StoredBorrower?> ReadBorrowerAsync(BorrowerId borrower, CancellationToken ct = default)
    {
        Read.Add(borrower);
        return await inner.ReadBorrowerAsync(borrower, ct);
    }

    public async ValueTask<IReadOnlyList<StoredBorrower>> ScanBorrowersAsync(
        BorrowerId? after,
        int count,
        CancellationToken ct = default
    )
    {
        var page = await inner.ScanBorrowersAsync(after, count, ct);
        Read.AddRange(page.Select(stored => stored.Borrower));
        return page;
    }

    public async ValueTask<IReadOnlyList<DueBorrower>> ListDueAsync(
        DateOnly upTo,
        (DateOnly On, BorrowerId Borrower)? after,
        int count,
        CancellationToken ct = default
    )
    {
        var page = await inner.ListDueAsync(upTo, after, count, ct);
        Read.AddRange(page.Select(due => due.Borrower));
        return page;
    }

    public async ValueTask<IReadOnlyList<StoredEvent>> ScanEventsAsync(
        (BorrowerId Borrower, long Version)? after,
        int count,
        CancellationToken ct = default
    )
    {
        var page = await inner.ScanEventsAsync(after, count, ct);
        Read.AddRange(page.Select(stored => stored.Borrower));
        return page;
    }

    public ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(
        BorrowerId borrower,
        long afterVersion,
        int count,
        CancellationToken ct = default
    )
    {
        Read.Add(borrower);
        return inner.ReadEventsAsync(borrower, afterVersion, count, ct);
    }

    public ValueTask<IReadOnlyList<BorrowerId>> ListUnreachableAsync(CancellationToken ct = default) =>
        inner.ListUnreachableAsync(ct);

    public ValueTask SetNextDatesAsync(IReadOnlyList<StoredBorrower> borrowers, CancellationToken ct = default) =>
        inner.SetNextDatesAsync(borrowers, ct);

    public ValueTask<IReadOnlyList<LedgerRow>> ReadLedgerAsync(
        DateOnly from,
        DateOnly to,
        CancellationToken ct = default
    ) => inner.ReadLedgerAsync(from, to, ct);

    public ValueTask MendLedgerAsync(IReadOnlyList<LedgerRow> missing, CancellationToken ct = default) =>
        inner.MendLedgerAsync(missing, ct);

    public ValueTask<TimeSpan?> ReadLagAsync(CancellationToken ct = default) => inner.ReadLagAsync(ct);

    public ValueTask KeepLagAsync(TimeSpan lag, CancellationToken ct = default) => inner.KeepLagAsync(lag, ct);

    public ValueTask CompactLedgerAsync(DateOnly upTo, CancellationToken ct = default) =>
        inner.CompactLedgerAsync(upTo, ct);

    public ValueTask<PortfolioPage> QueryPortfolioAsync(PortfolioQuery query, CancellationToken ct = default) =>
        throw new NotSupportedException("The end of a day does not list the portfolio.");

    public ValueTask<IReadOnlyList<PortfolioTotal>> TotalPortfolioAsync(CancellationToken ct = default) =>
        throw new NotSupportedException("The end of a day does not sum the portfolio.");

    public ValueTask<IReadOnlyList<DecisionRow>> QueryDecisionsAsync(
        BorrowerId borrower,
        long? beforeVersion,
        int count,
        CancellationToken ct = default
    ) => inner.QueryDecisionsAsync(borrower, beforeVersion, count, ct);

    public ValueTask<IReadOnlyList<DecisionRow>> ScanDecisionsAsync(
        (BorrowerId Borrower, long Version)? after,
        int count,
        CancellationToken ct = default
    ) => inner.ScanDecisionsAsync(after, count, ct);

    public ValueTask<IReadOnlyList<OutboxMessage>> ReadOutboxAsync(int count, CancellationToken ct = default) =>
        inner.ReadOutboxAsync(count, ct);

    public ValueTask AcknowledgeAsync(IReadOnlyList<OutboxMessage> delivered, CancellationToken ct = default) =>
        inner.AcknowledgeAsync(delivered, ct);

    public ValueTask<ReleaseRow> SaveReleaseAsync(
        string name,
        string stage,
        byte[] content,
        DateTimeOffset recordedTime,
        CancellationToken ct = default
    ) => inner.SaveReleaseAsync(name, stage, content, recordedTime, ct);

    public ValueTask<StoredRelease?> ReadReleaseAsync(ContentHash hash, CancellationToken ct = default) =>
        inner.ReadReleaseAsync(hash, ct);

    public ValueTask<IReadOnlyList<ReleaseRow>> ListReleasesAsync(CancellationToken ct = default) =>
        inner.ListReleasesAsync(ct);

    public ValueTask<bool> RepairAsync(
        StoredBorrower repaired,
        IReadOnlyList<DecisionRow> decisions,
        CancellationToken ct = default
    ) => inner.RepairAsync(repaired, decisions, ct);

    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken ct = default) => inner.CheckHealthAsync(ct);

    // The store inside outlives a breakdown, as a disk does.
    public ValueTask DisposeAsync() => default;

    private static StoreException Broken() => new(Refusal.Unavailable(StoreCodes.IoFailed, ("store", "watched")));

    private sealed class WatchedSession(WatchedStore store, IBatchSession session) : IBatchSession
    {
        public bool LocksWholeStore => session.LocksWholeStore;

        public ValueTask<BatchFacts> BeginAsync(BatchKeys keys)
        {
            if (store.CommitsLeft is not null && keys.Answers.Count > 1)
            {
                // Each command then comes alone, so that a breakdown can fall between any two.
                throw Broken();
            }

            store.Read.AddRange(keys.Borrowers.Select(key => key.Borrower));
            return session.BeginAsync(keys);
        }

        public async ValueTask CommitAsync(BatchWrites writes)
        {
            var isDown = store.CommitsLeft is { } left && (store.CommitsLeft = left - 1) < 0;
            if (!isDown || (store.IsLastWritten && store.CommitsLeft == -1))
            {
                await session.CommitAsync(writes);
            }

            if (isDown)
            {
                throw Broken();
            }
        }

        public ValueTask SyncAsync() => session.SyncAsync();

        public ValueTask AbandonAsync() => session.AbandonAsync();

        public ValueTask DisposeAsync() => session.DisposeAsync();
    }
}
