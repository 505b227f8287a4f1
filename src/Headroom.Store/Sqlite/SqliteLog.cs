using Headroom.Primitives;
using Microsoft.Win32.SafeHandles;

namespace Headroom.Store;

/// <summary>
/// Syncs the write-ahead log of a SQLite file, so that a writer can go on with its next batch while the last one becomes
/// durable. What was synced is there after a crash: frames are appended in the order of their commits, SQLite syncs the log
/// before it copies from it, and the file before it starts the log again (sqlite.org/wal.html, "Performance Considerations").
/// </summary>
internal sealed class SqliteLog(string path) : IDisposable
{
    private readonly Lazy<SafeFileHandle> _file = new(() =>
        File.OpenHandle(path + "-wal", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete)
    );

    private volatile StoreException? _failure;

    /// <summary>Returns when all that was written to the log before is durable.</summary>
    /// <exception cref="StoreException">It is not, and never will be: what a failed sync left out, no later one makes good.</exception>
    public void Sync()
    {
        ThrowIfFailed();
        try
        {
            RandomAccess.FlushToDisk(_file.Value);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            _failure = new StoreException(Refusal.Unavailable(StoreCodes.IoFailed, ("store", path)), cause);
            throw _failure;
        }
    }

    /// <exception cref="StoreException">A sync has failed before.</exception>
    public void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw new StoreException(failure.Refusal, failure);
        }
    }

    public void Dispose()
    {
        if (_file.IsValueCreated)
        {
            _file.Value.Dispose();
        }
    }
}
