namespace Headroom.Store;

/// <summary>How a store is opened.</summary>
public sealed record StoreOptions
{
    /// <summary>Whether a SQLite file that is not there is made. Tables are made in either case.</summary>
    public bool Create { get; init; } = true;

    /// <summary>How many connections write to PostgreSQL at the same time.</summary>
    public int PostgresSessions { get; init; } = 2;

    /// <summary>How long a writer waits for another process that holds what it needs, before <c>store-locked</c>.</summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock that dates migrations.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
