using Headroom.Primitives;
using Npgsql;

namespace Headroom.Store;

/// <content>Business dates: who is due, and what was booked.</content>
internal sealed partial class PostgresStore
{
    public ValueTask<IReadOnlyList<DueBorrower>> ListDueAsync(
        DateOnly upTo,
        (DateOnly On, BorrowerId Borrower)? after,
        int count,
        CancellationToken ct = default
    ) =>
        ListAsync(
            """
            SELECT next_date, borrower, version FROM borrowers
            WHERE next_date <= $1 AND (next_date, borrower) > ($2, $3) ORDER BY next_date, borrower LIMIT $4
            """,
            PostgresRows.Due,
            ct,
            Parameter(upTo),
            Parameter(after?.On ?? DateOnly.MinValue),
            Parameter(after?.Borrower.Value ?? ""),
            Parameter(count)
        );

    public ValueTask SetNextDatesAsync(IReadOnlyList<StoredBorrower> borrowers, CancellationToken ct = default) =>
        ExecuteAsync(
            """
            UPDATE borrowers b SET next_date = k.next_date
            FROM unnest($1::text[], $2::bigint[], $3::date[]) AS k (borrower, version, next_date)
            WHERE b.borrower = k.borrower AND b.version = k.version
            """,
            ct,
            Parameter(borrowers.Select(stored => stored.Borrower.Value).ToArray()),
            Parameter(borrowers.Select(stored => stored.Version).ToArray()),
            Parameter(borrowers.Select(stored => stored.Row.NextDate).ToArray())
        );

    public ValueTask<IReadOnlyList<LedgerRow>> ReadLedgerAsync(
        DateOnly from,
        DateOnly to,
        CancellationToken ct = default
    ) =>
        ListAsync(
            """
            SELECT booked_on, currency, debit, credit, sum(minor_units)::bigint FROM ledger
            WHERE booked_on BETWEEN $1 AND $2 GROUP BY booked_on, currency, debit, credit
            HAVING sum(minor_units) <> 0
            ORDER BY booked_on, currency COLLATE "C", debit COLLATE "C", credit COLLATE "C"
            """,
            PostgresRows.Ledger,
            ct,
            Parameter(from),
            Parameter(to)
        );

    public async ValueTask MendLedgerAsync(IReadOnlyList<LedgerRow> missing, CancellationToken ct = default) =>
        await RunAsync(
            async connection =>
            {
                await using var batch = new NpgsqlBatch(connection);
                PostgresWrites.AddLedger(batch, [.. missing]);
                return missing.Count == 0 ? 0 : await batch.ExecuteNonQueryAsync(ct);
            },
            ct
        );

    public async ValueTask<TimeSpan?> ReadLagAsync(CancellationToken ct = default) =>
        await ListAsync("SELECT microseconds FROM lag", row => TimeSpan.FromMicroseconds(row.GetInt64(0)), ct)
            is [var lag]
            ? lag
            : null;

    public ValueTask KeepLagAsync(TimeSpan lag, CancellationToken ct = default) =>
        ExecuteAsync(
            "INSERT INTO lag (id, microseconds) VALUES (1, $1) "
                + "ON CONFLICT (id) DO UPDATE SET microseconds = least(lag.microseconds, excluded.microseconds)",
            ct,
            Parameter(lag.Ticks / TimeSpan.TicksPerMicrosecond)
        );

    public ValueTask CompactLedgerAsync(DateOnly upTo, CancellationToken ct = default) =>
        ExecuteAsync(
            """
            WITH taken AS (
                DELETE FROM ledger WHERE booked_on IN
                    (SELECT booked_on FROM ledger WHERE booked_on <= $1
                     GROUP BY booked_on, currency, debit, credit HAVING count(*) > 1)
                RETURNING booked_on, currency, debit, credit, minor_units
            )
            INSERT INTO ledger (booked_on, currency, debit, credit, minor_units)
            SELECT booked_on, currency, debit, credit, sum(minor_units)::bigint FROM taken
            GROUP BY booked_on, currency, debit, credit
            """,
            ct,
            Parameter(upTo)
        );

    private async ValueTask ExecuteAsync(string sql, CancellationToken ct, params NpgsqlParameter[] parameters) =>
        await RunAsync(
            async connection =>
            {
                await using var command = new NpgsqlCommand(sql, connection);
                command.Parameters.AddRange(parameters);
                return await command.ExecuteNonQueryAsync(ct);
            },
            ct
        );
}
