using System.Globalization;
using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>The columns of the SQLite tables, in one order for reading and writing.</summary>
internal static class SqliteRows
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

    public static void Bind(SqliteStatement statement, StoredEvent stored) =>
        statement
            .Bind(1, stored.Borrower.Value)
            .Bind(2, stored.Version)
            .Bind(3, stored.Id.Value.ToBytes())
            .Bind(4, stored.Type)
            .Bind(5, stored.SchemaVersion)
            .Bind(6, stored.BusinessTime)
            .Bind(7, stored.RecordedTime)
            .Bind(8, stored.Actor.ToString())
            .Bind(9, stored.Cause.Value.ToBytes())
            .Bind(10, stored.Release?.ToBytes())
            .Bind(11, stored.Data);

    public static PortfolioTotal Total(SqliteStatement row) =>
        new(row.Text(0), row.Text(1), row.Long(2), row.Long(3), row.Long(4), row.Long(5), row.Long(6));

    public static StoredEvent Event(SqliteStatement row) =>
        new(
            new EventId(row.Id(2)),
            row.Borrower(0),
            row.Long(1),
            row.Text(3),
            row.Int(4),
            row.Instant(5),
            row.Instant(6),
            StoredIds.Actor(row.Text(7)),
            new CommandId(row.Id(8)),
            row.IsNull(9) ? null : row.Hash(9),
            row.Bytes(10)
        );

    public static void Bind(SqliteStatement statement, long version, byte[] state, BorrowerRow row) =>
        statement
            .Bind(1, row.Borrower.Value)
            .Bind(2, version)
            .Bind(3, row.Kind)
            .Bind(4, row.Status)
            .Bind(5, row.Grade)
            .Bind(6, row.Score)
            .Bind(7, row.Currency)
            .Bind(8, row.ApprovedMinorUnits)
            .Bind(9, row.EffectiveMinorUnits)
            .Bind(10, row.HeadroomMinorUnits)
            .Bind(11, row.DrawnMinorUnits)
            .Bind(12, row.ReservedMinorUnits)
            .Bind(13, row.Holds)
            .Bind(14, row.LastAction)
            .Bind(15, row.LastActionAt is { } at ? Instants.ToMicroseconds(at) : null)
            .Bind(16, row.NextReview is { } review ? Date(review) : null)
            .Bind(17, row.NextDate is { } next ? Date(next) : null)
            .Bind(18, state);

    public static BorrowerRow Row(SqliteStatement row) =>
        new(
            row.Borrower(0),
            row.Text(2),
            row.Text(3),
            row.TextOrNull(4),
            row.IsNull(5) ? null : row.Int(5),
            row.Text(6),
            row.Long(7),
            row.Long(8),
            row.Long(9),
            row.Long(10),
            row.Long(11),
            row.Text(12),
            row.TextOrNull(13),
            row.IsNull(14) ? null : row.Instant(14),
            row.IsNull(15) ? null : Date(row, 15)
        )
        {
            NextDate = row.IsNull(16) ? null : Date(row, 16),
        };

    public static StoredBorrower Borrower(SqliteStatement row) =>
        new(row.Borrower(0), row.Long(1), row.Bytes(17), Row(row));

    public static void Bind(SqliteStatement statement, DecisionRow row) =>
        statement
            .Bind(1, row.Borrower.Value)
            .Bind(2, row.Version)
            .Bind(3, row.Id.Value.ToBytes())
            .Bind(4, row.At)
            .Bind(5, row.Trigger)
            .Bind(6, row.Action)
            .Bind(7, row.Grade)
            .Bind(8, row.Score)
            .Bind(9, row.LimitBeforeMinorUnits)
            .Bind(10, row.LimitAfterMinorUnits)
            .Bind(11, row.Currency)
            .Bind(12, row.TopReason)
            .Bind(13, row.Release.ToBytes());

    public static DecisionRow Decision(SqliteStatement row) =>
        new(
            new DecisionId(row.Id(2)),
            row.Borrower(0),
            row.Long(1),
            row.Instant(3),
            row.Text(4),
            row.Text(5),
            row.TextOrNull(6),
            row.IsNull(7) ? null : row.Int(7),
            row.Long(8),
            row.Long(9),
            row.Text(10),
            row.Text(11),
            row.Hash(12)
        );

    public static DueBorrower Due(SqliteStatement row) => new(Date(row, 0), row.Borrower(1), row.Long(2));

    public static LedgerRow Ledger(SqliteStatement row) =>
        new(Date(row, 0), row.Text(1), row.Text(2), row.Text(3), row.Long(4));

    /// <summary>A date as it is kept; its order is that of the text.</summary>
    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Date(SqliteStatement row, int column) =>
        DateOnly.ParseExact(row.Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>?, ?, …</c> for a list of columns.</summary>
    public static string Places(string columns) => string.Join(", ", Enumerable.Repeat("?", columns.Split(',').Length));
}
