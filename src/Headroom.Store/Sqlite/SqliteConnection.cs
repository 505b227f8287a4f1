using SQLitePCL;

namespace Headroom.Store;

/// <summary>
/// One connection to a SQLite file, over the C interface: prepared statements are kept, and values go in and out without
/// a detour over objects. Not thread-safe.
/// </summary>
internal sealed class SqliteConnection : IDisposable
{
    private const int PreparePersistent = 1;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    static SqliteConnection() => Batteries_V2.Init();

    private SqliteConnection(sqlite3 handle, string path)
    {
        _handle = handle;
        Path = path;
    }

    /// <summary>SQLite's own version.</summary>
    public static string EngineVersion => raw.sqlite3_libversion().utf8_to_string();

    public string Path { get; }

    /// <summary>Whether the file can only be read.</summary>
    public bool IsReadOnly => raw.sqlite3_db_readonly(_handle, "main") == 1;

    /// <summary>How many rows the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>The place of the row that was inserted last.</summary>
    public long LastPlace => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>Opens a file, and makes it where allowed.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static SqliteConnection Open(string path, bool create, TimeSpan lockWait)
    {
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        var result = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var connection = new SqliteConnection(handle, path);
        try
        {
            connection.Check(result);
            connection.Check(raw.sqlite3_extended_result_codes(handle, 1));
            connection.Check(raw.sqlite3_busy_timeout(handle, (int)lockWait.TotalMilliseconds));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs any number of statements without parameters.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>Ends a transaction that is still open, as far as the file lets it. Never throws.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_handle) == 0)
        {
            _ = raw.sqlite3_exec(_handle, "ROLLBACK");
        }
    }

    /// <summary>The prepared statement of a text; it lives as long as the connection.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var prepared))
        {
            Check(raw.sqlite3_prepare_v3(_handle, sql, PreparePersistent, out var statement));
            _statements.Add(sql, prepared = new SqliteStatement(this, statement));
        }

        return prepared;
    }

    /// <summary>The first column of the first row, as a number; 0 where there is none.</summary>
    public long Number(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var handle));
        using var statement = new SqliteStatement(this, handle);
        return statement.Step() ? statement.Long(0) : 0;
    }

    /// <summary>
    /// Copies committed pages from the log into the file, as far as no reader needs the old ones, without waiting for anyone.
    /// Gives how many pages the log has, and how many of them are now in the file.
    /// </summary>
    public (int Logged, int Copied) Checkpoint()
    {
        var result = raw.sqlite3_wal_checkpoint_v2(
            _handle,
            "main",
            raw.SQLITE_CHECKPOINT_PASSIVE,
            out var logged,
            out var copied
        );
        if (result != raw.SQLITE_BUSY)
        {
            Check(result);
        }

        return (logged, copied);
    }

    /// <summary>Makes durable what was copied into the file.</summary>
    public void SyncFile() => Check(SqliteFile.Sync(_handle));

    public void Check(int result) => SqliteErrors.Check(result, _handle, Path);

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _handle.Dispose();
    }
}
