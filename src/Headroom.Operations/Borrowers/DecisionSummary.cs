using Headroom.Assessment;
using Headroom.Primitives;

namespace Headroom.Operations.Borrowers;

/// <summary>What stays in a borrower's state of the last decision: what lists show and later assessments need.</summary>
public sealed record DecisionSummary(
    DecisionId Id,
    DateTimeOffset At,
    DecisionAction Action,
    string? Grade,
    int? Score,
    string? TopReason,
    DateOnly? NextReview,
    MovementDates Movements
)
{
    /// <summary>The summary of a decision.</summary>
    public static DecisionSummary Of(DecisionMade decision) =>
        new(
            decision.Id,
            decision.Facts.At,
            decision.Outcome.Action,
            decision.Outcome.Grade,
            decision.Outcome.Score,
            decision.Outcome.Reasons.Count > 0 ? decision.Outcome.Reasons[0].Code : null,
            decision.Outcome.NextReview,
            MovementDates.After(decision)
        );
}
