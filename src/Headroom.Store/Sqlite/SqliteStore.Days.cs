using Headroom.Primitives;

namespace Headroom.Store;

/// <content>Business dates: who is due, and what was booked.</content>
internal sealed partial class SqliteStore
{
    public ValueTask<IReadOnlyList<DueBorrower>> ListDueAsync(
        DateOnly upTo,
        (DateOnly On, BorrowerId Borrower)? after,
        int count,
        CancellationToken ct = default
    ) =>
        List(
            """
            SELECT next_date, borrower, version FROM borrowers
            WHERE next_date <= ? AND (next_date, borrower) > (?, ?) ORDER BY next_date, borrower LIMIT ?
            """,
            query =>
                query
                    .Bind(1, SqliteRows.Date(upTo))
                    .Bind(2, after is { } place ? SqliteRows.Date(place.On) : "")
                    .Bind(3, after?.Borrower.Value ?? "")
                    .Bind(4, count),
            SqliteRows.Due
        );

    public ValueTask SetNextDatesAsync(IReadOnlyList<StoredBorrower> borrowers, CancellationToken ct = default) =>
        WriteAsync(
            connection =>
            {
                var update = connection.Prepare(
                    "UPDATE borrowers SET next_date = ? WHERE borrower = ? AND version = ?"
                );
                foreach (var (borrower, version, _, row) in borrowers)
                {
                    update
                        .Bind(1, row.NextDate is { } next ? SqliteRows.Date(next) : null)
                        .Bind(2, borrower.Value)
                        .Bind(3, version)
                        .Run();
                }
            },
            ct
        );

    public ValueTask<IReadOnlyList<LedgerRow>> ReadLedgerAsync(
        DateOnly from,
        DateOnly to,
        CancellationToken ct = default
    ) =>
        List(
            """
            SELECT booked_on, currency, debit, credit, sum(minor_units) FROM ledger
            WHERE booked_on BETWEEN ? AND ? GROUP BY booked_on, currency, debit, credit
            HAVING sum(minor_units) <> 0 ORDER BY booked_on, currency, debit, credit
            """,
            query => query.Bind(1, SqliteRows.Date(from)).Bind(2, SqliteRows.Date(to)),
            SqliteRows.Ledger
        );

    public ValueTask MendLedgerAsync(IReadOnlyList<LedgerRow> missing, CancellationToken ct = default) =>
        WriteAsync(_ => _sideWrites.Write(missing), ct);

    public async ValueTask<TimeSpan?> ReadLagAsync(CancellationToken ct = default) =>
        await List("SELECT microseconds FROM lag", _ => { }, row => TimeSpan.FromMicroseconds(row.Long(0))) is [var lag]
            ? lag
            : null;

    public ValueTask KeepLagAsync(TimeSpan lag, CancellationToken ct = default) =>
        WriteAsync(
            connection =>
                connection
                    .Prepare(
                        "INSERT INTO lag (id, microseconds) VALUES (1, ?) "
                            + "ON CONFLICT (id) DO UPDATE SET microseconds = min(microseconds, excluded.microseconds)"
                    )
                    .Bind(1, lag.Ticks / TimeSpan.TicksPerMicrosecond)
                    .Run(),
            ct
        );

    public ValueTask CompactLedgerAsync(DateOnly upTo, CancellationToken ct = default) =>
        WriteAsync(
            connection =>
            {
                var last = connection.Number("SELECT coalesce(max(sequence), 0) FROM ledger");
                connection
                    .Prepare(
                        """
                        INSERT INTO ledger (booked_on, currency, debit, credit, minor_units)
                        SELECT booked_on, currency, debit, credit, sum(minor_units) FROM ledger
                        WHERE booked_on IN
                            (SELECT booked_on FROM ledger WHERE booked_on <= ?
                             GROUP BY booked_on, currency, debit, credit HAVING count(*) > 1)
                        GROUP BY booked_on, currency, debit, credit
                        """
                    )
                    .Bind(1, SqliteRows.Date(upTo))
                    .Run();
                connection
                    .Prepare(
                        """
                        DELETE FROM ledger WHERE sequence <= ?1
                        AND booked_on IN (SELECT booked_on FROM ledger WHERE sequence > ?1)
                        """
                    )
                    .Bind(1, last)
                    .Run();
            },
            ct
        );
}
