using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>Opens the store that a text names.</summary>
public static class StoreOpener
{
    /// <summary>
    /// Opens a store, and brings its schema forward where it is older: <c>memory:</c>, a SQLite path, a
    /// <c>postgres://user:password@host:port/database</c> address, or an Npgsql connection string (<c>Host=…;Database=…</c>).
    /// </summary>
    /// <exception cref="StoreException">It cannot be opened; the code says why.</exception>
    public static async Task<IHeadroomStore> OpenAsync(
        string storeText,
        StoreOptions? options = null,
        CancellationToken ct = default
    )
    {
        options ??= new StoreOptions();
        if (storeText.Length == 0)
        {
            throw new StoreException(
                Refusal.Invalid(StoreCodes.TextMalformed, ("expected", "a path or a connection string"))
            );
        }

        return storeText == "memory:" ? new InMemoryStore()
            : PostgresAddress.Names(storeText)
                ? await PostgresStore.OpenAsync(PostgresAddress.Parse(storeText, options.LockWait), options, ct)
            : SqliteStore.Open(storeText, options);
    }
}
