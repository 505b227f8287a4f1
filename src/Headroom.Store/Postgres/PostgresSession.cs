using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace Headroom.Store;

/// <summary>
/// A batch on PostgreSQL in one round trip, write and commit, where all that it needs is known; else in two, of which the
/// first begins, locks and reads. Borrowers are locked in their order before anything else, so that processes that share a
/// database wait for each other. Where one of them reads a borrower before it writes others that it knows, two may still want each
/// other's: the server ends one, which is tried again.
/// </summary>
internal sealed class PostgresSession(NpgsqlDataSource source, string place) : IBatchSession
{
    private const string LockBorrowers =
        "SELECT k.n, b.version, CASE WHEN b.version = k.known THEN NULL ELSE b.state END "
        + "FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS k (borrower, known, n) "
        + "JOIN borrowers b ON b.borrower = k.borrower ORDER BY b.borrower FOR NO KEY UPDATE OF b";

    private const string FindAnswers =
        "SELECT k.n, a.input_hash, a.version, a.refused, a.body "
        + "FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k (borrower, idempotency_key, n) "
        + "JOIN answers a ON a.borrower = k.borrower AND a.idempotency_key = k.idempotency_key";

    // An error is the one thing that keeps the commit behind it in the same round trip from happening.
    private const string CheckVersions =
        "SELECT 1 / (count(b.version) = count(*))::integer FROM unnest($1::text[], $2::bigint[]) AS k (borrower, known) "
        + "LEFT JOIN borrowers b ON b.borrower = k.borrower AND b.version = k.known";

    private NpgsqlConnection? _connection;
    private bool _begun;
    private bool _trusting;

    public bool LocksWholeStore => false;

    public async ValueTask<BatchFacts> BeginAsync(BatchKeys keys)
    {
        _trusting = keys.Trusted;
        var facts = keys.Presumed();
        var places = keys.ToRead().ToList();
        if (places.Count == 0)
        {
            return facts;
        }

        try
        {
            await using var batch = new NpgsqlBatch(await ConnectAsync());
            batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(LockBorrowers)
                    .Column(places, NpgsqlDbType.Text, place => keys.Borrowers[place].Borrower.Value)
                    .Column(places, NpgsqlDbType.Bigint, place => keys.Borrowers[place].KnownVersion)
            );
            if (!keys.Trusted)
            {
                batch.BatchCommands.Add(
                    new NpgsqlBatchCommand(FindAnswers)
                        .Column(keys.Answers, NpgsqlDbType.Text, key => key.Borrower.Value)
                        .Column(keys.Answers, NpgsqlDbType.Text, key => key.IdempotencyKey)
                );
            }

            _begun = true;
            await using var reader = await batch.ExecuteReaderAsync();
            await ReadAsync(reader, places, facts);
            return facts;
        }
        catch (NpgsqlException failure)
        {
            throw PostgresErrors.Of(failure, place);
        }
    }

    public async ValueTask CommitAsync(BatchWrites writes)
    {
        try
        {
            await using var batch = new NpgsqlBatch(_begun ? _connection : await ConnectAsync());
            if (!_begun)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
                _begun = true;
            }

            if (_trusting)
            {
                AddCheck(batch, [.. writes.Unchanged.Where(key => key.KnownVersion > 0)]);
            }

            PostgresWrites.AddTo(batch, writes);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            await batch.ExecuteNonQueryAsync();
            _begun = false;
        }
        catch (NpgsqlException failure)
        {
            throw PostgresErrors.Of(failure, place);
        }
    }

    public ValueTask SyncAsync() => default;

    public async ValueTask AbandonAsync()
    {
        if (!_begun)
        {
            return;
        }

        _begun = false;
        try
        {
            await using var rollback = new NpgsqlCommand("ROLLBACK", _connection);
            await rollback.ExecuteNonQueryAsync();
        }
        catch (Exception broken) when (broken is NpgsqlException or InvalidOperationException)
        {
            // The server ends the transaction of a connection that is gone; the next batch connects again.
            await CloseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await AbandonAsync();
        await CloseAsync();
    }

    private static async Task ReadAsync(NpgsqlDataReader reader, List<int> places, BatchFacts facts)
    {
        while (await reader.ReadAsync())
        {
            var state = reader.IsDBNull(2) ? null : PostgresRows.Bytes(reader, 2);
            facts.Borrowers[places[(int)reader.GetInt64(0) - 1]] = new BorrowerFacts(reader.GetInt64(1), state);
        }

        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            facts.Answers[reader.GetInt64(0) - 1] = new StoredAnswer(
                PostgresRows.Hash(reader, 1),
                reader.GetInt64(2),
                reader.GetBoolean(3),
                PostgresRows.Bytes(reader, 4)
            );
        }
    }

    /// <summary>Who gets events is guarded by their key; of the others the version must still be what it was taken for.</summary>
    private static void AddCheck(NpgsqlBatch batch, List<BorrowerKey> unchanged)
    {
        if (unchanged.Count > 0)
        {
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(CheckVersions)
                    .Column(unchanged, NpgsqlDbType.Text, key => key.Borrower.Value)
                    .Column(unchanged, NpgsqlDbType.Bigint, key => key.KnownVersion)
            );
        }
    }

    private async ValueTask<NpgsqlConnection> ConnectAsync()
    {
        if (_connection is not { State: ConnectionState.Open })
        {
            await CloseAsync();
            _connection = await source.OpenConnectionAsync();
        }

        return _connection;
    }

    private async ValueTask CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
