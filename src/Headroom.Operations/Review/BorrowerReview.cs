using Headroom.Assessment;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Review;

/// <summary>What a review decided, in short.</summary>
public sealed record ReviewAnswer(
    DecisionId Decision,
    DecisionAction Action,
    string? Grade,
    int? Score,
    Money LimitBefore,
    Money LimitAfter,
    Reason? TopReason
)
{
    internal static ReviewAnswer Of(DecisionMade decision)
    {
        var outcome = decision.Outcome;
        return new ReviewAnswer(
            decision.Id,
            outcome.Action,
            outcome.Grade,
            outcome.Score,
            outcome.LimitBefore,
            outcome.LimitAfter,
            outcome.Reasons.Count > 0 ? outcome.Reasons[0] : null
        );
    }
}

/// <summary>Reviews one borrower's line, and decides applications for one.</summary>
public static class BorrowerReview
{
    /// <summary>
    /// Reviews a line by a release. Refuses with <c>borrower-not-found</c>, and with <c>line-not-found</c> where there is neither a
    /// line nor an application.
    /// </summary>
    public static ValueTask<CommandOutcome> ReviewBorrowerAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        PolicyRelease release,
        ReviewTrigger trigger,
        RequestEnvelope request,
        Money? requested = null,
        CancellationToken ct = default
    ) =>
        system.SubmitAsync(
            borrower,
            request,
            "review",
            new ReviewInput(trigger, release.Hash, requested),
            turn => Decide(turn, release, trigger, requested),
            ct
        );

    /// <summary>Reviews and ends the turn.</summary>
    internal static Result<CommandEffect<BorrowerState>> Decide(
        BorrowerTurn turn,
        PolicyRelease release,
        ReviewTrigger trigger,
        Money? requested
    )
    {
        if (turn.State.Kind is null)
        {
            return Refusal.NotFound("borrower-not-found", ("borrower", turn.State.Id.Value));
        }

        if (turn.State.Line.Lifecycle is Lending.LineLifecycle.None)
        {
            return Refusal.NotFound("line-not-found");
        }

        if (Reviewer.Review(turn, release, trigger, requested) is { } refusal)
        {
            return refusal;
        }

        var decided = turn.Events.OfType<BorrowerEvent.Decided>().Single();
        return turn.End(ReviewAnswer.Of(decided.Decision));
    }

    private sealed record ReviewInput(ReviewTrigger Trigger, ContentHash Release, Money? Requested);
}
