using System.Text;
using Headroom.Primitives;
using SQLitePCL;

namespace Headroom.Store;

/// <summary>A prepared statement: bind its parameters (from 1), step through its rows, reset. Columns count from 0.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt statement) : IDisposable
{
    private const int StackBytesMax = 512;

    // It is alive as long as this is.
    private readonly nint _handle = statement.DangerousGetHandle();

    public SqliteStatement Bind(int index, long value)
    {
        connection.Check(SqliteBinding.Number(_handle, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, long? value) => value is { } number ? Bind(index, number) : Null(index);

    public SqliteStatement Bind(int index, byte[]? value)
    {
        if (value is null)
        {
            return Null(index);
        }

        connection.Check(SqliteBinding.Blob(_handle, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, string? value)
    {
        if (value is null)
        {
            return Null(index);
        }

        var bytesMax = Encoding.UTF8.GetMaxByteCount(value.Length);
        var utf8 = bytesMax <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[bytesMax];
        connection.Check(SqliteBinding.Text(_handle, index, utf8[..Encoding.UTF8.GetBytes(value, utf8)]));
        return this;
    }

    public SqliteStatement Bind(int index, DateTimeOffset value) => Bind(index, Instants.ToMicroseconds(value));

    /// <summary>Goes to the next row; false where there is none, and then the statement is ready to be run again.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        // Resetting first lets go of the failed statement's locks; it repeats the same result code.
        var reset = raw.sqlite3_reset(statement);
        connection.Check(result == raw.SQLITE_DONE ? reset : result);
        return false;
    }

    /// <summary>Runs a statement that gives no row.</summary>
    public void Run()
    {
        if (Step())
        {
            Reset();
        }
    }

    /// <summary>Leaves the rows that were not read.</summary>
    public void Reset() => raw.sqlite3_reset(statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    public int Int(int column) => raw.sqlite3_column_int(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public ReadOnlySpan<byte> Span(int column) => raw.sqlite3_column_blob(statement, column);

    public DateTimeOffset Instant(int column) => Instants.FromMicroseconds(Long(column));

    public ContentHash Hash(int column) => ContentHash.FromBytes(Span(column));

    public SortableId Id(int column) => SortableId.FromBytes(Span(column));

    public BorrowerId Borrower(int column) => StoredIds.Borrower(Text(column));

    public void Dispose() => statement.Dispose();

    private SqliteStatement Null(int index)
    {
        connection.Check(SqliteBinding.Null(_handle, index));
        return this;
    }
}
