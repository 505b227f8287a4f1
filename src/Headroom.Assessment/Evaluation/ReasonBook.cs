using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment;

/// <summary>Makes reasons with the values that their texts show, and ranks them.</summary>
internal sealed class ReasonBook
{
    private const int ReasonsMax = 4;

    private readonly Dictionary<string, Slot[]> _slotsByTextKey = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, ReasonDefinition> _definitions;

    public ReasonBook(TextTable texts, IReadOnlyDictionary<string, ReasonDefinition> definitions)
    {
        _definitions = definitions;
        foreach (var key in texts.Keys)
        {
            if (IsReason(key) && texts.Find(key, Language.En) is { } template)
            {
                _slotsByTextKey[key] = [.. template.Names.Select(SlotOf), .. Currency(template)];
            }
        }
    }

    /// <summary>Whether a text key is that of a reason.</summary>
    public static bool IsReason(string textKey) =>
        textKey.StartsWith("reason.", StringComparison.Ordinal)
        || textKey.StartsWith("lifted.", StringComparison.Ordinal);

    /// <summary>Whether a reason's text may show a value of this name.</summary>
    public static bool IsShowable(string name, IReadOnlyList<InputBinding> inputs) =>
        FactCatalog.IsEngineFact(name) || inputs.Any(input => input.Feature.Name == name);

    /// <summary>A reason with its values as the sheet has them now.</summary>
    public Reason Make(string code, ReasonKind kind, FactSheet sheet, string currency)
    {
        var reason = new Reason(code, kind, []);
        var slots = _slotsByTextKey.GetValueOrDefault(reason.TextKey, []);
        if (slots.Length == 0)
        {
            return reason;
        }

        var parameters = new TextParameter[slots.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            var (name, place) = slots[i];
            parameters[i] = new TextParameter(name, place < 0 ? SignalValue.Text(currency) : sheet.Shown(place));
        }

        return reason with
        {
            Parameters = parameters,
        };
    }

    /// <summary>
    /// The reasons to give: rules before the rest and the rest in the order found, each code once, and no reason of the
    /// score that rests on the same feature as a rule already named.
    /// </summary>
    public IReadOnlyList<Reason> Rank(List<Reason> found)
    {
        var given = new List<Reason>(ReasonsMax);
        foreach (
            var kind in (ReadOnlySpan<ReasonKind>)
                [ReasonKind.Rule, ReasonKind.Lifted, ReasonKind.Limit, ReasonKind.Score]
        )
        {
            foreach (var reason in found)
            {
                if (reason.Kind == kind && given.Count < ReasonsMax && !IsSaid(given, reason))
                {
                    given.Add(reason);
                }
            }
        }

        return given;
    }

    private bool IsSaid(List<Reason> given, Reason reason)
    {
        foreach (var said in given)
        {
            if (said.Code == reason.Code || (reason.Kind == ReasonKind.Score && RestsOnSame(said.Code, reason.Code)))
            {
                return true;
            }
        }

        return false;
    }

    private bool RestsOnSame(string said, string other) =>
        _definitions.TryGetValue(said, out var left)
        && _definitions.TryGetValue(other, out var right)
        && left.Rests.Count > 0
        && right.Rests.Count > 0
        && left.Rests[0].Feature == right.Rests[0].Feature;

    private static Slot SlotOf(string name) =>
        FactCatalog.Find(name) is { } place ? new(name, place)
        : FeatureCatalog.Find(name) is { } feature ? new(name, FactCatalog.PlaceOf(feature))
        : throw new InvalidOperationException($"No fact is called '{name}'; the pack was not checked.");

    private static IEnumerable<Slot> Currency(TextTemplate template) =>
        template.ShowsMoney ? [new Slot("currency", -1)] : [];

    // A place below zero is the line's currency.
    private readonly record struct Slot(string Name, int Place);
}
