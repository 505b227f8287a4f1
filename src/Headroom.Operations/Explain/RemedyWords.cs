using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.ReadBorrower;
using Headroom.Operations.Texts;
using Headroom.Primitives;

namespace Headroom.Operations.Explain;

/// <summary>What would change a line as it stands now, and what exactly it would change, in words.</summary>
internal static class RemedyWords
{
    /// <summary>The remedies, what gains most first.</summary>
    public static IReadOnlyList<ExplainedRemedy> Of(
        BorrowerView view,
        DecisionMade decision,
        PolicyRelease release,
        ReleaseWords words,
        Formats formats
    ) =>
        FactsNow.Of(view, decision, release, formats.Calendar.DateAt(view.AsOf)) is not { } facts
            ? []
            :
            [
                .. RemedyFinder
                    .Find(release, facts)
                    .Select(remedy => new ExplainedRemedy(
                        remedy.Code,
                        words.Text(remedy.TextKey, remedy.Parameters),
                        ActionOf(view, remedy.Outcome, words),
                        remedy.Outcome.LimitAfter,
                        Effects(facts, view, decision.Outcome, remedy.Outcome, words, formats)
                    ))
                    .Where(remedy => remedy.Effects.Count > 0),
            ];

    private static List<string> Effects(
        DecisionFacts facts,
        BorrowerView view,
        Assessment.Assessment last,
        Assessment.Assessment then,
        ReleaseWords words,
        Formats formats
    )
    {
        List<string> effects = [];
        if (then.Action is not (DecisionAction.NoChange or DecisionAction.Reprice))
        {
            effects.Add(
                StillOver(view, then) is { } over ? Blocked(over) : words.Of("action", then.Action.Code()).Text
            );
        }

        foreach (var cured in view.State.Line.Holds.Where(hold => then.HoldsToCure.Any(cure => cure.Id == hold.Id)))
        {
            effects.Add(Say("hold-ends", ("hold", words.Of("hold", cured.Kind.Code()).Text)));
        }

        if (then.LimitAfter != facts.Line.Limit)
        {
            effects.Add(Say("limit", ("limit", formats.Amount(then.LimitAfter))));
        }

        if (then.RateAfter is { } rate && rate != facts.Line.Rate)
        {
            effects.Add(Say("rate", ("rate", formats.RateText(rate))));
        }

        if (then.Grade is { } better && better != last.Grade && then.Score > (last.Score ?? 0))
        {
            effects.Add(Say("grade", ("grade", better)));
        }

        return effects;

        string Blocked(Money over) =>
            over.IsPositive ? Say("over-limit", ("amount", formats.Amount(over))) : Say("limit-used");

        string Say(string effect, params (string Name, string Value)[] values) =>
            TextCatalog.Shipped.Get("borrower.effect-" + effect, formats.Language, values);
    }

    private static CodedText ActionOf(BorrowerView view, Assessment.Assessment then, ReleaseWords words) =>
        StillOver(view, then) is null ? words.Of("action", then.Action.Code()) : words.RestoredNotFree();

    // A freeze that is lifted frees nothing while what is used fills the limit: by how much it is over, zero where it is just full.
    private static Money? StillOver(BorrowerView view, Assessment.Assessment then)
    {
        if (then.Action != DecisionAction.Restore)
        {
            return null;
        }

        var line = view.State.Line;
        var limits = line.Limits with { Approved = then.LimitAfter };
        var over = line.Drawn + line.Reserved - limits.BoundsAt(view.AsOf)[0].Limit;
        return over.IsNegative ? null : over;
    }
}
