namespace Headroom.Store;

/// <summary>The statements that write, on one connection.</summary>
internal sealed class SqliteWrites(SqliteConnection connection)
{
    // After the columns of the row.
    private const int BeforePlace = 19;

    private readonly SqliteStatement _event = connection.Prepare(
        $"INSERT INTO events ({SqliteRows.EventColumns}) VALUES ({SqliteRows.Places(SqliteRows.EventColumns)})"
    );

    private readonly SqliteStatement _newBorrower = connection.Prepare(
        $"INSERT INTO borrowers ({SqliteRows.BorrowerColumns}) VALUES ({SqliteRows.Places(SqliteRows.BorrowerColumns)})"
    );

    private readonly SqliteStatement _borrower = connection.Prepare(Update(_ => true));

    // SQLite writes an index anew for every column that an update names, whether or not its value is another.
    private readonly SqliteStatement _borrowerButNextDate = connection.Prepare(Update(column => column != "next_date"));

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

    /// <exception cref="StoreException">The borrower is no longer of the version that was decided on.</exception>
    private void Write(BorrowerWrite written)
    {
        var statement =
            written.Before == 0 ? _newBorrower
            : written.NextDateMoved ? _borrower
            : _borrowerButNextDate;
        SqliteRows.Bind(statement, written.Version, written.State, written.Row);
        if (written.Before > 0)
        {
            statement.Bind(BeforePlace, written.Before);
        }

        statement.Run();
        if (connection.Changes != 1)
        {
            throw SqliteErrors.Contended(connection.Path);
        }
    }

    /// <summary>Puts a borrower's row and snapshot in the place of what there is, if anything.</summary>
    public void Replace(StoredBorrower borrower)
    {
        connection.Prepare("DELETE FROM borrowers WHERE borrower = ?").Bind(1, borrower.Borrower.Value).Run();
        Write(new BorrowerWrite(0, borrower.Version, borrower.State, borrower.Row, NextDateMoved: true));
    }

    public void Write(DecisionRow row)
    {
        SqliteRows.Bind(_decision, row);
        _decision.Run();
    }

    private static string Update(Func<string, bool> sets) =>
        "UPDATE borrowers SET "
        + string.Join(
            ", ",
            SqliteRows
                .BorrowerColumns.Split(", ")
                .Select((column, i) => (Name: column, Place: Instants.Text(i + 1)))
                .Skip(1)
                .Where(column => sets(column.Name))
                .Select(column => $"{column.Name} = ?{column.Place}")
        )
        + $" WHERE borrower = ?1 AND version = ?{Instants.Text(BeforePlace)}";
}
