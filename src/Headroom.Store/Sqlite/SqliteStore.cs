using System.Collections.Concurrent;
using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// The default store: one SQLite file with a write-ahead log, synced before anyone is answered. One writer at a time; readers do
/// not wait for it. Several processes may share the file.
/// </summary>
internal sealed partial class SqliteStore : IHeadroomStore
{
    private const int PageCacheKibibytes = 16_384;

    private readonly string _path;
    private readonly TimeSpan _lockWait;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly SqliteConnection _side;
    private readonly SqliteWrites _sideWrites;
    private readonly SqliteWriter _writer;
    private readonly SqliteCheckpointer _checkpointer;
    private readonly SqliteLogHealth _health = new();
    private readonly SqliteLog _outboxLog;
    private readonly SqliteDirectory _directory;

    private SqliteStore(string path, SqliteConnection side, TimeSpan lockWait)
    {
        _path = path;
        _lockWait = lockWait;
        _side = side;
        _sideWrites = new SqliteWrites(side);
        _writer = new SqliteWriter(Connect(), _writing);
        _checkpointer = new SqliteCheckpointer(Connect());
        _outboxLog = new SqliteLog(path, _health);
        _directory = new SqliteDirectory(Connect);
    }

    // While one writes, the other decides.
    public int Sessions => 2;

    public static SqliteStore Open(string path, StoreOptions options)
    {
        if (!options.Create && !File.Exists(path))
        {
            throw new StoreException(Refusal.NotFound(StoreCodes.NotFound, ("store", path)));
        }

        var connection = SqliteConnection.Open(path, options.Create, options.LockWait);
        try
        {
            SqliteSchema.Migrate(connection, options.Clock);
            Configure(connection);
            return new SqliteStore(path, connection, options.LockWait);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public ValueTask<IBatchSession> OpenSessionAsync(CancellationToken ct = default) =>
        new(new SqliteSession(_writer, _checkpointer, new SqliteLog(_path, _health)));

    public ValueTask AcknowledgeAsync(IReadOnlyList<OutboxMessage> delivered, CancellationToken ct = default) =>
        WriteAsync(
            connection =>
            {
                var delete = connection.Prepare("DELETE FROM outbox WHERE sequence = ?");
                foreach (var message in delivered)
                {
                    delete.Bind(1, message.Sequence).Run();
                }
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
        var hash = ContentHash.Of(content);
        await WriteAsync(
            connection =>
                connection
                    .Prepare(
                        "INSERT INTO releases (hash, name, stage, recorded_time, content) VALUES (?, ?, ?, ?, ?) "
                            + "ON CONFLICT (hash) DO UPDATE SET name = excluded.name, stage = excluded.stage"
                    )
                    .Bind(1, hash.ToBytes())
                    .Bind(2, name)
                    .Bind(3, stage)
                    .Bind(4, recordedTime)
                    .Bind(5, content)
                    .Run(),
            ct
        );
        return (await ReadReleaseAsync(hash, ct))!.Row;
    }

    public async ValueTask<bool> RepairAsync(
        StoredBorrower repaired,
        IReadOnlyList<DecisionRow> decisions,
        CancellationToken ct = default
    )
    {
        var isCurrent = false;
        await WriteAsync(
            connection =>
            {
                var places = PlacesOf(repaired.Borrower);
                isCurrent = places.Count > 0 && places[^1].Version == repaired.Version;
                if (isCurrent)
                {
                    _sideWrites.Replace(repaired, [.. places.Select(found => found.Place)]);
                    connection
                        .Prepare("DELETE FROM decisions WHERE borrower = ?")
                        .Bind(1, repaired.Borrower.Value)
                        .Run();
                    foreach (var row in decisions)
                    {
                        _sideWrites.Write(row);
                    }
                }
            },
            ct
        );
        return isCurrent;
    }

    public async ValueTask DisposeAsync()
    {
        await _checkpointer.DisposeAsync();
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _directory.Dispose();
        _writer.Dispose();
        _side.Dispose();
        _outboxLog.Dispose();
        _writing.Dispose();
    }

    private SqliteConnection Connect()
    {
        var connection = SqliteConnection.Open(_path, create: false, _lockWait);
        Configure(connection);
        return connection;
    }

    private static void Configure(SqliteConnection connection) =>
        connection.Execute(
            $"PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -{Instants.Text(PageCacheKibibytes)}"
        );

    /// <summary>Writes beside the command writer, in a transaction of its own.</summary>
    private async ValueTask WriteAsync(Action<SqliteConnection> write, CancellationToken ct)
    {
        _health.ThrowIfFailed();
        await _writing.WaitAsync(ct);
        try
        {
            _side.Execute("BEGIN IMMEDIATE");
            write(_side);
            _side.Execute("COMMIT");
            _checkpointer.Committed(_side, 1);
        }
        finally
        {
            _side.Rollback();
            _writing.Release();
        }
    }
}
