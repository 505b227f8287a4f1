using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace Headroom.Store;

/// <summary>
/// A batch on PostgreSQL in two round trips: begin, lock and read; then write and commit. Borrowers are locked in their
/// order, so that processes that share a database wait for each other and never dead-lock.
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

    private NpgsqlConnection? _connection;
    private bool _begun;

    public async ValueTask<BatchFacts> BeginAsync(BatchKeys keys)
    {
        try
        {
            var connection = await ConnectAsync();
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand("BEGIN"),
                    new NpgsqlBatchCommand(LockBorrowers)
                        .Column(keys.Borrowers, NpgsqlDbType.Text, key => key.Borrower.Value)
                        .Column(keys.Borrowers, NpgsqlDbType.Bigint, key => key.KnownVersion),
                    new NpgsqlBatchCommand(FindAnswers)
                        .Column(keys.Answers, NpgsqlDbType.Text, key => key.Borrower.Value)
                        .Column(keys.Answers, NpgsqlDbType.Text, key => key.IdempotencyKey),
                },
            };
            _begun = true;
            await using var reader = await batch.ExecuteReaderAsync();
            return await ReadAsync(reader, keys);
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
            await using var batch = new NpgsqlBatch(_connection);
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

    private static async Task<BatchFacts> ReadAsync(NpgsqlDataReader reader, BatchKeys keys)
    {
        var borrowers = new BorrowerFacts[keys.Borrowers.Count];
        while (await reader.ReadAsync())
        {
            var state = reader.IsDBNull(2) ? null : PostgresRows.Bytes(reader, 2);
            borrowers[reader.GetInt64(0) - 1] = new BorrowerFacts(reader.GetInt64(1), state);
        }

        await reader.NextResultAsync();
        var answers = new StoredAnswer?[keys.Answers.Count];
        while (await reader.ReadAsync())
        {
            answers[reader.GetInt64(0) - 1] = new StoredAnswer(
                PostgresRows.Hash(reader, 1),
                reader.GetInt64(2),
                reader.GetBoolean(3),
                PostgresRows.Bytes(reader, 4)
            );
        }

        return new BatchFacts(borrowers, answers);
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
