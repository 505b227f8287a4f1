using Headroom.Primitives;
using Npgsql;

namespace Headroom.Store;

/// <summary>The columns of the PostgreSQL tables, and how their rows are read.</summary>
internal static class PostgresRows
{
    public const string EventColumns =
        "borrower, version, id, type, schema_version, business_time, recorded_time, actor, cause, release, data";

    public const string RowColumns =
        "borrower, version, kind, status, grade, score, currency, approved_minor_units, effective_minor_units, "
        + "headroom_minor_units, drawn_minor_units, reserved_minor_units, holds, last_action, last_action_at, next_review, "
        + "next_date";

    public const string BorrowerColumns = RowColumns + ", state";

    public const string DecisionColumns =
        "borrower, version, id, at, trigger, action, grade, score, limit_before_minor_units, limit_after_minor_units, "
        + "currency, top_reason, release";

    public static PortfolioTotal Total(NpgsqlDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetInt64(2),
            row.GetInt64(3),
            row.GetInt64(4),
            row.GetInt64(5),
            row.GetInt64(6)
        );

    public static StoredEvent Event(NpgsqlDataReader row) =>
        new(
            new EventId(Id(row, 2)),
            Borrower(row, 0),
            row.GetInt64(1),
            row.GetString(3),
            row.GetInt32(4),
            Instant(row, 5),
            Instant(row, 6),
            StoredIds.Actor(row.GetString(7)),
            new CommandId(Id(row, 8)),
            row.IsDBNull(9) ? null : Hash(row, 9),
            Bytes(row, 10)
        );

    public static BorrowerRow Row(NpgsqlDataReader row) =>
        new(
            Borrower(row, 0),
            row.GetString(2),
            row.GetString(3),
            row.IsDBNull(4) ? null : row.GetString(4),
            row.IsDBNull(5) ? null : row.GetInt32(5),
            row.GetString(6),
            row.GetInt64(7),
            row.GetInt64(8),
            row.GetInt64(9),
            row.GetInt64(10),
            row.GetInt64(11),
            row.GetString(12),
            row.IsDBNull(13) ? null : row.GetString(13),
            row.IsDBNull(14) ? null : Instant(row, 14),
            row.IsDBNull(15) ? null : Date(row, 15)
        )
        {
            NextDate = row.IsDBNull(16) ? null : Date(row, 16),
        };

    public static StoredBorrower StoredBorrower(NpgsqlDataReader row) =>
        new(Borrower(row, 0), row.GetInt64(1), Bytes(row, 17), Row(row));

    public static DecisionRow Decision(NpgsqlDataReader row) =>
        new(
            new DecisionId(Id(row, 2)),
            Borrower(row, 0),
            row.GetInt64(1),
            Instant(row, 3),
            row.GetString(4),
            row.GetString(5),
            row.IsDBNull(6) ? null : row.GetString(6),
            row.IsDBNull(7) ? null : row.GetInt32(7),
            row.GetInt64(8),
            row.GetInt64(9),
            row.GetString(10),
            row.GetString(11),
            Hash(row, 12)
        );

    public static OutboxMessage Message(NpgsqlDataReader row) =>
        new(row.GetInt64(0), Borrower(row, 1), Id(row, 2), row.GetString(3), Instant(row, 4), Bytes(row, 5));

    public static ReleaseRow Release(NpgsqlDataReader row) =>
        new(Hash(row, 0), row.GetString(1), row.GetString(2), Instant(row, 3));

    public static DueBorrower Due(NpgsqlDataReader row) => new(Date(row, 0), Borrower(row, 1), row.GetInt64(2));

    public static LedgerRow Ledger(NpgsqlDataReader row) =>
        new(Date(row, 0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4));

    public static byte[] Bytes(NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static ContentHash Hash(NpgsqlDataReader row, int column) => ContentHash.FromBytes(Bytes(row, column));

    private static DateOnly Date(NpgsqlDataReader row, int column) => row.GetFieldValue<DateOnly>(column);

    private static SortableId Id(NpgsqlDataReader row, int column) => SortableId.FromBytes(Bytes(row, column));

    private static BorrowerId Borrower(NpgsqlDataReader row, int column) => StoredIds.Borrower(row.GetString(column));

    private static DateTimeOffset Instant(NpgsqlDataReader row, int column) => new(row.GetDateTime(column));
}
