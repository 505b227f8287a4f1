namespace Headroom.Store;

/// <summary>The codes of the store's refusals. Their meaning never changes.</summary>
public static class StoreCodes
{
    /// <summary>The key already answered another input.</summary>
    public const string IdempotencyKeyReused = "idempotency-key-reused";

    /// <summary>The key is empty, longer than 200 characters, or not visible ASCII.</summary>
    public const string IdempotencyKeyMalformed = "idempotency-key-malformed";

    /// <summary>The borrower has gone beyond the version the caller saw.</summary>
    public const string VersionStale = "version-stale";

    /// <summary>An event's data is larger than the writer allows.</summary>
    public const string EventTooLarge = "event-too-large";

    /// <summary>The writer is being stopped.</summary>
    public const string WriterStopped = "store-writer-stopped";

    /// <summary>Another process holds the store, longer than the writer waits.</summary>
    public const string Locked = "store-locked";

    /// <summary>Other writers won the same borrower again and again.</summary>
    public const string Contended = "store-contended";

    /// <summary>The store's content is damaged.</summary>
    public const string Corrupt = "store-corrupt";

    /// <summary>There is no room to write; nothing was lost.</summary>
    public const string DiskFull = "store-disk-full";

    /// <summary>The device failed to read or write.</summary>
    public const string IoFailed = "store-io-failed";

    /// <summary>The store may only be read.</summary>
    public const string ReadOnly = "store-read-only";

    /// <summary>The file cannot be opened or made.</summary>
    public const string CannotOpen = "store-cannot-open";

    /// <summary>There is no such store, and it was not to be made.</summary>
    public const string NotFound = "store-not-found";

    /// <summary>It is not a database, or one of something else.</summary>
    public const string NotHeadroom = "store-not-headroom";

    /// <summary>It was written by a newer Headroom.</summary>
    public const string NewerSchema = "store-newer-schema";

    /// <summary>The server does not answer.</summary>
    public const string Unreachable = "store-unreachable";

    /// <summary>The server refuses the user, the password, or the rights.</summary>
    public const string AccessDenied = "store-access-denied";

    /// <summary>The server has no such database.</summary>
    public const string DatabaseMissing = "store-database-missing";

    /// <summary>The store's text is neither a path nor a connection string.</summary>
    public const string TextMalformed = "store-text-malformed";
}
