using Headroom.Primitives;
using SQLitePCL;

namespace Headroom.Store;

/// <summary>SQLite's result codes (sqlite.org/rescode.html) as the store's own.</summary>
internal static class SqliteErrors
{
    /// <summary>Throws where a call did not succeed.</summary>
    /// <exception cref="StoreException">A failure that an operator can do something about.</exception>
    /// <exception cref="InvalidOperationException">Any other: the code that called is wrong.</exception>
    public static void Check(int result, sqlite3 connection, string path)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw Of(result, raw.sqlite3_errmsg(connection).utf8_to_string(), path);
        }
    }

    /// <summary>Another writer was there first.</summary>
    public static StoreException Contended(string path) =>
        new(Refusal.Unavailable(StoreCodes.Contended, ("store", path)));

    /// <summary>The failure that a result code means.</summary>
    public static Exception Of(int result, string message, string path)
    {
        var code = (result & 0xff) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StoreCodes.Locked,
            raw.SQLITE_FULL => StoreCodes.DiskFull,
            raw.SQLITE_IOERR => StoreCodes.IoFailed,
            raw.SQLITE_CORRUPT => StoreCodes.Corrupt,
            raw.SQLITE_NOTADB => StoreCodes.NotHeadroom,
            raw.SQLITE_READONLY or raw.SQLITE_PERM => StoreCodes.ReadOnly,
            raw.SQLITE_CANTOPEN => StoreCodes.CannotOpen,
            raw.SQLITE_CONSTRAINT => StoreCodes.Contended,
            _ => null,
        };
        var cause = new IOException($"SQLite {Instants.Text(result)}: {message}");
        return code switch
        {
            null => new InvalidOperationException(cause.Message),
            StoreCodes.NotHeadroom => new StoreException(Refusal.Invalid(code, ("store", path)), cause),
            _ => new StoreException(Refusal.Unavailable(code, ("store", path)), cause),
        };
    }
}
