using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>Identifiers as they are read back: they were checked when they were written.</summary>
internal static class StoredIds
{
    /// <exception cref="StoreException"><c>store-corrupt</c>: the store holds what was never written.</exception>
    public static BorrowerId Borrower(string text) =>
        BorrowerId.Parse(text).TryGet(out var borrower, out _) ? borrower : throw Corrupt("borrower");

    /// <exception cref="StoreException"><c>store-corrupt</c>: the store holds what was never written.</exception>
    public static Actor Actor(string text) =>
        Primitives.Actor.Parse(text).TryGet(out var actor, out _) ? actor : throw Corrupt("actor");

    private static StoreException Corrupt(string column) =>
        new(Refusal.Unavailable(StoreCodes.Corrupt, ("column", column)));
}
