using Headroom.Primitives;
using Npgsql;
using NpgsqlTypes;

namespace Headroom.Store;

/// <summary>The store for production: a PostgreSQL 15 or later, which several processes may share.</summary>
internal sealed partial class PostgresStore : IHeadroomStore
{
    private readonly NpgsqlDataSource _source;
    private readonly string _place;

    private PostgresStore(NpgsqlDataSource source, string place, int sessions)
    {
        _source = source;
        _place = place;
        Sessions = sessions;
    }

    public int Sessions { get; }

    public static async Task<PostgresStore> OpenAsync(
        PostgresAddress address,
        StoreOptions options,
        CancellationToken ct
    )
    {
        var source = NpgsqlDataSource.Create(address.ConnectionString);
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await PostgresSchema.MigrateAsync(connection, options.Clock, ct);
            return new PostgresStore(source, address.Place, options.PostgresSessions);
        }
        catch (NpgsqlException failure)
        {
            await source.DisposeAsync();
            throw PostgresErrors.Of(failure, address.Place);
        }
        catch (StoreException)
        {
            await source.DisposeAsync();
            throw;
        }
    }

    public ValueTask<IBatchSession> OpenSessionAsync(CancellationToken ct = default) =>
        new(new PostgresSession(_source, _place));

    public async ValueTask AcknowledgeAsync(IReadOnlyList<OutboxMessage> delivered, CancellationToken ct = default) =>
        await RunAsync(
            async connection =>
            {
                await using var delete = new NpgsqlCommand(
                    "DELETE FROM outbox o USING unnest($1::text[], $2::bigint[]) AS k (borrower, sequence) "
                        + "WHERE o.borrower = k.borrower AND o.sequence = k.sequence",
                    connection
                );
                delete.Parameters.Add(Parameter(delivered.Select(message => message.Borrower.Value).ToArray()));
                delete.Parameters.Add(Parameter(delivered.Select(message => message.Sequence).ToArray()));
                return await delete.ExecuteNonQueryAsync(ct);
            },
            ct
        );

    public async ValueTask<ReleaseRow> SaveReleaseAsync(
        string name,
        string stage,
        byte[] content,
        DateTimeOffset recordedTime,
        CancellationToken ct = default
    )
    {
        var saved = await ListAsync(
            "INSERT INTO releases (hash, name, stage, recorded_time, content) VALUES ($1, $2, $3, $4, $5) "
                + "ON CONFLICT (hash) DO UPDATE SET name = excluded.name, stage = excluded.stage "
                + "RETURNING hash, name, stage, recorded_time",
            PostgresRows.Release,
            ct,
            Parameter(ContentHash.Of(content).ToBytes()),
            Parameter(name),
            Parameter(stage),
            Parameter(recordedTime.UtcDateTime),
            Parameter(content)
        );
        return saved[0];
    }

    public ValueTask<bool> RepairAsync(
        StoredBorrower repaired,
        IReadOnlyList<DecisionRow> decisions,
        CancellationToken ct = default
    ) =>
        RunAsync(
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync(ct);
                await using var lockRow = new NpgsqlCommand(
                    "SELECT FROM borrowers WHERE borrower = $1 FOR UPDATE",
                    connection
                );
                lockRow.Parameters.Add(Parameter(repaired.Borrower.Value));
                await lockRow.ExecuteNonQueryAsync(ct);
                await using var current = new NpgsqlCommand(
                    "SELECT max(version) FROM events WHERE borrower = $1",
                    connection
                );
                current.Parameters.Add(Parameter(repaired.Borrower.Value));
                if (await current.ExecuteScalarAsync(ct) is not long version || version != repaired.Version)
                {
                    return false;
                }

                await using var batch = new NpgsqlBatch(connection);
                PostgresWrites.AddReplacement(batch, repaired);
                var delete = new NpgsqlBatchCommand("DELETE FROM decisions WHERE borrower = $1");
                delete.Parameters.Add(Parameter(repaired.Borrower.Value));
                batch.BatchCommands.Add(delete);
                PostgresWrites.AddDecisions(batch, [.. decisions]);
                await batch.ExecuteNonQueryAsync(ct);
                await transaction.CommitAsync(ct);
                return true;
            },
            ct
        );

    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken ct = default) =>
        RunAsync(
            async connection =>
            {
                var version = await PostgresSchema.VersionAsync(connection, ct);
                return new StoreHealth("postgresql", version, connection.ServerVersion);
            },
            ct
        );

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static NpgsqlParameter<T> Parameter<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter TextOrNull(string? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private ValueTask<IReadOnlyList<T>> ListAsync<T>(
        string sql,
        Func<NpgsqlDataReader, T> map,
        CancellationToken ct,
        params NpgsqlParameter[] parameters
    ) =>
        RunAsync<IReadOnlyList<T>>(
            async connection =>
            {
                await using var command = new NpgsqlCommand(sql, connection);
                command.Parameters.AddRange(parameters);
                await using var reader = await command.ExecuteReaderAsync(ct);
                var found = new List<T>();
                while (await reader.ReadAsync(ct))
                {
                    found.Add(map(reader));
                }

                return found;
            },
            ct
        );

    private async ValueTask<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken ct)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(ct);
            return await run(connection);
        }
        catch (NpgsqlException failure)
        {
            throw PostgresErrors.Of(failure, _place);
        }
    }
}
