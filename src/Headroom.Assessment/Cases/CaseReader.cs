using Headroom.Lending;
using Headroom.Primitives;

namespace Headroom.Assessment;

/// <summary>Reads the example cases of a pack.</summary>
internal static class CaseReader
{
    public static IReadOnlyList<PackCase> Read(
        PackDefinition pack,
        IReadOnlyDictionary<string, byte[]> files,
        PackDiagnostics diagnostics
    )
    {
        List<PackCase> cases = [];
        foreach (var file in pack.Files.Cases)
        {
            if (YamlFile.Read(file, files, diagnostics) is { } map)
            {
                cases.AddRange(map.Maps("cases").Select(one => Case(pack, one)).OfType<PackCase>());
                map.RefuseOthers();
            }
        }

        return cases;
    }

    private static PackCase? Case(PackDefinition pack, YamlMap map)
    {
        var name = map.Text("case");
        var kind = Word(map, "kind", "person", WordCodes.KindOf);
        var trigger = Word(map, "trigger", "schedule", WordCodes.TriggerOf);
        var date = map.Date("on");
        var features = Features(pack, map);
        var line = Line(pack, map, out var currency);
        var dates = new MovementDates(
            map.Date("increasedOn", required: false),
            map.Date("decreasedOn", required: false)
        );
        var requested = map.Number("requested", required: false);
        var expected = map.Map("expect");
        if (name is null || kind is null || trigger is null || date is not { } on || line is null || expected is null)
        {
            map.RefuseOthers();
            return null;
        }

        // Noon keeps the instant and the date together in every zone a lender is likely to be in.
        var at = new DateTimeOffset(on, new TimeOnly(4, 0), TimeSpan.Zero);
        var facts = new DecisionFacts(
            kind.Value,
            trigger.Value,
            at,
            on,
            line,
            dates,
            requested is { } amount ? Money.FromAmount(amount, currency, Rounding.Down) : null,
            features
        );
        map.RefuseOthers();
        return new PackCase(map.File, map.Line, name, facts, Expectation(expected));
    }

    private static LineFacts? Line(PackDefinition pack, YamlMap map, out Currency currency)
    {
        currency = pack.Currency;
        if (map.Map("line", required: false) is not { } line)
        {
            var none = Money.Zero(currency);
            return new LineFacts(LineStatus.Applied, none, none, none, null, []);
        }

        var code = line.Text("currency", required: false) ?? currency.Code;
        var status = Word(line, "status", "active", WordCodes.StatusOf);
        if (!Currency.FromCode(code).TryGet(out currency, out _) || status is null)
        {
            line.Fault("currency-unknown", "currency", $"'{code}' is not a known currency.", "Write one such as CNY.");
            return null;
        }

        var own = currency;
        Money Amount(string key) => Money.FromAmount(line.Number(key, required: false) ?? 0, own, Rounding.Down);
        var rate = line.Number("rate", required: false);
        var facts = new LineFacts(
            status.Value,
            Amount("limit"),
            Amount("drawn"),
            Amount("reserved"),
            rate is { } fraction ? Rate.Daily(fraction) : null,
            [.. line.Maps("holds", required: false).Select(Hold).OfType<StandingHold>()]
        );
        line.RefuseOthers();
        return facts;
    }

    private static StandingHold? Hold(YamlMap map, int index)
    {
        var reason = map.Text("reason");
        var kind = Word(map, "kind", "risk", WordCodes.HoldKindOf);
        var scope = Word(map, "scope", "draws", WordCodes.HoldScopeOf);
        var release = Word(map, "override", "clears-itself", WordCodes.HoldOverrideOf);
        var byPolicy = map.Text("by", required: false) is null or "policy";
        map.RefuseOthers();
        var id = new HoldId(SortableId.Of(DateTimeOffset.UnixEpoch, new byte[10]).Derive(index));
        return reason is null || kind is null || scope is null || release is null
            ? null
            : new StandingHold(id, kind.Value, scope.Value, reason, release.Value, byPolicy);
    }

    private static List<FeatureUsed> Features(PackDefinition pack, YamlMap map)
    {
        List<FeatureUsed> features = [];
        if (map.Map("features", required: false) is not { } given)
        {
            return features;
        }

        foreach (var name in given.Keys)
        {
            var value = given.Value(name);
            if (pack.Inputs.FirstOrDefault(input => input.Feature.Name == name)?.Feature is not { } feature)
            {
                given.Fault(
                    "feature-not-used",
                    name,
                    $"The pack has no input of feature '{name}'.",
                    "Correct the name."
                );
            }
            else if (value.IsKnown && value.Kind != feature.Kind)
            {
                given.Fault("value-wrong-kind", name, $"'{value}' is not a {feature.Kind}.", "Correct the value.");
            }
            else if (value.IsKnown)
            {
                features.Add(new FeatureUsed(name, value, "case", 0));
            }
        }

        return features;
    }

    private static CaseExpectation Expectation(YamlMap map)
    {
        var expected = new CaseExpectation(
            map.Text("action"),
            map.Number("limit", required: false),
            map.Text("grade", required: false),
            map.Number("score", required: false),
            map.Number("rate", required: false),
            map.Text("cap", required: false),
            map.Text("referral", required: false),
            map.Text("failure", required: false),
            map.Text("reapplyOn", required: false),
            map.Text("nextReview", required: false),
            map.Has("reasons") ? map.Texts("reasons") : null,
            map.Has("places") ? map.Texts("places") : null,
            map.Has("cures") ? map.Texts("cures") : null
        );
        map.RefuseOthers();
        return expected;
    }

    private static T? Word<T>(YamlMap map, string key, string otherwise, Func<string, T?> read)
        where T : struct
    {
        var word = map.Text(key, required: false) ?? otherwise;
        var found = read(word);
        if (found is null)
        {
            map.Fault("word-unknown", key, $"'{word}' is no {key}.", "Correct the word.");
        }

        return found;
    }
}
