using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// Recent states by borrower and version, in two generations: when the young one is full it becomes the old one, and
/// what nobody asked for meanwhile is forgotten. The store checks the version, at the latest with the
/// commit, so nothing comes of a stale state.
/// </summary>
internal sealed class StateCache<TState>(int statesMax)
    where TState : class
{
    private readonly Lock _gate = new();
    private Dictionary<BorrowerId, (long Version, TState State)> _young = [];
    private Dictionary<BorrowerId, (long Version, TState State)> _old = [];

    /// <summary>What is known of a borrower: a version, 0 where none is, and the state then.</summary>
    public (long Version, TState? State) Get(BorrowerId borrower)
    {
        lock (_gate)
        {
            return _young.TryGetValue(borrower, out var entry) || _old.TryGetValue(borrower, out entry)
                ? entry
                : (0, null);
        }
    }

    public void Keep(BorrowerId borrower, long version, TState state)
    {
        lock (_gate)
        {
            if (_young.Count >= (statesMax + 1) / 2 && !_young.ContainsKey(borrower))
            {
                (_old, _young) = (_young, _old);
                _young.Clear();
            }

            _young[borrower] = (version, state);
        }
    }
}
