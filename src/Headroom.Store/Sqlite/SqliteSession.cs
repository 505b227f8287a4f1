namespace Headroom.Store;

/// <summary>
/// A batch on SQLite: <c>BEGIN IMMEDIATE</c> takes the file's one write lock, so nothing that was read can change
/// before the commit. It is taken as late as can be: a batch that has nothing to read is decided while another is written.
/// A commit writes the log and leaves its sync to <see cref="SqliteLog"/>, so that the next batch need not wait for the disk.
/// </summary>
/// <param name="writer">What the sessions of a store share.</param>
/// <param name="checkpointer">Told of commits.</param>
/// <param name="log">Makes durable what was committed; it is disposed of with this.</param>
internal sealed class SqliteSession(SqliteWriter writer, SqliteCheckpointer checkpointer, SqliteLog log) : IBatchSession
{
    private bool _begun;
    private bool _trusting;

    public bool LocksWholeStore => true;

    public async ValueTask<BatchFacts> BeginAsync(BatchKeys keys)
    {
        log.ThrowIfFailed();
        _trusting = keys.Trusted;
        var facts = keys.Presumed();
        var places = keys.ToRead().ToList();
        if (_trusting && places.Count == 0)
        {
            return facts;
        }

        await LockAsync();
        foreach (var place in places)
        {
            facts.Borrowers[place] = Load(keys.Borrowers[place]);
        }

        for (var i = 0; !_trusting && i < facts.Answers.Length; i++)
        {
            facts.Answers[i] = Find(keys.Answers[i]);
        }

        return facts;
    }

    public async ValueTask CommitAsync(BatchWrites writes)
    {
        if (!_begun)
        {
            await LockAsync();
        }

        if (_trusting && writes.Unchanged.Exists(key => Load(key).Version != key.KnownVersion))
        {
            throw SqliteErrors.Contended(writer.Connection.Path);
        }

        writer.Writes.Write(writes);
        writer.Commit.Run();
        checkpointer.Committed(writer.Connection, writes.Answers.Count);
        await AbandonAsync();
    }

    public ValueTask SyncAsync() => new(Task.Run(log.Sync));

    public ValueTask AbandonAsync()
    {
        if (_begun)
        {
            _begun = false;
            writer.Connection.Rollback();
            writer.Place.Release();
        }

        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await AbandonAsync();
        log.Dispose();
    }

    private async ValueTask LockAsync()
    {
        await writer.Place.WaitAsync();
        _begun = true;
        writer.Begin.Run();
    }

    private BorrowerFacts Load(BorrowerKey key)
    {
        try
        {
            if (!writer.Borrower.Bind(1, key.Borrower.Value).Step())
            {
                return default;
            }

            var version = writer.Borrower.Long(0);
            return new BorrowerFacts(version, version == key.KnownVersion ? null : writer.Borrower.Bytes(1));
        }
        finally
        {
            writer.Borrower.Reset();
        }
    }

    private StoredAnswer? Find(AnswerKey key)
    {
        try
        {
            return writer.Answer.Bind(1, key.Borrower.Value).Bind(2, key.IdempotencyKey).Step()
                ? new StoredAnswer(
                    writer.Answer.Hash(0),
                    writer.Answer.Long(1),
                    writer.Answer.Int(2) != 0,
                    writer.Answer.Bytes(3)
                )
                : null;
        }
        finally
        {
            writer.Answer.Reset();
        }
    }
}
