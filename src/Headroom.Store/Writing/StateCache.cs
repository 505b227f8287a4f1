using System.Diagnostics.CodeAnalysis;
using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// Recent states by borrower and version, in two generations: when the young one is full it becomes the old one, and
/// what nobody asked for meanwhile is forgotten. The version is always checked against the store, so a stale state is never used.
/// </summary>
internal sealed class StateCache<TState>(int statesMax)
    where TState : class
{
    private Dictionary<BorrowerId, (long Version, TState State)> _young = [];
    private Dictionary<BorrowerId, (long Version, TState State)> _old = [];

    /// <summary>The version that is known of a borrower, 0 where none is.</summary>
    public long KnownVersion(BorrowerId borrower) => TryGet(borrower, out var entry) ? entry.Version : 0;

    public bool TryGet(BorrowerId borrower, long version, [MaybeNullWhen(false)] out TState state)
    {
        var known = TryGet(borrower, out var entry) && entry.Version == version;
        state = known ? entry.State : null;
        return known;
    }

    public void Keep(BorrowerId borrower, long version, TState state)
    {
        if (_young.Count >= (statesMax + 1) / 2 && !_young.ContainsKey(borrower))
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
        }

        _young[borrower] = (version, state);
    }

    private bool TryGet(BorrowerId borrower, out (long Version, TState State) entry) =>
        _young.TryGetValue(borrower, out entry) || _old.TryGetValue(borrower, out entry);
}
