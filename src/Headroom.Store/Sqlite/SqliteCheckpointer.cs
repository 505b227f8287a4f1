namespace Headroom.Store;

/// <summary>
/// Copies the write-ahead log into the file on a thread and a connection of its own, so that commits do not wait for it.
/// SQLite starts its log again only when all of it is copied, which never happens beside a busy writer. So when the log is
/// long, this thread copies until little is left, and the writer copies that between two batches.
/// </summary>
internal sealed class SqliteCheckpointer : IAsyncDisposable
{
    private const int CommandsBetween = 4_000;
    private const int LogPagesMax = 131_072; // 512 MiB of 4 KiB pages.
    private const int PagesLeftMax = 1_000;

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
            _logIsLong = !IsCopied(writer);
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
                Copy();
            }
            catch (Exception failure) when (failure is StoreException or InvalidOperationException)
            {
                // The log keeps what could not be copied, and the next pass tries again.
            }
        }
    }

    // The commit before is whole, whatever becomes of the copy: nobody must be told that it failed.
    private static bool IsCopied(SqliteConnection writer)
    {
        try
        {
            var (logged, copied) = writer.Checkpoint();
            return logged == copied;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private void Copy()
    {
        var (logged, copied) = _connection.Checkpoint();
        while (logged > LogPagesMax && !_stopping)
        {
            // What the writer has added since is copied by the next pass, which is the shorter the less there was.
            var before = copied;
            (logged, copied) = _connection.Checkpoint();
            if (copied - before < PagesLeftMax)
            {
                // SQLite syncs the file with the last pages only, which would leave the writer to wait for all of it.
                _connection.SyncFile();
                _connection.Checkpoint();
                _logIsLong = true;
                return;
            }
        }
    }
}
