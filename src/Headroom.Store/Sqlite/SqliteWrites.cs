namespace Headroom.Store;

/// <summary>The statements that write, on one connection.</summary>
internal sealed class SqliteWrites(SqliteConnection connection)
{
    private readonly SqliteStatement _event = connection.Prepare(
        $"INSERT INTO events ({SqliteRows.EventColumns}) VALUES ({SqliteRows.Places(SqliteRows.EventColumns)})"
    );

    private readonly SqliteStatement _borrower = connection.Prepare(Upsert(_ => true));

    // SQLite writes an index anew for every column that an update names, whether or not its value is another.
    private readonly SqliteStatement _borrowerButNextDate = connection.Prepare(Upsert(column => column != "next_date"));

    private readonly SqliteStatement _answer = connection.Prepare("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?)");

    private readonly SqliteStatement _decision = connection.Prepare(
        $"INSERT INTO decisions ({SqliteRows.DecisionColumns}) VALUES ({SqliteRows.Places(SqliteRows.DecisionColumns)})"
    );

    private readonly SqliteStatement _message = connection.Prepare(
        "INSERT INTO outbox (borrower, id, topic, recorded_time, body) VALUES (?, ?, ?, ?, ?)"
    );

    private readonly SqliteStatement _ledger = connection.Prepare(
        "INSERT INTO ledger (booked_on, currency, debit, credit, minor_units) VALUES (?, ?, ?, ?, ?)"
    );

    public void Write(BatchWrites writes)
    {
        foreach (var appended in writes.Events)
        {
            SqliteRows.Bind(_event, appended);
            _event.Run();
        }

        foreach (var written in writes.Borrowers)
        {
            Write(written);
        }

        foreach (var (key, answer) in writes.Answers)
        {
            _answer
                .Bind(1, key.Borrower.Value)
                .Bind(2, key.IdempotencyKey)
                .Bind(3, answer.InputHash.ToBytes())
                .Bind(4, answer.Version)
                .Bind(5, answer.Refused ? 1 : 0)
                .Bind(6, answer.Body)
                .Run();
        }

        foreach (var row in writes.Decisions)
        {
            Write(row);
        }

        foreach (var (borrower, id, recordedTime, draft) in writes.Messages)
        {
            _message
                .Bind(1, borrower.Value)
                .Bind(2, id.ToBytes())
                .Bind(3, draft.Topic)
                .Bind(4, recordedTime)
                .Bind(5, draft.Body)
                .Run();
        }

        Write(writes.Ledger.Rows);
    }

    public void Write(IEnumerable<LedgerRow> booked)
    {
        foreach (var row in booked)
        {
            _ledger
                .Bind(1, SqliteRows.Date(row.BookedOn))
                .Bind(2, row.Currency)
                .Bind(3, row.Debit)
                .Bind(4, row.Credit)
                .Bind(5, row.MinorUnits)
                .Run();
        }
    }

    public void Write(BorrowerWrite written)
    {
        var upsert = written.NextDateMoved ? _borrower : _borrowerButNextDate;
        SqliteRows.Bind(upsert, written.Version, written.State, written.Row);
        upsert.Run();
    }

    public void Write(DecisionRow row)
    {
        SqliteRows.Bind(_decision, row);
        _decision.Run();
    }

    private static string Upsert(Func<string, bool> updates) =>
        $"INSERT INTO borrowers ({SqliteRows.BorrowerColumns}) VALUES ({SqliteRows.Places(SqliteRows.BorrowerColumns)}) "
        + "ON CONFLICT (borrower) DO UPDATE SET "
        + string.Join(
            ", ",
            SqliteRows
                .BorrowerColumns.Split(", ")
                .Skip(1)
                .Where(updates)
                .Select(column => $"{column} = excluded.{column}")
        );
}
