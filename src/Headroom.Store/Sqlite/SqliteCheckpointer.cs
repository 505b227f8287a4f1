namespace Headroom.Store;

/// <summary>
/// Copies the write-ahead log into the file on a thread and a connection of its own, so that commits do not wait for it.
/// SQLite starts its log again only when all of it is copied, which never happens beside a busy writer; when the log
/// grows too long, the writer copies the little that is left between two batches.
/// </summary>
internal sealed class SqliteCheckpointer : IAsyncDisposable
{
    private const int CommandsBetween = 1_000;
    private const int LogPagesMax = 16_384; // 64 MiB of 4 KiB pages.

    private readonly SqliteConnection _connection;
    private readonly SemaphoreSlim _due = new(0);
    private readonly Task _loop;
    private int _commands;
    private volatile bool _stopping;
    private volatile bool _logIsLong;

    public SqliteCheckpointer(SqliteConnection connection)
    {
        _connection = connection;
        _loop = Task.Factory.StartNew(
            Run,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    /// <summary>Called by whoever writes, right after a commit, while it still holds the place to write.</summary>
    public void Committed(SqliteConnection writer, int commands)
    {
        if (_logIsLong)
        {
            var (logged, copied) = writer.Checkpoint();
            _logIsLong = logged != copied;
        }

        _commands += commands;
        if (_commands >= CommandsBetween)
        {
            _commands = 0;
            _due.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _due.Release();
        await _loop;
        _connection.Dispose();
        _due.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _due.Wait();
            if (_stopping)
            {
                return;
            }

            try
            {
                _logIsLong = _connection.Checkpoint().Logged > LogPagesMax;
            }
            catch (StoreException)
            {
                // The log keeps what could not be copied; the next commit that meets the same failure reports it.
            }
        }
    }
}
