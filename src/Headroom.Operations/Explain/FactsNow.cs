using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.ReadBorrower;
using Headroom.Primitives;

namespace Headroom.Operations.Explain;

/// <summary>
/// What a policy would look at if it looked now. The last decision has moved limits and placed holds since it was made, so that
/// what would have changed it then need not change anything any more.
/// </summary>
internal static class FactsNow
{
    /// <summary>
    /// The facts of a review now; of a new application where the last was declined; null where a line has ended, for nothing
    /// that its borrower does betters it, or where there never was one.
    /// </summary>
    public static DecisionFacts? Of(BorrowerView view, DecisionMade last, PolicyRelease release, DateOnly today)
    {
        var line = view.State.Line;
        var status = line.StatusAt(view.AsOf);
        var asked = last.Facts is { Trigger: ReviewTrigger.Request, Requested: not null };
        var input = new AssessmentInput(
            last.Facts.Kind,
            line,
            view.Profile,
            asked ? ReviewTrigger.Request : ReviewTrigger.Schedule,
            view.AsOf,
            today,
            view.State.LastDecision?.Movements ?? MovementDates.Never,
            asked || status == LineStatus.Applied ? last.Facts.Requested : null
        )
        {
            Overruled = view.State.Overruled,
        };
        return status switch
        {
            LineStatus.Applied or LineStatus.Active or LineStatus.Frozen => release.FactsOf(input),
            LineStatus.Declined => AppliedAgain(release.FactsOf(input)),
            _ => null,
        };
    }

    private static DecisionFacts AppliedAgain(DecisionFacts facts) =>
        facts with
        {
            Trigger = ReviewTrigger.Application,
            Requested = null,
            Line = facts.Line with
            {
                Status = LineStatus.Applied,
                Limit = Money.Zero(facts.Line.Limit.Currency),
                Rate = null,
                Holds = [],
            },
        };
}
