namespace Headroom.Store;

/// <summary>The limits of a <see cref="CommandWriter{TState}"/>.</summary>
public sealed record WriterOptions
{
    /// <summary>The largest data of one event, in bytes: 1 MiB.</summary>
    public int EventBytesMax { get; init; } = 1 << 20;

    /// <summary>How many commands share a transaction at most.</summary>
    public int BatchCommandsMax { get; init; } = 512;

    /// <summary>How many commands wait at most before a caller waits to submit.</summary>
    public int QueueCommandsMax { get; init; } = 8192;

    /// <summary>How many states are kept in memory, so that their snapshots need not be read again.</summary>
    public int CachedStatesMax { get; init; } = 100_000;
}
