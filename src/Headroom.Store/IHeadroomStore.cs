using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// Where borrowers' histories are kept: the sessions that <see cref="CommandWriter{TState}"/> writes through, and the
/// reads. Every read sees only committed work. Any member may throw <see cref="StoreException"/>.
/// </summary>
public interface IHeadroomStore : IAsyncDisposable
{
    /// <summary>How many sessions can write at the same time; they share what waits.</summary>
    int Sessions { get; }

    /// <summary>Opens a session for one writing loop.</summary>
    ValueTask<IBatchSession> OpenSessionAsync(CancellationToken ct = default);

    /// <summary>One borrower, or null where there are no events.</summary>
    ValueTask<StoredBorrower?> ReadBorrowerAsync(BorrowerId borrower, CancellationToken ct = default);

    /// <summary>A borrower's events after a version (0: from the first), oldest first, at most <paramref name="count"/>.</summary>
    ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(
        BorrowerId borrower,
        long afterVersion,
        int count,
        CancellationToken ct = default
    );

    /// <summary>Borrowers in the order of their identifiers, from after <paramref name="after"/> or from the first.</summary>
    ValueTask<IReadOnlyList<StoredBorrower>> ScanBorrowersAsync(
        BorrowerId? after,
        int count,
        CancellationToken ct = default
    );

    /// <summary>All events in the order of borrower and version, from after the given place or from the first.</summary>
    ValueTask<IReadOnlyList<StoredEvent>> ScanEventsAsync(
        (BorrowerId Borrower, long Version)? after,
        int count,
        CancellationToken ct = default
    );

    /// <summary>
    /// The borrowers of whose events <see cref="ReadEventsAsync"/> cannot find all, for the store has lost the way to them:
    /// none, unless it was damaged. <see cref="ScanEventsAsync"/> finds all there are.
    /// </summary>
    ValueTask<IReadOnlyList<BorrowerId>> ListUnreachableAsync(CancellationToken ct = default);

    /// <summary>One page of the portfolio.</summary>
    ValueTask<PortfolioPage> QueryPortfolioAsync(PortfolioQuery query, CancellationToken ct = default);

    /// <summary>The whole portfolio added up by currency and status, in that order. It reads every borrower's row.</summary>
    ValueTask<IReadOnlyList<PortfolioTotal>> TotalPortfolioAsync(CancellationToken ct = default);

    /// <summary>
    /// The borrowers whose next date (<see cref="BorrowerRow.NextDate"/>) is not after a date, by that date and then by
    /// borrower, from after the given place or from the first. It reads nobody else.
    /// </summary>
    ValueTask<IReadOnlyList<DueBorrower>> ListDueAsync(
        DateOnly upTo,
        (DateOnly On, BorrowerId Borrower)? after,
        int count,
        CancellationToken ct = default
    );

    /// <summary>
    /// Sets the next dates of rows that an older version wrote to those of <paramref name="borrowers"/>; leaves alone who has
    /// gone beyond the version given.
    /// </summary>
    ValueTask SetNextDatesAsync(IReadOnlyList<StoredBorrower> borrowers, CancellationToken ct = default);

    /// <summary>
    /// What was booked from one day up to and with another, added up by day, currency and pair of accounts, in that order.
    /// </summary>
    ValueTask<IReadOnlyList<LedgerRow>> ReadLedgerAsync(DateOnly from, DateOnly to, CancellationToken ct = default);

    /// <summary>Adds to the ledger what it lacks of the events; less where it holds more than they say.</summary>
    ValueTask MendLedgerAsync(IReadOnlyList<LedgerRow> missing, CancellationToken ct = default);

    /// <summary>Replaces what was booked up to and with a day by its sums: the ledger reads the same, from fewer rows.</summary>
    ValueTask CompactLedgerAsync(DateOnly upTo, CancellationToken ct = default);

    /// <summary>A borrower's decisions before a version (null: from the last), newest first.</summary>
    ValueTask<IReadOnlyList<DecisionRow>> QueryDecisionsAsync(
        BorrowerId borrower,
        long? beforeVersion,
        int count,
        CancellationToken ct = default
    );

    /// <summary>Decisions of all borrowers in the order of borrower and version, from after the given place or from the first.</summary>
    ValueTask<IReadOnlyList<DecisionRow>> ScanDecisionsAsync(
        (BorrowerId Borrower, long Version)? after,
        int count,
        CancellationToken ct = default
    );

    /// <summary>The oldest messages that nobody has acknowledged; those of one borrower are in the order of their commands.</summary>
    ValueTask<IReadOnlyList<OutboxMessage>> ReadOutboxAsync(int count, CancellationToken ct = default);

    /// <summary>Takes delivered messages out of the outbox. Acknowledging twice does no harm.</summary>
    ValueTask AcknowledgeAsync(IReadOnlyList<OutboxMessage> delivered, CancellationToken ct = default);

    /// <summary>Saves a release under the hash of its content. Saving it again only changes its name and stage.</summary>
    ValueTask<ReleaseRow> SaveReleaseAsync(
        string name,
        string stage,
        byte[] content,
        DateTimeOffset recordedTime,
        CancellationToken ct = default
    );

    /// <summary>A release with its content, or null.</summary>
    ValueTask<StoredRelease?> ReadReleaseAsync(ContentHash hash, CancellationToken ct = default);

    /// <summary>All releases, the first recorded first.</summary>
    ValueTask<IReadOnlyList<ReleaseRow>> ListReleasesAsync(CancellationToken ct = default);

    /// <summary>
    /// Replaces a borrower's snapshot, portfolio row and decision rows by those that its events give. Does nothing and
    /// gives false where the events have meanwhile gone beyond <paramref name="repaired"/>'s version.
    /// </summary>
    ValueTask<bool> RepairAsync(
        StoredBorrower repaired,
        IReadOnlyList<DecisionRow> decisions,
        CancellationToken ct = default
    );

    /// <summary>
    /// How far the business time lies behind the clock, in whole microseconds; null where <see cref="KeepLagAsync"/> never
    /// said.
    /// </summary>
    ValueTask<TimeSpan?> ReadLagAsync(CancellationToken ct = default);

    /// <summary>
    /// Keeps how far the business time lies behind the clock, unless a smaller lag is kept: business time does not go back.
    /// </summary>
    ValueTask KeepLagAsync(TimeSpan lag, CancellationToken ct = default);

    /// <summary>Asks the store a question, and says what it is.</summary>
    ValueTask<StoreHealth> CheckHealthAsync(CancellationToken ct = default);
}
