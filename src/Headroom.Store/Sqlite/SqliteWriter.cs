namespace Headroom.Store;

/// <summary>
/// The one connection that batches are written through, and its statements. A connection of its own for each session would
/// have to read its pages again after every commit of another. Whoever holds <see cref="Place"/> may use it.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    /// <param name="connection">The connection; it is disposed of with this.</param>
    /// <param name="place">The store's place to write: writers of this process queue here, where nobody starves.</param>
    public SqliteWriter(SqliteConnection connection, SemaphoreSlim place)
    {
        Connection = connection;
        Place = place;
        connection.Execute("PRAGMA synchronous = NORMAL");
        Begin = connection.Prepare("BEGIN IMMEDIATE");
        Commit = connection.Prepare("COMMIT");
        Borrower = connection.Prepare("SELECT version, state FROM borrowers WHERE borrower = ?");
        Answer = connection.Prepare(
            "SELECT input_hash, version, refused, body FROM answers WHERE borrower = ? AND idempotency_key = ?"
        );
        Writes = new SqliteWrites(connection);
    }

    public SqliteConnection Connection { get; }

    public SemaphoreSlim Place { get; }

    public SqliteStatement Begin { get; }

    public SqliteStatement Commit { get; }

    public SqliteStatement Borrower { get; }

    public SqliteStatement Answer { get; }

    public SqliteWrites Writes { get; }

    public void Dispose() => Connection.Dispose();
}
