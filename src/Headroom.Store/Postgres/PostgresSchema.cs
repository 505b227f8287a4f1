using Npgsql;

namespace Headroom.Store;

/// <summary>Makes the tables in a PostgreSQL database, or brings older ones forward.</summary>
internal static class PostgresSchema
{
    // Any fixed number that nobody else locks: processes that start together migrate one after the other.
    private const long MigrationLock = 0x48656164726F6F6D;

    public static async Task MigrateAsync(NpgsqlConnection connection, TimeProvider clock, CancellationToken ct)
    {
        if (await VersionAsync(connection, ct) == SchemaMigrations.Latest)
        {
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Instants.Text(MigrationLock)})", ct);
        foreach (var (number, sql) in SchemaMigrations.After("postgres", await VersionAsync(connection, ct)))
        {
            await ExecuteAsync(connection, sql, ct);
            await using var record = new NpgsqlCommand("INSERT INTO headroom_schema VALUES ($1, $2)", connection);
            record.Parameters.Add(new NpgsqlParameter<int> { TypedValue = number });
            record.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
            await record.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    public static async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        // Not to_regclass: it answers from a cache that may not know yet what another process has just made.
        await using var exists = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM pg_class WHERE relname = 'headroom_schema' AND pg_table_is_visible(oid))",
            connection
        );
        if (await exists.ExecuteScalarAsync(ct) is not true)
        {
            return 0;
        }

        await using var version = new NpgsqlCommand(
            "SELECT coalesce(max(version), 0) FROM headroom_schema",
            connection
        );
        return (int)(await version.ExecuteScalarAsync(ct))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
