namespace Headroom.Store;

/// <summary>
/// Where the events of every borrower are, as the events themselves say: an index in a temporary table, made when somebody
/// asks for it first and brought up to date when somebody asks again. A history is read by the places that events and
/// borrowers' rows name; this is for who must not believe these.
/// </summary>
internal sealed class SqliteDirectory(Func<SqliteConnection> connect) : IDisposable
{
    private const string Make = """
        CREATE TEMP TABLE directory (
            borrower TEXT NOT NULL, version INTEGER NOT NULL, place INTEGER NOT NULL,
            PRIMARY KEY (borrower, version, place)
        ) WITHOUT ROWID
        """;

    private const string CatchUp = """
        INSERT INTO temp.directory
        SELECT borrower, version, place FROM main.events WHERE place > ? ORDER BY borrower, version
        """;

    private readonly Lock _gate = new();
    private SqliteConnection? _connection;
    private long _seen;

    /// <summary>Asks with <c>temp.directory</c> up to date, in one read of the store.</summary>
    public IReadOnlyList<T> Read<T>(string sql, Action<SqliteStatement> bind, Func<SqliteStatement, T> map)
    {
        lock (_gate)
        {
            _connection ??= Open();
            _connection.Execute("BEGIN");
            try
            {
                var last = _connection.Number("SELECT max(place) FROM main.events");
                _connection.Prepare(CatchUp).Bind(1, _seen).Run();
                var query = _connection.Prepare(sql);
                bind(query);
                var found = new List<T>();
                while (query.Step())
                {
                    found.Add(map(query));
                }

                _connection.Execute("COMMIT");
                _seen = last;
                return found;
            }
            catch
            {
                // What a statement holds open, and a table that is half up to date, go with the connection.
                Dispose();
                throw;
            }
        }
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
        _seen = 0;
    }

    private SqliteConnection Open()
    {
        var connection = connect();
        connection.Execute(Make);
        return connection;
    }
}
