using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.ReadBorrower;
using Headroom.Operations.Texts;

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
                        words.Of("action", remedy.Outcome.Action.Code()),
                        remedy.Outcome.LimitAfter,
                        Effects(facts, view.State.Line, decision.Outcome.Grade, remedy.Outcome, words, formats)
                    ))
                    .Where(remedy => remedy.Effects.Count > 0),
            ];

    private static List<string> Effects(
        DecisionFacts facts,
        Line line,
        string? grade,
        Assessment.Assessment then,
        ReleaseWords words,
        Formats formats
    )
    {
        List<string> effects = [];
        if (then.Action is not (DecisionAction.NoChange or DecisionAction.Reprice))
        {
            effects.Add(words.Of("action", then.Action.Code()).Text);
        }

        foreach (var cured in line.Holds.Where(hold => then.HoldsToCure.Any(cure => cure.Id == hold.Id)))
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

        if (then.Grade is { } better && better != grade)
        {
            effects.Add(Say("grade", ("grade", better)));
        }

        return effects;

        string Say(string effect, (string Name, string Value) value) =>
            TextCatalog.Shipped.Get("borrower.effect-" + effect, formats.Language, value);
    }
}
