using Headroom.Primitives;

namespace Headroom.Store;

/// <content>Reads: each on a connection of its own from a pool, seeing what was committed when it began.</content>
internal sealed partial class SqliteStore
{
    public ValueTask<StoredBorrower?> ReadBorrowerAsync(BorrowerId borrower, CancellationToken ct = default) =>
        First(
            $"SELECT {SqliteRows.BorrowerColumns} FROM borrowers WHERE borrower = ?",
            query => query.Bind(1, borrower.Value),
            SqliteRows.Borrower
        );

    public ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(
        BorrowerId borrower,
        long afterVersion,
        int count,
        CancellationToken ct = default
    ) =>
        List(
            $"""
            WITH RECURSIVE history (place, previous, version) AS (
                SELECT e.place, e.previous, e.version FROM borrowers b JOIN events e ON e.place = b.last_event
                WHERE b.borrower = ?1 AND e.version > ?2
                UNION ALL
                SELECT e.place, e.previous, e.version FROM history h JOIN events e ON e.place = h.previous
                WHERE e.place < h.place AND e.version > ?2
            )
            SELECT {SqliteRows.EventColumns} FROM events
            WHERE place IN (SELECT place FROM history ORDER BY version LIMIT ?3) ORDER BY version
            """,
            query => query.Bind(1, borrower.Value).Bind(2, afterVersion).Bind(3, count),
            SqliteRows.Event
        );

    public ValueTask<IReadOnlyList<StoredBorrower>> ScanBorrowersAsync(
        BorrowerId? after,
        int count,
        CancellationToken ct = default
    ) =>
        List(
            $"SELECT {SqliteRows.BorrowerColumns} FROM borrowers WHERE borrower > ? ORDER BY borrower LIMIT ?",
            query => query.Bind(1, after?.Value ?? "").Bind(2, count),
            SqliteRows.Borrower
        );

    public ValueTask<IReadOnlyList<StoredEvent>> ScanEventsAsync(
        (BorrowerId Borrower, long Version)? after,
        int count,
        CancellationToken ct = default
    ) =>
        new(
            _directory.Read(
                $"""
                SELECT {SqliteRows.EventColumns} FROM main.events WHERE place IN (
                    SELECT place FROM temp.directory WHERE (borrower, version) > (?, ?) ORDER BY borrower, version LIMIT ?
                ) ORDER BY borrower, version
                """,
                query => query.Bind(1, after?.Borrower.Value ?? "").Bind(2, after?.Version ?? 0).Bind(3, count),
                SqliteRows.Event
            )
        );

    public ValueTask<IReadOnlyList<BorrowerId>> ListUnreachableAsync(CancellationToken ct = default) =>
        new(
            _directory.Read(
                """
                SELECT DISTINCT borrower FROM (
                    SELECT d.borrower, d.place, e.previous, b.last_event,
                           lag(d.place) OVER history AS before, lead(d.place) OVER history AS after
                    FROM temp.directory d JOIN main.events e ON e.place = d.place
                    JOIN main.borrowers b ON b.borrower = d.borrower
                    WINDOW history AS (PARTITION BY d.borrower ORDER BY d.version)
                )
                WHERE previous IS NOT before OR (after IS NULL AND last_event IS NOT place) ORDER BY borrower
                """,
                _ => { },
                row => row.Borrower(0)
            )
        );

    public async ValueTask<PortfolioPage> QueryPortfolioAsync(PortfolioQuery query, CancellationToken ct = default)
    {
        // Identifiers are ASCII, so DEL ends every range of a prefix.
        var rows = await List(
            $"""
            SELECT {SqliteRows.RowColumns} FROM borrowers
            WHERE borrower > ?1 AND borrower >= ?2 AND borrower < ?3
              AND (?4 IS NULL OR status = ?4) AND (?5 IS NULL OR grade = ?5) AND (?6 IS NULL OR last_action = ?6)
              AND (?7 IS NULL OR instr(',' || holds || ',', ',' || ?7 || ',') > 0)
            ORDER BY borrower LIMIT ?8
            """,
            statement =>
                statement
                    .Bind(1, query.After?.Value ?? "")
                    .Bind(2, query.IdPrefix ?? "")
                    .Bind(3, query.IdPrefix + "\x7f")
                    .Bind(4, query.Status)
                    .Bind(5, query.Grade)
                    .Bind(6, query.LastAction)
                    .Bind(7, query.HoldKind)
                    .Bind(8, query.Count + 1),
            SqliteRows.Row
        );
        return PortfolioPages.Of([.. rows], query.Count);
    }

    public ValueTask<IReadOnlyList<PortfolioTotal>> TotalPortfolioAsync(CancellationToken ct = default) =>
        List(
            """
            SELECT currency, status, count(*), sum(effective_minor_units), sum(headroom_minor_units),
                   sum(drawn_minor_units), sum(reserved_minor_units)
            FROM borrowers GROUP BY currency, status ORDER BY currency, status
            """,
            _ => { },
            SqliteRows.Total
        );

    public ValueTask<IReadOnlyList<DecisionRow>> QueryDecisionsAsync(
        BorrowerId borrower,
        long? beforeVersion,
        int count,
        CancellationToken ct = default
    ) =>
        List(
            $"SELECT {SqliteRows.DecisionColumns} FROM decisions WHERE borrower = ? AND version < ? ORDER BY version DESC LIMIT ?",
            query => query.Bind(1, borrower.Value).Bind(2, beforeVersion ?? long.MaxValue).Bind(3, count),
            SqliteRows.Decision
        );

    public ValueTask<IReadOnlyList<DecisionRow>> ScanDecisionsAsync(
        (BorrowerId Borrower, long Version)? after,
        int count,
        CancellationToken ct = default
    ) =>
        List(
            $"SELECT {SqliteRows.DecisionColumns} FROM decisions WHERE (borrower, version) > (?, ?) ORDER BY borrower, version LIMIT ?",
            query => query.Bind(1, after?.Borrower.Value ?? "").Bind(2, after?.Version ?? 0).Bind(3, count),
            SqliteRows.Decision
        );

    public async ValueTask<IReadOnlyList<OutboxMessage>> ReadOutboxAsync(int count, CancellationToken ct = default)
    {
        var messages = await List(
            "SELECT sequence, borrower, id, topic, recorded_time, body FROM outbox ORDER BY sequence LIMIT ?",
            query => query.Bind(1, count),
            row => new OutboxMessage(row.Long(0), row.Borrower(1), row.Id(2), row.Text(3), row.Instant(4), row.Bytes(5))
        );
        if (messages.Count > 0)
        {
            // Others act on a message, so it must not be one that a power cut takes back.
            _outboxLog.Sync();
        }

        return messages;
    }

    public ValueTask<StoredRelease?> ReadReleaseAsync(ContentHash hash, CancellationToken ct = default) =>
        First(
            "SELECT hash, name, stage, recorded_time, content FROM releases WHERE hash = ?",
            query => query.Bind(1, hash.ToBytes()),
            row => new StoredRelease(Release(row), row.Bytes(4))
        );

    public ValueTask<IReadOnlyList<ReleaseRow>> ListReleasesAsync(CancellationToken ct = default) =>
        List("SELECT hash, name, stage, recorded_time FROM releases ORDER BY recorded_time, hash", _ => { }, Release);

    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken ct = default) =>
        new(
            Read(connection =>
            {
                var version = (int)connection.Number("SELECT max(version) FROM headroom_schema");
                return new StoreHealth("sqlite", version, SqliteConnection.EngineVersion);
            })
        );

    private IReadOnlyList<(long Version, long Place)> PlacesOf(BorrowerId borrower) =>
        _directory.Read(
            "SELECT d.version, d.place FROM temp.directory d JOIN main.events e ON e.place = d.place WHERE d.borrower = ? ORDER BY d.version",
            query => query.Bind(1, borrower.Value),
            row => (row.Long(0), row.Long(1))
        );

    private static ReleaseRow Release(SqliteStatement row) =>
        new(row.Hash(0), row.Text(1), row.Text(2), row.Instant(3));

    private ValueTask<T?> First<T>(string sql, Action<SqliteStatement> bind, Func<SqliteStatement, T> map)
        where T : class =>
        new(
            Read(connection =>
            {
                var query = connection.Prepare(sql);
                bind(query);
                var found = query.Step() ? map(query) : null;
                query.Reset();
                return found;
            })
        );

    private ValueTask<IReadOnlyList<T>> List<T>(
        string sql,
        Action<SqliteStatement> bind,
        Func<SqliteStatement, T> map
    ) =>
        new(
            Read<IReadOnlyList<T>>(connection =>
            {
                var query = connection.Prepare(sql);
                bind(query);
                var found = new List<T>();
                while (query.Step())
                {
                    found.Add(map(query));
                }

                return found;
            })
        );

    private T Read<T>(Func<SqliteConnection, T> read)
    {
        if (!_readers.TryTake(out var connection))
        {
            connection = Connect();
        }

        try
        {
            var result = read(connection);
            _readers.Add(connection);
            return result;
        }
        catch
        {
            // A statement may have stopped half way, which would keep its old snapshot alive.
            connection.Dispose();
            throw;
        }
    }
}
