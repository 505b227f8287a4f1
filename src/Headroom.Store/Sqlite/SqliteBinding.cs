using System.Runtime.InteropServices;

namespace Headroom.Store;

/// <summary>
/// The calls that give a statement its values (sqlite.org/c3ref/bind_blob.html), made directly: a command has some forty of them,
/// and counting references to the statement's handle at each costs more than the call.
/// </summary>
internal static unsafe partial class SqliteBinding
{
    private const string Library = "e_sqlite3";

    // SQLite copies the bytes before the call returns.
    private static readonly nint s_transient = -1;

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    public static partial int Number(nint statement, int index, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    public static partial int Null(nint statement, int index);

    /// <summary>A text; an empty one has an address too, for without it would be null.</summary>
    public static int Text(nint statement, int index, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* bytes = &MemoryMarshal.GetReference(utf8))
        {
            return Text(statement, index, bytes, utf8.Length, s_transient);
        }
    }

    /// <summary>A blob; an empty one is not null either.</summary>
    public static int Blob(nint statement, int index, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return EmptyBlob(statement, index, 0);
        }

        fixed (byte* bytes = value)
        {
            return Blob(statement, index, bytes, value.Length, s_transient);
        }
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Text(nint statement, int index, byte* value, int bytes, nint release);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Blob(nint statement, int index, byte* value, int bytes, nint release);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_zeroblob")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EmptyBlob(nint statement, int index, int bytes);
}
