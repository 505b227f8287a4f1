namespace Headroom.Store;

/// <summary>A batch on the in-memory store: it holds the store's one writing place from begin to end.</summary>
internal sealed class InMemorySession(InMemoryStore store) : IBatchSession
{
    private bool _begun;

    public bool LocksWholeStore => true;

    public async ValueTask<BatchFacts> BeginAsync(BatchKeys keys)
    {
        await store.Writing.WaitAsync();
        _begun = true;
        return store.Read(keys);
    }

    public ValueTask CommitAsync(BatchWrites writes)
    {
        store.Write(writes);
        return AbandonAsync();
    }

    public ValueTask SyncAsync() => default;

    public ValueTask AbandonAsync()
    {
        if (_begun)
        {
            _begun = false;
            store.Writing.Release();
        }

        return default;
    }

    public ValueTask DisposeAsync() => AbandonAsync();
}
