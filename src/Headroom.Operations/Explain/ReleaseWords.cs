using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Texts;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Explain;

/// <summary>The words of a release, and where it has none those of the product.</summary>
/// <param name="release">Whose words.</param>
/// <param name="decision">The last decision: where a text about the line finds the values that it names; null where there was none.</param>
/// <param name="language">The reader's language.</param>
public sealed class ReleaseWords(PolicyRelease release, DecisionMade? decision, Language language)
{
    /// <summary>A text of the release with its values; the product's text, or the key, where the release has none.</summary>
    public string Text(string key, IReadOnlyList<TextParameter> parameters) =>
        release.HasText(key)
            ? release.Text(key, language, parameters)
            : TextCatalog.Shipped.Get(key, language, parameters.Select(p => (p.Name, p.Value.ToString())));

    /// <summary>A code of the release with its words.</summary>
    public CodedText Of(string theme, string code) => new(code, Text($"{theme}.{code}", []));

    /// <summary>What was decided; that one can draw again is said only where one can.</summary>
    public CodedText Action(DecisionAction action, HeadroomView line) =>
        action == DecisionAction.Restore && !line.Headroom.IsPositive ? RestoredNotFree() : Of("action", action.Code());

    /// <summary>That a line is frozen no more, where nothing can be drawn all the same.</summary>
    public CodedText RestoredNotFree() =>
        new(DecisionAction.Restore.Code(), TextCatalog.Shipped.Get("borrower.restored-not-free", language));

    /// <summary>A code of the product with its words.</summary>
    public CodedText Code(string theme, string code) =>
        new(code, TextCatalog.Shipped.Get($"code.{theme}.{code}", language));

    /// <summary>The words of a reason or cure, or null where nobody knows the code: one that a person typed.</summary>
    public string? Reason(string code) =>
        release.HasText("reason." + code) ? release.Text("reason." + code, language, ValuesOf(code))
        : release.HasText("cure." + code) ? release.Text("cure." + code, language, ValuesOf(code))
        : null;

    // The values as the decision named them, or as it saw the features that the text names.
    private IReadOnlyList<TextParameter> ValuesOf(string code) =>
        decision is null ? []
        : decision.Outcome.Reasons.FirstOrDefault(reason => reason.Code == code) is { } stated ? stated.Parameters
        :
        [
            .. decision.Facts.Features.Select(feature => new TextParameter(feature.Name, feature.Value)),
            new TextParameter("currency", SignalValue.Text(decision.Facts.Line.Limit.Currency.Code)),
        ];

    /// <summary>A hold.</summary>
    public ExplainedHold Hold(Hold hold) =>
        new(
            hold.Id,
            Of("hold", hold.Kind.Code()),
            Code("hold-scope", hold.Scope.Code()),
            new CodedText(hold.Reason, Reason(hold.Reason) ?? hold.Reason),
            hold.Cure is { } cure ? new CodedText(cure, Reason(cure) ?? cure) : null,
            Of("override", hold.Override.Code()),
            hold.NotBefore,
            hold.Since,
            hold.Until
        );

    /// <summary>Why nothing can be drawn: a hold in the words of its reason, anything else in the product's.</summary>
    public CodedText Cause(HeadroomCause cause)
    {
        if (cause is HeadroomCause.Held held && Reason(held.Hold.Reason) is { } reason)
        {
            return new CodedText(cause.Code, $"{Text("hold." + held.Hold.Kind.Code(), [])}: {reason}");
        }

        return new CodedText(cause.Code, TextCatalog.Shipped.Get("cause." + cause.Code, language));
    }
}
