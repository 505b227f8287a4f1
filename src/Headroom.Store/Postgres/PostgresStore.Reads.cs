using Headroom.Primitives;

namespace Headroom.Store;

/// <content>Reads, each one statement that sees what was committed when it began.</content>
internal sealed partial class PostgresStore
{
    public async ValueTask<StoredBorrower?> ReadBorrowerAsync(BorrowerId borrower, CancellationToken ct = default)
    {
        var found = await ListAsync(
            $"SELECT {PostgresRows.BorrowerColumns} FROM borrowers WHERE borrower = $1",
            PostgresRows.StoredBorrower,
            ct,
            Parameter(borrower.Value)
        );
        return found.Count == 0 ? null : found[0];
    }

    public ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(
        BorrowerId borrower,
        long afterVersion,
        int count,
        CancellationToken ct = default
    ) =>
        ListAsync(
            $"SELECT {PostgresRows.EventColumns} FROM events WHERE borrower = $1 AND version > $2 ORDER BY version LIMIT $3",
            PostgresRows.Event,
            ct,
            Parameter(borrower.Value),
            Parameter(afterVersion),
            Parameter(count)
        );

    public ValueTask<IReadOnlyList<StoredBorrower>> ScanBorrowersAsync(
        BorrowerId? after,
        int count,
        CancellationToken ct = default
    ) =>
        ListAsync(
            $"SELECT {PostgresRows.BorrowerColumns} FROM borrowers WHERE borrower > $1 ORDER BY borrower LIMIT $2",
            PostgresRows.StoredBorrower,
            ct,
            Parameter(after?.Value ?? ""),
            Parameter(count)
        );

    public ValueTask<IReadOnlyList<StoredEvent>> ScanEventsAsync(
        (BorrowerId Borrower, long Version)? after,
        int count,
        CancellationToken ct = default
    ) =>
        ListAsync(
            $"SELECT {PostgresRows.EventColumns} FROM events WHERE (borrower, version) > ($1, $2) ORDER BY borrower, version LIMIT $3",
            PostgresRows.Event,
            ct,
            Parameter(after?.Borrower.Value ?? ""),
            Parameter(after?.Version ?? 0),
            Parameter(count)
        );

    // Histories are read by an index.
    public ValueTask<IReadOnlyList<BorrowerId>> ListUnreachableAsync(CancellationToken ct = default) => new([]);

    public async ValueTask<PortfolioPage> QueryPortfolioAsync(PortfolioQuery query, CancellationToken ct = default)
    {
        // Identifiers are ASCII, so DEL ends every range of a prefix.
        var rows = await ListAsync(
            $"""
            SELECT {PostgresRows.RowColumns} FROM borrowers
            WHERE borrower > $1 AND borrower >= $2 AND borrower < $3
              AND ($4 IS NULL OR status = $4) AND ($5 IS NULL OR grade = $5) AND ($6 IS NULL OR last_action = $6)
              AND ($7 IS NULL OR position(',' || $7 || ',' IN ',' || holds || ',') > 0)
            ORDER BY borrower LIMIT $8
            """,
            PostgresRows.Row,
            ct,
            Parameter(query.After?.Value ?? ""),
            Parameter(query.IdPrefix ?? ""),
            Parameter(query.IdPrefix + "\x7f"),
            TextOrNull(query.Status),
            TextOrNull(query.Grade),
            TextOrNull(query.LastAction),
            TextOrNull(query.HoldKind),
            Parameter(query.Count + 1)
        );
        return PortfolioPages.Of([.. rows], query.Count);
    }

    public ValueTask<IReadOnlyList<PortfolioTotal>> TotalPortfolioAsync(CancellationToken ct = default) =>
        ListAsync(
            """
            SELECT currency, status, count(*), sum(effective_minor_units)::bigint, sum(headroom_minor_units)::bigint,
                   sum(drawn_minor_units)::bigint, sum(reserved_minor_units)::bigint
            FROM borrowers GROUP BY currency, status ORDER BY currency COLLATE "C", status COLLATE "C"
            """,
            PostgresRows.Total,
            ct
        );

    public ValueTask<IReadOnlyList<DecisionRow>> QueryDecisionsAsync(
        BorrowerId borrower,
        long? beforeVersion,
        int count,
        CancellationToken ct = default
    ) =>
        ListAsync(
            $"SELECT {PostgresRows.DecisionColumns} FROM decisions WHERE borrower = $1 AND version < $2 ORDER BY version DESC LIMIT $3",
            PostgresRows.Decision,
            ct,
            Parameter(borrower.Value),
            Parameter(beforeVersion ?? long.MaxValue),
            Parameter(count)
        );

    public ValueTask<IReadOnlyList<DecisionRow>> ScanDecisionsAsync(
        (BorrowerId Borrower, long Version)? after,
        int count,
        CancellationToken ct = default
    ) =>
        ListAsync(
            $"SELECT {PostgresRows.DecisionColumns} FROM decisions WHERE (borrower, version) > ($1, $2) ORDER BY borrower, version LIMIT $3",
            PostgresRows.Decision,
            ct,
            Parameter(after?.Borrower.Value ?? ""),
            Parameter(after?.Version ?? 0),
            Parameter(count)
        );

    public ValueTask<IReadOnlyList<OutboxMessage>> ReadOutboxAsync(int count, CancellationToken ct = default) =>
        ListAsync(
            "SELECT sequence, borrower, id, topic, recorded_time, body FROM outbox ORDER BY sequence LIMIT $1",
            PostgresRows.Message,
            ct,
            Parameter(count)
        );

    public async ValueTask<StoredRelease?> ReadReleaseAsync(ContentHash hash, CancellationToken ct = default)
    {
        var found = await ListAsync(
            "SELECT hash, name, stage, recorded_time, content FROM releases WHERE hash = $1",
            row => new StoredRelease(PostgresRows.Release(row), PostgresRows.Bytes(row, 4)),
            ct,
            Parameter(hash.ToBytes())
        );
        return found.Count == 0 ? null : found[0];
    }

    public ValueTask<IReadOnlyList<ReleaseRow>> ListReleasesAsync(CancellationToken ct = default) =>
        ListAsync(
            "SELECT hash, name, stage, recorded_time FROM releases ORDER BY recorded_time, hash",
            PostgresRows.Release,
            ct
        );
}
