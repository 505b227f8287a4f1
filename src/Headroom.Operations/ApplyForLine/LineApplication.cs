using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Review;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.ApplyForLine;

/// <summary>What an application asks for.</summary>
/// <param name="Product">The product's code.</param>
/// <param name="Requested">The limit that is asked for, or null for whatever the policy gives.</param>
public sealed record ApplicationDraft(string Product, Money? Requested = null);

/// <summary>Applies for a line and decides the application in the same command.</summary>
public static class LineApplication
{
    /// <summary>
    /// Applies and decides: granted, declined, or referred to a person. Refuses with <c>borrower-not-found</c>,
    /// <c>currency-mismatch</c>, <c>amount-not-positive</c>, and as the line refuses (<c>cooling-off</c>,
    /// <c>line-already-active</c>).
    /// </summary>
    public static ValueTask<CommandOutcome> ApplyForLineAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        ApplicationDraft draft,
        PolicyRelease release,
        RequestEnvelope request,
        CancellationToken ct = default
    ) => system.SubmitAsync(borrower, request, "apply-for-line", draft, turn => Decide(turn, draft, release), ct);

    private static Result<CommandEffect<BorrowerState>> Decide(
        BorrowerTurn turn,
        ApplicationDraft draft,
        PolicyRelease release
    )
    {
        if (turn.State.Kind is null)
        {
            return Refusal.NotFound("borrower-not-found", ("borrower", turn.State.Id.Value));
        }

        return turn.Ask(new LineCommand.Apply(draft.Product, turn.State.Currency)) is { } refusal
            ? refusal
            : BorrowerReview.Decide(turn, release, ReviewTrigger.Application, draft.Requested);
    }
}
