using Headroom.Assessment;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Review;

/// <summary>Makes a decision on a borrower's state and carries it out on the line. Pure, but for what it is given.</summary>
public static class Reviewer
{
    /// <summary>
    /// Decides, and brings about what the decision orders; gives the refusal of a line that would not follow, or null.
    /// </summary>
    public static Refusal? Review(
        BorrowerTurn turn,
        PolicyRelease release,
        ReviewTrigger trigger,
        Money? requested = null
    )
    {
        var context = turn.Context;
        var id = new DecisionId(turn.NextId());
        var decision = Decide(turn.State, release, id, trigger, context.At, context.BusinessDate, requested);
        turn.Release = release.Hash;
        turn.Add(new BorrowerEvent.Decided(decision));
        return CarryOut(turn, decision);
    }

    /// <summary>
    /// Makes a decision again from the state before it. It must come out the same, byte for byte.
    /// </summary>
    public static DecisionMade Repeat(BorrowerState before, PolicyRelease release, DecisionMade made)
    {
        var facts = made.Facts;
        return Decide(before, release, made.Id, facts.Trigger, facts.At, facts.BusinessDate, facts.Requested);
    }

    private static DecisionMade Decide(
        BorrowerState state,
        PolicyRelease release,
        DecisionId id,
        ReviewTrigger trigger,
        DateTimeOffset at,
        DateOnly date,
        Money? requested
    )
    {
        var input = new AssessmentInput(
            state.Kind ?? throw new InvalidOperationException($"{state.Id} is not registered."),
            state.Line,
            ProfileBuilder.Build(state.Signals, at, at),
            trigger,
            at,
            date,
            state.LastDecision?.Movements ?? MovementDates.Never,
            requested
        )
        {
            Overruled = state.Overruled,
        };
        return release.Decide(id, input);
    }

    // Whoever asked for the review, it is the policy that orders: a hold in the name of a person it could never lift again.
    private static Refusal? CarryOut(BorrowerTurn turn, DecisionMade decision)
    {
        foreach (var command in LineOrders.Of(decision, turn.State.Line))
        {
            if (turn.AskAsPolicy(command) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
