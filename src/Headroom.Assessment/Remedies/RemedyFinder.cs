using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment;

/// <summary>
/// Finds what a borrower can do: for each lever that the pack declares the smallest step with which the same policy gives
/// a better outcome for the same facts, and one that takes nothing of the line as it stands. What no lever names, such as age, is never advised.
/// </summary>
public static class RemedyFinder
{
    /// <summary>The remedies of some facts, those that gain most first; empty where no lever helps.</summary>
    public static IReadOnlyList<Remedy> Find(PolicyRelease release, DecisionFacts facts)
    {
        var now = release.Assess(facts);
        if (now.Failure is not null)
        {
            return [];
        }

        List<Remedy> found = [];
        foreach (var lever in release.Pack.Levers.Where(lever => lever.For is null || lever.For == facts.Kind))
        {
            if (FirstThatHelps(release, facts, now, lever) is { } remedy)
            {
                found.Add(remedy);
            }
        }

        return
        [
            .. found
                .OrderByDescending(remedy => Standing(remedy.Outcome))
                .ThenBy(remedy => DrawHolds(facts, remedy.Outcome))
                .ThenByDescending(remedy => remedy.Outcome.LimitAfter.MinorUnits)
                .ThenByDescending(remedy => remedy.Outcome.Score),
        ];
    }

    private static Remedy? FirstThatHelps(PolicyRelease release, DecisionFacts facts, Assessment now, Lever lever)
    {
        var perUnit = release.Pack.Currencies[facts.Line.Limit.Currency.Code].PerUnit;
        foreach (var step in lever.Steps)
        {
            var changes = Changes(facts, step, perUnit);
            if (changes.Count == 0)
            {
                continue;
            }

            var then = release.Assess(facts.With(changes));
            if (IsBetter(facts, now, then) && TakesNothing(facts, then))
            {
                return new Remedy(
                    lever.Name,
                    Shown(step, perUnit, facts.Line.Limit.Currency),
                    [.. changes.Select(change => new FeatureUsed(change.Feature, change.Value, null, 0))],
                    then
                );
            }
        }

        return null;
    }

    // A lever moves each of its features only in its own direction: it never makes a thing known or worse by the way.
    private static List<(string Feature, SignalValue Value)> Changes(
        DecisionFacts facts,
        LeverStep step,
        decimal perUnit
    )
    {
        List<(string, SignalValue)> changes = [];
        foreach (var (index, (feature, inPack)) in step.Sets.Index())
        {
            var value = InLineCurrency(feature, inPack, perUnit);
            var current = facts.Features.FirstOrDefault(used => used.Name == feature.Name)?.Value ?? default;
            var moves = step.Move switch
            {
                LeverMove.Down => Compare(current, value) is > 0,
                LeverMove.Up => Compare(current, value) is < 0,
                LeverMove.Is => current != value && (current.IsKnown || index == 0),
                _ => !facts.Features.Any(used => used.Name == step.Sets[0].Feature.Name),
            };
            if (moves)
            {
                changes.Add((feature.Name, value));
            }
        }

        return changes;
    }

    private static int? Compare(SignalValue current, SignalValue value) =>
        current.Kind == SignalValueKind.Number && value.Kind == SignalValueKind.Number
            ? current.AsNumber.CompareTo(value.AsNumber)
            : null;

    internal static SignalValue InLineCurrency(Feature feature, SignalValue inPack, decimal perUnit) =>
        feature.Unit == FeatureUnit.Money && inPack.Kind == SignalValueKind.Number
            ? SignalValue.Number(inPack.AsNumber * perUnit)
            : inPack;

    private static List<TextParameter> Shown(LeverStep step, decimal perUnit, Currency currency)
    {
        var amount = step.Sets.Any(set => set.Feature.Unit == FeatureUnit.Money);
        var shown = step
            .Parameters.Select(parameter =>
                parameter is { Name: "amount", Value.Kind: SignalValueKind.Number } && amount
                    ? parameter with
                    {
                        Value = SignalValue.Number(parameter.Value.AsNumber * perUnit),
                    }
                    : parameter
            )
            .ToList();
        if (amount)
        {
            shown.Add(new TextParameter("currency", SignalValue.Text(currency.Code)));
        }

        return shown;
    }

    private static bool IsBetter(DecisionFacts facts, Assessment now, Assessment then)
    {
        var standing = Standing(then).CompareTo(Standing(now));
        var draws = DrawHolds(facts, now).CompareTo(DrawHolds(facts, then));
        var holds = Holds(facts, now).CompareTo(Holds(facts, then));
        var limit = then.LimitAfter.CompareTo(now.LimitAfter);

        // A better grade is worth something on a line; an applicant asks for the line.
        var grade =
            facts.Line.Status != LineStatus.Applied && then.Grade != now.Grade && then.Score > now.Score ? 1 : 0;
        return standing >= 0
            && draws >= 0
            && limit >= 0
            && (standing > 0 || draws > 0 || holds > 0 || limit > 0 || grade > 0);
    }

    // What is less bad than the next review would be is no advice where it is worse than what the borrower has.
    private static bool TakesNothing(DecisionFacts facts, Assessment then)
    {
        var line = facts.Line;
        return line.Status == LineStatus.Applied
            || (
                then.LimitAfter >= line.Limit
                && DrawHolds(facts, then) <= line.Holds.Count(hold => hold.BlocksDraws())
                && (line.Rate is not { } rate || then.RateAfter is not { } after || !IsDearer(after, rate))
            );
    }

    private static bool IsDearer(Rate after, Rate before) =>
        after.To(RateBasis.Daily).Fraction > before.To(RateBasis.Daily).Fraction;

    private static int Standing(Assessment outcome) =>
        outcome.Action switch
        {
            DecisionAction.Cancel => 0,
            DecisionAction.Decline => 1,
            DecisionAction.Refer => 2,
            _ => 3,
        };

    private static int DrawHolds(DecisionFacts facts, Assessment outcome) =>
        Left(facts, outcome).Count(hold => hold.BlocksDraws())
        + outcome.HoldsToPlace.Count(order => order.Scope != HoldScope.Increases);

    private static int Holds(DecisionFacts facts, Assessment outcome) =>
        Left(facts, outcome).Count() + outcome.HoldsToPlace.Count;

    private static IEnumerable<StandingHold> Left(DecisionFacts facts, Assessment outcome) =>
        facts.Line.Holds.Where(hold => !outcome.HoldsToCure.Any(cure => cure.Id == hold.Id));
}
