using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>Something that does not follow from the events.</summary>
/// <param name="Borrower">Whose.</param>
/// <param name="Version">At which version.</param>
/// <param name="Kind">What.</param>
public sealed record AuditFinding(BorrowerId Borrower, long Version, AuditFindingKind Kind);

/// <summary>What can differ from what the events give.</summary>
public enum AuditFindingKind
{
    /// <summary>A version between two events is missing. Nothing can rebuild it.</summary>
    EventMissing,

    /// <summary>There are events and no snapshot.</summary>
    StateMissing,

    /// <summary>The snapshot, or its version, is another.</summary>
    StateDiffers,

    /// <summary>The row of the portfolio is another.</summary>
    RowDiffers,

    /// <summary>The rows of the decisions table are others.</summary>
    DecisionsDiffer,
}
