using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>Makes a SQLite file a Headroom store, or brings an older one forward, and refuses anything else.</summary>
internal static class SqliteSchema
{
    /// <exception cref="StoreException">It is not a Headroom store, it is newer, it is read-only, locked or damaged.</exception>
    public static void Migrate(SqliteConnection connection, TimeProvider clock)
    {
        if (connection.IsReadOnly)
        {
            throw new StoreException(Refusal.Unavailable(StoreCodes.ReadOnly, ("store", connection.Path)));
        }

        var isLatest = VersionOf(connection) == SchemaMigrations.Latest;

        // Always: a copy made by VACUUM INTO has the tables and not the mode.
        connection.Execute("PRAGMA journal_mode = WAL");
        if (isLatest)
        {
            return;
        }

        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            // Another process may have been quicker while this one waited for the lock.
            foreach (var (number, sql) in SchemaMigrations.After("sqlite", VersionOf(connection)))
            {
                connection.Execute(sql);
                connection.Execute(
                    $"INSERT INTO headroom_schema VALUES ({Instants.Text(number)}, {Instants.Text(Instants.ToMicroseconds(clock.GetUtcNow()))})"
                );
            }

            connection.Execute("COMMIT");
        }
        catch
        {
            connection.Rollback();
            throw;
        }
    }

    private static int VersionOf(SqliteConnection connection)
    {
        if (connection.Number("SELECT count(*) FROM sqlite_master WHERE name = 'headroom_schema'") == 1)
        {
            return (int)connection.Number("SELECT coalesce(max(version), 0) FROM headroom_schema");
        }

        return connection.Number("SELECT count(*) FROM sqlite_master") == 0
            ? 0
            : throw new StoreException(Refusal.Invalid(StoreCodes.NotHeadroom, ("store", connection.Path)));
    }
}
