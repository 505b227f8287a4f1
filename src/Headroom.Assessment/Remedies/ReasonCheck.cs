namespace Headroom.Assessment;

/// <summary>
/// Proves that a stated reason is a true one: the same facts, with what the reason rests on at its neutral value, must lead
/// elsewhere (Regulation B's commentary and the CFPB's circular 2023-03: the stated reasons must be those actually scored).
/// </summary>
public static class ReasonCheck
{
    /// <summary>
    /// Whether the reason moved the decision: the action, the limit, the holds, the rate, the grade or the score. Null where the
    /// reason rests on no feature, such as a cap of the law, or the policy failed.
    /// </summary>
    public static bool? Moved(PolicyRelease release, DecisionFacts facts, Assessment outcome, Reason reason)
    {
        if (
            outcome.Failure is not null
            || !release.Pack.Reasons.TryGetValue(reason.Code, out var definition)
            || definition.Rests.Count == 0
        )
        {
            return null;
        }

        var perUnit = release.Pack.Currencies[facts.Line.Limit.Currency.Code].PerUnit;
        var neutral = definition.Rests.Select(rest =>
            (rest.Feature.Name, RemedyFinder.InLineCurrency(rest.Feature, rest.Neutral, perUnit))
        );
        var then = release.Assess(facts.With(neutral));
        return then.Action != outcome.Action
            || then.LimitAfter != outcome.LimitAfter
            || then.RateAfter != outcome.RateAfter
            || then.Score != outcome.Score
            || then.Grade != outcome.Grade
            || then.Referral != outcome.Referral
            || !Holds(then).SequenceEqual(Holds(outcome));
    }

    private static IEnumerable<string> Holds(Assessment outcome) =>
        outcome
            .HoldsToPlace.Select(order => order.Reason)
            .Concat(outcome.HoldsToCure.Select(cure => "cured " + cure.Reason))
            .Order(StringComparer.Ordinal);
}
