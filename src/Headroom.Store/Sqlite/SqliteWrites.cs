namespace Headroom.Store;

/// <summary>The statements that write, on one connection.</summary>
internal sealed class SqliteWrites(SqliteConnection connection)
{
    // After the columns of the event.
    private const int PreviousParameter = 12;

    // After the columns of the row.
    private const int BeforeParameter = 19;
    private const int LastEventParameter = 20;

    private readonly List<long> _lastEvents = [];

    private readonly SqliteStatement _event = connection.Prepare(
        $"INSERT INTO events ({SqliteRows.EventColumns}, previous) VALUES ({SqliteRows.Places(SqliteRows.EventColumns)}, "
            + $"coalesce(?{Instants.Text(PreviousParameter)}, (SELECT last_event FROM borrowers WHERE borrower = ?1)))"
    );

    private readonly SqliteStatement _newBorrower = connection.Prepare(
        $"INSERT INTO borrowers ({SqliteRows.BorrowerColumns}, last_event) "
            + $"VALUES ({SqliteRows.Places(SqliteRows.BorrowerColumns)}, ?{Instants.Text(LastEventParameter)})"
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
        Write(writes.Events);
        for (var i = 0; i < writes.Borrowers.Count; i++)
        {
            Write(writes.Borrowers[i], _lastEvents[i]);
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

    // Appends events, each with the place of the one before it, and notes the place of each borrower's last.
    private void Write(List<StoredEvent> events)
    {
        _lastEvents.Clear();
        for (var i = 0; i < events.Count; i++)
        {
            var isFirst = i == 0 || events[i].Borrower != events[i - 1].Borrower;
            SqliteRows.Bind(_event, events[i]);
            _event.Bind(PreviousParameter, isFirst ? null : _lastEvents[^1]).Run();
            if (isFirst)
            {
                _lastEvents.Add(connection.LastPlace);
            }
            else
            {
                _lastEvents[^1] = connection.LastPlace;
            }
        }
    }

    /// <exception cref="StoreException">The borrower is no longer of the version that was decided on.</exception>
    private void Write(BorrowerWrite written, long lastEvent)
    {
        var statement =
            written.Before == 0 ? _newBorrower
            : written.NextDateMoved ? _borrower
            : _borrowerButNextDate;
        SqliteRows.Bind(statement, written.Version, written.State, written.Row);
        statement.Bind(LastEventParameter, lastEvent);
        if (written.Before > 0)
        {
            statement.Bind(BeforeParameter, written.Before);
        }

        statement.Run();
        if (connection.Changes != 1)
        {
            throw SqliteErrors.Contended(connection.Path);
        }
    }

    /// <summary>Puts a borrower's row and snapshot in the place of what there is, if anything.</summary>
    /// <param name="borrower">What to put there.</param>
    /// <param name="places">The places of the borrower's events, by version.</param>
    public void Replace(StoredBorrower borrower, IReadOnlyList<long> places)
    {
        var join = connection.Prepare("UPDATE events SET previous = ?1 WHERE place = ?2 AND previous IS NOT ?1");
        for (var i = 0; i < places.Count; i++)
        {
            join.Bind(1, i == 0 ? null : places[i - 1]).Bind(2, places[i]).Run();
        }

        connection.Prepare("DELETE FROM borrowers WHERE borrower = ?").Bind(1, borrower.Borrower.Value).Run();
        Write(new BorrowerWrite(0, borrower.Version, borrower.State, borrower.Row, NextDateMoved: true), places[^1]);
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
        + $", last_event = ?{Instants.Text(LastEventParameter)}"
        + $" WHERE borrower = ?1 AND version = ?{Instants.Text(BeforeParameter)}";
}
