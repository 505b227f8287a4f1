using Headroom.Assessment;
using Headroom.Lending;
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
    /// Reviews a line by a release. Refuses with <c>borrower-not-found</c>, with <c>line-not-found</c> where there is neither a
    /// line nor an application, with <c>line-not-open</c> where it was declined, cancelled or closed or has run out, and with
    /// <c>currency-mismatch</c> and <c>amount-not-positive</c> a limit that nobody can ask for.
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

        if (turn.State.Line.Lifecycle is LineLifecycle.None)
        {
            return Refusal.NotFound("line-not-found");
        }

        if ((RefuseStatus(turn) ?? RefuseRequested(turn, requested)) is { } refusal)
        {
            return refusal;
        }

        if (Reviewer.Review(turn, release, trigger, requested) is { } notFollowed)
        {
            return notFollowed;
        }

        var decided = turn.Events.OfType<BorrowerEvent.Decided>().Single();
        return turn.End(ReviewAnswer.Of(decided.Decision));
    }

    // A policy decides on what is open; a decision on anything else would stand in the history as if the line still did.
    private static Refusal? RefuseStatus(BorrowerTurn turn) =>
        turn.State.Line.StatusAt(turn.Context.At) is var status
        && status is not (LineStatus.Applied or LineStatus.Active or LineStatus.Frozen)
            ? Refusal.Conflict("line-not-open", ("status", status.Code()))
            : null;

    private static Refusal? RefuseRequested(BorrowerTurn turn, Money? requested) =>
        requested is not { } asked ? null
        : asked.Currency != turn.State.Currency
            ? Refusal.Invalid(
                "currency-mismatch",
                ("currency", asked.Currency.Code),
                ("expected", turn.State.Currency.Code)
            )
        : asked.IsPositive ? null
        : Refusal.Invalid("amount-not-positive", ("amount", asked.ToString()));

    private sealed record ReviewInput(ReviewTrigger Trigger, ContentHash Release, Money? Requested);
}
