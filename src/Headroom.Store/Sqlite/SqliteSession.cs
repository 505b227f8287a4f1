namespace Headroom.Store;

/// <summary>
/// A batch on SQLite: <c>BEGIN IMMEDIATE</c> takes the file's one write lock, so nothing that was read can change
/// before the commit. A commit writes the log and leaves its sync to <see cref="SqliteLog"/>, so that the next batch need not
/// wait for the disk.
/// </summary>
internal sealed class SqliteSession : IBatchSession
{
    private readonly SqliteConnection _connection;
    private readonly SemaphoreSlim _writing;
    private readonly SqliteCheckpointer _checkpointer;
    private readonly SqliteLog _log;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _borrower;
    private readonly SqliteStatement _answer;
    private readonly SqliteWrites _writes;
    private bool _begun;
    private bool _trusting;

    /// <param name="connection">The session's own connection.</param>
    /// <param name="writing">Held from begin to end: writers of this process queue here, where nobody starves.</param>
    /// <param name="checkpointer">Told of commits.</param>
    /// <param name="log">Makes durable what was committed.</param>
    public SqliteSession(
        SqliteConnection connection,
        SemaphoreSlim writing,
        SqliteCheckpointer checkpointer,
        SqliteLog log
    )
    {
        _connection = connection;
        _writing = writing;
        _checkpointer = checkpointer;
        _log = log;
        connection.Execute("PRAGMA synchronous = NORMAL");
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _borrower = connection.Prepare("SELECT version, state FROM borrowers WHERE borrower = ?");
        _answer = connection.Prepare(
            "SELECT input_hash, version, refused, body FROM answers WHERE borrower = ? AND idempotency_key = ?"
        );
        _writes = new SqliteWrites(connection);
    }

    public async ValueTask<BatchFacts> BeginAsync(BatchKeys keys)
    {
        _log.ThrowIfFailed();
        await _writing.WaitAsync();
        _begun = true;
        _begin.Run();
        _trusting = keys.Trusted;
        var facts = keys.Presumed();
        foreach (var place in keys.ToRead())
        {
            facts.Borrowers[place] = Load(keys.Borrowers[place]);
        }

        for (var i = 0; !_trusting && i < facts.Answers.Length; i++)
        {
            facts.Answers[i] = Find(keys.Answers[i]);
        }

        return facts;
    }

    public ValueTask CommitAsync(BatchWrites writes)
    {
        if (_trusting && writes.Unchanged.Exists(key => Load(key).Version != key.KnownVersion))
        {
            throw SqliteErrors.Contended(_connection.Path);
        }

        _writes.Write(writes);
        _commit.Run();
        _checkpointer.Committed(_connection, writes.Answers.Count);
        return AbandonAsync();
    }

    public ValueTask SyncAsync() => new(Task.Run(_log.Sync));

    public ValueTask AbandonAsync()
    {
        if (_begun)
        {
            _begun = false;
            _connection.Rollback();
            _writing.Release();
        }

        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await AbandonAsync();
        _connection.Dispose();
    }

    private BorrowerFacts Load(BorrowerKey key)
    {
        if (!_borrower.Bind(1, key.Borrower.Value).Step())
        {
            return default;
        }

        var version = _borrower.Long(0);
        var facts = new BorrowerFacts(version, version == key.KnownVersion ? null : _borrower.Bytes(1));
        _borrower.Reset();
        return facts;
    }

    private StoredAnswer? Find(AnswerKey key)
    {
        if (!_answer.Bind(1, key.Borrower.Value).Bind(2, key.IdempotencyKey).Step())
        {
            return null;
        }

        var found = new StoredAnswer(_answer.Hash(0), _answer.Long(1), _answer.Int(2) != 0, _answer.Bytes(3));
        _answer.Reset();
        return found;
    }
}
