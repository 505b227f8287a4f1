using Headroom.Primitives;

namespace Headroom.Operations.Verify;

/// <summary>What a verification found. The store agrees with its events where there are no findings.</summary>
/// <param name="Borrowers">How many borrowers were folded.</param>
/// <param name="Events">How many events were read.</param>
/// <param name="Decisions">How many decisions were repeated.</param>
/// <param name="Findings">What does not agree, the first <see cref="StoreVerification.FindingsMax"/>.</param>
/// <param name="FindingsCount">How many findings there were in all.</param>
/// <param name="Rebuilt">Of how many borrowers snapshot and rows were replaced by what the events give.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record VerifyReport(
    long Borrowers,
    long Events,
    long Decisions,
    IReadOnlyList<VerifyFinding> Findings,
    long FindingsCount,
    long Rebuilt,
    double Seconds
)
{
    /// <summary>Of how many borrowers events are lost. Nothing of them is rebuilt: only a backup has what is missing.</summary>
    public long Lost { get; init; }

    /// <summary>How often the events of a borrower could not be folded, so that what they booked is not known.</summary>
    internal long Unfolded { get; init; }

    /// <summary>Whether everything agreed.</summary>
    public bool Agrees => FindingsCount == 0;

    internal VerifyReport With(BorrowerHistory history, HistoryCheckResult check) =>
        this with
        {
            Borrowers = Borrowers + 1,
            Events = Events + history.Events.Count,
            Decisions = Decisions + check.Decisions.Count,
        };
}

/// <summary>One thing that does not agree.</summary>
/// <param name="Borrower">Whose; null where it is the general ledger's, which is everyone's.</param>
/// <param name="Version">Of which version.</param>
/// <param name="Code">
/// <c>event-unreadable</c>, <c>event-not-canonical</c>, <c>version-gap</c>, <c>state-differs</c>, <c>row-differs</c>,
/// <c>decisions-differ</c>, <c>history-unreachable</c>, <c>borrower-without-events</c>, <c>events-without-borrower</c>, <c>release-missing</c>,
/// <c>decision-differs</c>, <c>books-differ</c> (the books of the loans), <c>ledger-differs</c> (the sums of all books).
/// </param>
/// <param name="Expected">What the events give, shortened.</param>
/// <param name="Found">What is stored, shortened.</param>
public sealed record VerifyFinding(BorrowerId? Borrower, long Version, string Code, string Expected, string Found);
