using Npgsql;
using NpgsqlTypes;

namespace Headroom.Store;

/// <summary>The statements of one batch: one for each table that it writes to.</summary>
internal static class PostgresWrites
{
    private static readonly string s_events = PostgresColumns.Insert(
        "events",
        PostgresRows.EventColumns,
        "text bigint bytea text integer timestamptz timestamptz text bytea bytea bytea"
    );

    private const string BorrowerTypes =
        "text bigint text text text integer text bigint bigint bigint bigint bigint text text timestamptz date date bytea";

    private static readonly string s_newBorrowers = PostgresColumns.Insert(
        "borrowers",
        PostgresRows.BorrowerColumns,
        BorrowerTypes
    );

    // The row stays the same one: a command that waits for it would find nothing to update in one that was deleted.
    private static readonly string s_replacement =
        s_newBorrowers
        + " ON CONFLICT (borrower) DO UPDATE SET "
        + string.Join(
            ", ",
            PostgresRows.BorrowerColumns.Split(", ").Skip(1).Select(column => $"{column} = excluded.{column}")
        );

    // It comes before the events, so that rows are always locked first. Their key would let one through of two that decided on the
    // same version; the version is checked all the same, for a server that was restored, or took over, may be behind what is known.
    private static readonly string s_borrowers = PostgresColumns.Update(
        "borrowers",
        PostgresRows.BorrowerColumns,
        BorrowerTypes
    );

    private static readonly string s_answers = PostgresColumns.Insert(
        "answers",
        "borrower, idempotency_key, input_hash, version, refused, body",
        "text text bytea bigint boolean bytea"
    );

    private static readonly string s_decisions = PostgresColumns.Insert(
        "decisions",
        PostgresRows.DecisionColumns,
        "text bigint bytea timestamptz text text text integer bigint bigint text text bytea"
    );

    private static readonly string s_messages = PostgresColumns.Insert(
        "outbox",
        "borrower, id, topic, recorded_time, body",
        "text bytea text timestamptz bytea"
    );

    private static readonly string s_ledger = PostgresColumns.Insert(
        "ledger",
        "booked_on, currency, debit, credit, minor_units",
        "date text text text bigint"
    );

    /// <summary>Adds a statement for each list that is not empty.</summary>
    public static void AddTo(NpgsqlBatch batch, BatchWrites writes)
    {
        AddKnownBorrowers(batch, [.. writes.Borrowers.Where(written => written.Before > 0)]);
        AddBorrowers(batch, s_newBorrowers, [.. writes.Borrowers.Where(written => written.Before == 0)]);
        AddEvents(batch, writes.Events);
        AddDecisions(batch, writes.Decisions);
        AddLedger(batch, [.. writes.Ledger.Rows]);
        if (writes.Answers.Count > 0)
        {
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(s_answers)
                    .Column(writes.Answers, NpgsqlDbType.Text, row => row.Key.Borrower.Value)
                    .Column(writes.Answers, NpgsqlDbType.Text, row => row.Key.IdempotencyKey)
                    .Column(writes.Answers, NpgsqlDbType.Bytea, row => row.Answer.InputHash.ToBytes())
                    .Column(writes.Answers, NpgsqlDbType.Bigint, row => row.Answer.Version)
                    .Column(writes.Answers, NpgsqlDbType.Boolean, row => row.Answer.Refused)
                    .Column(writes.Answers, NpgsqlDbType.Bytea, row => row.Answer.Body)
            );
        }

        if (writes.Messages.Count > 0)
        {
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(s_messages)
                    .Column(writes.Messages, NpgsqlDbType.Text, row => row.Borrower.Value)
                    .Column(writes.Messages, NpgsqlDbType.Bytea, row => row.Id.ToBytes())
                    .Column(writes.Messages, NpgsqlDbType.Text, row => row.Draft.Topic)
                    .Column(writes.Messages, NpgsqlDbType.TimestampTz, row => row.RecordedTime.UtcDateTime)
                    .Column(writes.Messages, NpgsqlDbType.Bytea, row => row.Draft.Body)
            );
        }
    }

    public static void AddLedger(NpgsqlBatch batch, List<LedgerRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(s_ledger)
                .Column(rows, NpgsqlDbType.Date, row => row.BookedOn)
                .Column(rows, NpgsqlDbType.Text, row => row.Currency)
                .Column(rows, NpgsqlDbType.Text, row => row.Debit)
                .Column(rows, NpgsqlDbType.Text, row => row.Credit)
                .Column(rows, NpgsqlDbType.Bigint, row => row.MinorUnits)
        );
    }

    /// <summary>Puts a borrower's row and snapshot in the place of what there is, if anything.</summary>
    public static void AddReplacement(NpgsqlBatch batch, StoredBorrower borrower) =>
        AddBorrowers(batch, s_replacement, [new(0, borrower.Version, borrower.State, borrower.Row, true)]);

    private static void AddKnownBorrowers(NpgsqlBatch batch, List<BorrowerWrite> rows)
    {
        if (rows.Count > 0)
        {
            batch.BatchCommands.Add(Borrowers(s_borrowers, rows).Column(rows, NpgsqlDbType.Bigint, row => row.Before));
        }
    }

    private static void AddBorrowers(NpgsqlBatch batch, string statement, List<BorrowerWrite> rows)
    {
        if (rows.Count > 0)
        {
            batch.BatchCommands.Add(Borrowers(statement, rows));
        }
    }

    private static NpgsqlBatchCommand Borrowers(string statement, List<BorrowerWrite> rows) =>
        new NpgsqlBatchCommand(statement)
            .Column(rows, NpgsqlDbType.Text, row => row.Row.Borrower.Value)
            .Column(rows, NpgsqlDbType.Bigint, row => row.Version)
            .Column(rows, NpgsqlDbType.Text, row => row.Row.Kind)
            .Column(rows, NpgsqlDbType.Text, row => row.Row.Status)
            .Column(rows, NpgsqlDbType.Text, row => row.Row.Grade)
            .Column(rows, NpgsqlDbType.Integer, row => row.Row.Score)
            .Column(rows, NpgsqlDbType.Text, row => row.Row.Currency)
            .Column(rows, NpgsqlDbType.Bigint, row => row.Row.ApprovedMinorUnits)
            .Column(rows, NpgsqlDbType.Bigint, row => row.Row.EffectiveMinorUnits)
            .Column(rows, NpgsqlDbType.Bigint, row => row.Row.HeadroomMinorUnits)
            .Column(rows, NpgsqlDbType.Bigint, row => row.Row.DrawnMinorUnits)
            .Column(rows, NpgsqlDbType.Bigint, row => row.Row.ReservedMinorUnits)
            .Column(rows, NpgsqlDbType.Text, row => row.Row.Holds)
            .Column(rows, NpgsqlDbType.Text, row => row.Row.LastAction)
            .Column(rows, NpgsqlDbType.TimestampTz, row => row.Row.LastActionAt?.UtcDateTime)
            .Column(rows, NpgsqlDbType.Date, row => row.Row.NextReview)
            .Column(rows, NpgsqlDbType.Date, row => row.Row.NextDate)
            .Column(rows, NpgsqlDbType.Bytea, row => row.State);

    public static void AddDecisions(NpgsqlBatch batch, List<DecisionRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(s_decisions)
                .Column(rows, NpgsqlDbType.Text, row => row.Borrower.Value)
                .Column(rows, NpgsqlDbType.Bigint, row => row.Version)
                .Column(rows, NpgsqlDbType.Bytea, row => row.Id.Value.ToBytes())
                .Column(rows, NpgsqlDbType.TimestampTz, row => row.At.UtcDateTime)
                .Column(rows, NpgsqlDbType.Text, row => row.Trigger)
                .Column(rows, NpgsqlDbType.Text, row => row.Action)
                .Column(rows, NpgsqlDbType.Text, row => row.Grade)
                .Column(rows, NpgsqlDbType.Integer, row => row.Score)
                .Column(rows, NpgsqlDbType.Bigint, row => row.LimitBeforeMinorUnits)
                .Column(rows, NpgsqlDbType.Bigint, row => row.LimitAfterMinorUnits)
                .Column(rows, NpgsqlDbType.Text, row => row.Currency)
                .Column(rows, NpgsqlDbType.Text, row => row.TopReason)
                .Column(rows, NpgsqlDbType.Bytea, row => row.Release.ToBytes())
        );
    }

    private static void AddEvents(NpgsqlBatch batch, List<StoredEvent> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(s_events)
                .Column(rows, NpgsqlDbType.Text, row => row.Borrower.Value)
                .Column(rows, NpgsqlDbType.Bigint, row => row.Version)
                .Column(rows, NpgsqlDbType.Bytea, row => row.Id.Value.ToBytes())
                .Column(rows, NpgsqlDbType.Text, row => row.Type)
                .Column(rows, NpgsqlDbType.Integer, row => row.SchemaVersion)
                .Column(rows, NpgsqlDbType.TimestampTz, row => row.BusinessTime.UtcDateTime)
                .Column(rows, NpgsqlDbType.TimestampTz, row => row.RecordedTime.UtcDateTime)
                .Column(rows, NpgsqlDbType.Text, row => row.Actor.ToString())
                .Column(rows, NpgsqlDbType.Bytea, row => row.Cause.Value.ToBytes())
                .Column(rows, NpgsqlDbType.Bytea, row => row.Release?.ToBytes())
                .Column(rows, NpgsqlDbType.Bytea, row => row.Data)
        );
    }
}
