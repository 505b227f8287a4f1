using System.ComponentModel;
using System.Runtime.InteropServices;
using Headroom.Primitives;
using Microsoft.Win32.SafeHandles;

namespace Headroom.Store;

/// <summary>
/// Syncs the write-ahead log of a SQLite file, so that a writer can go on with its next batch while the last one becomes
/// durable. What was synced is there after a crash: frames are appended in the order of their commits, SQLite syncs the log
/// before it copies from it, and the file before it starts the log again (sqlite.org/wal.html, "Performance Considerations").
/// </summary>
/// <param name="path">The store's file.</param>
/// <param name="health">What all who sync the log share.</param>
/// <remarks>
/// Each who syncs has one of these, with a handle of its own: of a write that failed, the system tells each handle once, and
/// would tell the second who syncs by the same one that all is well.
/// </remarks>
internal sealed partial class SqliteLog(string path, SqliteLogHealth health) : IDisposable
{
    private readonly Lock _gate = new();
    private SafeFileHandle? _file;

    /// <summary>Returns when all that was written to the log before is durable.</summary>
    /// <exception cref="StoreException">It is not, and never will be: what a failed sync left out, no later one makes good.</exception>
    public void Sync()
    {
        lock (_gate)
        {
            ThrowIfFailed();
            try
            {
                _file ??= File.OpenHandle(
                    path + "-wal",
                    FileMode.Open,
                    FileAccess.ReadWrite,
                    FileShare.ReadWrite | FileShare.Delete
                );
                Flush(_file);
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw health.Fail(path, cause);
            }
        }
    }

    /// <exception cref="StoreException">A sync has failed before, by this or by another.</exception>
    public void ThrowIfFailed() => health.ThrowIfFailed();

    public void Dispose() => _file?.Dispose();

    // RandomAccess.FlushToDisk reports no failure where there is fsync (.NET 10.0.12): its shim gives back whether fsync failed
    // as 0 or 1, and what calls it looks for less than 0.
    private static void Flush(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
#pragma warning disable RS0030 // On Windows it does report, and on macOS nothing else reaches the disk; fsync tells of a failure there.
            RandomAccess.FlushToDisk(file);
#pragma warning restore RS0030
        }

        if (!OperatingSystem.IsWindows() && Sync(file) != 0)
        {
            throw new IOException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);
        }
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(SafeFileHandle file);
}

/// <summary>Whether the log of a store can still be trusted: after one failed sync nothing more is taken.</summary>
internal sealed class SqliteLogHealth
{
    private volatile StoreException? _failure;

    /// <exception cref="StoreException">A sync has failed before.</exception>
    public void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw new StoreException(failure.Refusal, failure);
        }
    }

    /// <summary>Notes a failed sync, for ever.</summary>
    public StoreException Fail(string path, Exception cause) =>
        _failure = new StoreException(Refusal.Unavailable(StoreCodes.IoFailed, ("store", path)), cause);
}
