using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment;

/// <summary>Reads <c>pack.yaml</c>.</summary>
internal static class PackReader
{
    public const string FileName = "pack.yaml";

    /// <summary>The definition, or null after saying what is wrong.</summary>
    public static PackDefinition? Read(IReadOnlyDictionary<string, byte[]> files, PackDiagnostics diagnostics)
    {
        if (YamlFile.Read(FileName, files, diagnostics) is not { } map)
        {
            return null;
        }

        var before = diagnostics.Found.Count;
        _ = map.Text("jurisdiction");
        var currency = CurrencyOf(map, "currency", map.Text("currency") ?? "CNY");
        var inputs = Inputs(map);
        var definition = new PackDefinition(
            map.Text("name") ?? "",
            map.Text("version") ?? "",
            map.Text("lender") ?? "",
            currency,
            Currencies(map, currency),
            map.Number("leastLimit") ?? 0,
            (int)(map.Number("reapplyDays") ?? 0),
            (int)(map.Number("failureReviewDays") ?? 0),
            Score(map),
            Files(map),
            Roles(map),
            inputs,
            LeverReader.Reasons(map, inputs),
            LeverReader.Levers(map, inputs)
        );
        map.RefuseOthers();
        return diagnostics.Found.Count == before ? definition : null;
    }

    private static Currency CurrencyOf(YamlMap map, string key, string code)
    {
        if (Currency.FromCode(code).TryGet(out var currency, out var refusal))
        {
            return currency;
        }

        map.Fault(
            "currency-unknown",
            key,
            $"'{code}' is not a known currency.",
            $"Known are: {refusal.Parameters[1].Value}."
        );
        return default;
    }

    private static Dictionary<string, CurrencyRule> Currencies(YamlMap map, Currency own)
    {
        var rules = new Dictionary<string, CurrencyRule>(StringComparer.Ordinal);
        if (map.Map("currencies") is not { } all)
        {
            return rules;
        }

        foreach (var code in all.Keys)
        {
            var currency = CurrencyOf(all, code, code);
            if (all.Map(code) is not { } rule || currency == default)
            {
                continue;
            }

            var perUnit = rule.Number("perUnit") ?? 0;
            var step = rule.Number("step") ?? 0;
            rule.RefuseOthers();
            if (perUnit <= 0 || step <= 0)
            {
                all.Fault("value-out-of-range", code, "perUnit and step must be above 0.", "Write positive numbers.");
                continue;
            }

            rules[code] = new CurrencyRule(currency, perUnit, Money.FromAmount(step, currency, Rounding.Down));
        }

        if (own != default && !(rules.TryGetValue(own.Code, out var ownRule) && ownRule.PerUnit == 1))
        {
            all.Fault(
                "currency-own-missing",
                own.Code,
                "The pack's own currency is not there at 1.",
                "Add it with perUnit: 1."
            );
        }

        return rules;
    }

    private static ScoreDefinition Score(YamlMap map)
    {
        var score = map.Map("score");
        var definition = new ScoreDefinition(
            score?.Text("person") ?? "",
            score?.Text("enterprise") ?? "",
            (int)(score?.Number("low") ?? 0),
            (int)(score?.Number("high") ?? 0)
        );
        score?.RefuseOthers();
        if (score is not null && definition.Low >= definition.High)
        {
            score.Fault(
                "value-out-of-range",
                "high",
                "The scale's high end is not above its low end.",
                "Write low < high."
            );
        }

        return definition;
    }

    private static PackFiles Files(YamlMap map)
    {
        if (map.Map("files") is not { } files)
        {
            return new PackFiles([], "", "", "", []);
        }

        var texts = files.Map("texts");
        var read = new PackFiles(
            files.Texts("decisions"),
            files.Text("caps") ?? "",
            texts?.Text("en") ?? "",
            texts?.Text("zh") ?? "",
            files.Texts("cases", required: false)
        );
        texts?.RefuseOthers();
        files.RefuseOthers();
        return read;
    }

    private static Dictionary<PolicyRole, RoleBinding> Roles(YamlMap map)
    {
        var roles = new Dictionary<PolicyRole, RoleBinding>();
        if (map.Map("decisions") is not { } decisions)
        {
            return roles;
        }

        foreach (var role in Enum.GetValues<PolicyRole>())
        {
            var key = char.ToLowerInvariant(role.ToString()[0]) + role.ToString()[1..];
            if (Role(decisions, key) is { } binding)
            {
                roles[role] = binding;
            }
        }

        decisions.RefuseOthers();
        return roles;
    }

    private static RoleBinding? Role(YamlMap decisions, string key)
    {
        var line = decisions.LineOf(key);
        if (decisions.IsMap(key) && decisions.Map(key) is { } map)
        {
            var decision = map.Text("decision");
            var unknown = map.Text("unknown", required: false);
            if (unknown is not (null or "allowed" or "fails"))
            {
                map.Fault(
                    "value-malformed",
                    "unknown",
                    $"'{unknown}' is neither allowed nor fails.",
                    "Write one of them."
                );
            }

            map.RefuseOthers();
            return decision is null ? null : new RoleBinding(decision, unknown == "allowed", line);
        }

        return decisions.Text(key) is { } name ? new RoleBinding(name, false, line) : null;
    }

    private static List<InputBinding> Inputs(YamlMap map)
    {
        List<InputBinding> inputs = [];
        if (map.Map("inputs") is not { } all)
        {
            return inputs;
        }

        foreach (var name in all.Keys)
        {
            if (all.Text(name) is not { } featureName)
            {
                continue;
            }

            if (FactCatalog.IsEngineFact(name))
            {
                all.Fault("input-taken", name, $"'{name}' is a fact of the engine's own.", "Choose another name.");
            }
            else if (FeatureCatalog.Find(featureName) is { } feature)
            {
                inputs.Add(new InputBinding(name, feature));
            }
            else
            {
                var cure = $"Features are: {string.Join(", ", FeatureCatalog.All)}.";
                all.Fault("feature-unknown", name, $"No feature is called '{featureName}'.", cure);
            }
        }

        return inputs;
    }
}
