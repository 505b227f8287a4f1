using Headroom.Operations.Explain;
using Headroom.Operations.Loans;
using Headroom.Operations.ReadBorrower;
using Headroom.Server.Reading;
using Headroom.Store;

namespace Headroom.Server.Pages.Borrower;

/// <summary>What the page of one borrower shows.</summary>
/// <param name="Reader">Who reads.</param>
/// <param name="View">The borrower as of now.</param>
/// <param name="Explanation">The same in words.</param>
/// <param name="Words">The words of the release that decided.</param>
/// <param name="Decisions">The last decisions, the newest first.</param>
/// <param name="Statement">The loans, at the end of today.</param>
public sealed record BorrowerModel(
    Reader Reader,
    BorrowerView View,
    Explanation Explanation,
    ReleaseWords Words,
    IReadOnlyList<DecisionRow> Decisions,
    BorrowerStatement Statement
)
{
    /// <summary>How many decisions the chart of the limit goes back.</summary>
    public const int DecisionsShown = 60;

    /// <summary>Whether there is a line or an application for one.</summary>
    public bool HasLine => View.State.Line.Lifecycle is not Lending.LineLifecycle.None;
}
