using System.Runtime.InteropServices;
using SQLitePCL;

namespace Headroom.Store;

/// <summary>
/// The file under a connection, by SQLite's own handle (sqlite.org/c3ref/io_methods.html). To open the file a second time would
/// not do: closing it would take away every lock that this process has on it.
/// </summary>
internal static unsafe partial class SqliteFile
{
    private const int FileControlFilePointer = 7;
    private const int SyncNormal = 2;

    // struct sqlite3_io_methods: a version, then xClose, xRead, xWrite, xTruncate, and xSync.
    private const int SyncPlace = 5;

    /// <summary>Makes durable what was copied into the file; a result code of SQLite.</summary>
    public static int Sync(sqlite3 connection)
    {
        nint file = 0;
        var result = FileControl(connection.DangerousGetHandle(), "main", FileControlFilePointer, &file);
        if (result != raw.SQLITE_OK)
        {
            return result;
        }

        var methods = *(nint**)file;
        return ((delegate* unmanaged<nint, int, int>)methods[SyncPlace])(file, SyncNormal);
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FileControl(nint connection, string schema, int operation, void* argument);
}
