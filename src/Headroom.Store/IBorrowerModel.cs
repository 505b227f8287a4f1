using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// What the store has to know of a borrower's state: how it starts, how events fold into it, how it is kept as a
/// snapshot, and the rows that pages read. All of it is pure, and states are immutable.
/// </summary>
public interface IBorrowerModel<TState>
    where TState : class
{
    /// <summary>The state of a borrower without events.</summary>
    TState Empty(BorrowerId id);

    /// <summary>The state after one more event.</summary>
    TState Apply(TState state, StoredEvent stored);

    /// <summary>The snapshot of a state: equal states have equal bytes.</summary>
    byte[] Save(TState state);

    /// <summary>The state that a snapshot was made of.</summary>
    TState Load(BorrowerId id, ReadOnlySpan<byte> snapshot);

    /// <summary>The row of the portfolio.</summary>
    BorrowerRow Row(TState state);

    /// <summary>The next date of the row (<see cref="BorrowerRow.NextDate"/>) alone.</summary>
    DateOnly? NextDate(TState state);

    /// <summary>The row of the decisions table, where the event is a decision.</summary>
    DecisionRow? Decision(StoredEvent stored);
}
