using Headroom.Profiles;

namespace Headroom.Assessment;

/// <summary>Reads what pack.yaml says of reasons and levers: features with values.</summary>
internal static class LeverReader
{
    public static Dictionary<string, ReasonDefinition> Reasons(YamlMap map, IReadOnlyList<InputBinding> inputs)
    {
        var reasons = new Dictionary<string, ReasonDefinition>(StringComparer.Ordinal);
        if (map.Map("reasons") is not { } all)
        {
            return reasons;
        }

        foreach (var code in all.Keys)
        {
            if (all.Map(code) is { } rests)
            {
                reasons[code] = new ReasonDefinition(Values(rests, inputs), all.LineOf(code));
            }
        }

        return reasons;
    }

    public static List<Lever> Levers(YamlMap map, IReadOnlyList<InputBinding> inputs)
    {
        List<Lever> levers = [];
        if (map.Map("levers") is not { } all)
        {
            return levers;
        }

        foreach (var name in all.Keys)
        {
            if (all.Map(name) is not { } lever)
            {
                continue;
            }

            var kindCode = lever.Text("for", required: false);
            var kind = kindCode is null ? null : WordCodes.KindOf(kindCode);
            if (kindCode is not null && kind is null)
            {
                lever.Fault(
                    "value-malformed",
                    "for",
                    $"'{kindCode}' is no kind of borrower.",
                    "Write person or enterprise."
                );
            }

            var steps = lever.Maps("steps").Select(step => Step(step, inputs)).OfType<LeverStep>().ToList();
            lever.RefuseOthers();
            levers.Add(new Lever(name, kind, steps, all.LineOf(name)));
        }

        return levers;
    }

    private static LeverStep? Step(YamlMap step, IReadOnlyList<InputBinding> inputs)
    {
        var move = step.Text("when") switch
        {
            "down" => LeverMove.Down,
            "up" => LeverMove.Up,
            "is" => LeverMove.Is,
            "unknown" => LeverMove.Unknown,
            null => (LeverMove?)null,
            var other => Malformed(step, other),
        };
        var sets = step.Map("set") is { } set ? Values(set, inputs) : [];
        if (move is null || sets.Count == 0)
        {
            return null;
        }

        if (move is LeverMove.Down or LeverMove.Up && sets[0].Item2.Kind != SignalValueKind.Number)
        {
            step.Fault("lever-not-ordered", "set", $"'{sets[0].Item1}' is not set to a number.", "Write 'when: is'.");
        }

        // Whatever else a step names is a value that its text shows.
        var parameters = step
            .Keys.Where(key => key is not ("when" or "set"))
            .Select(key => new TextParameter(key, step.Value(key)))
            .ToList();
        return new LeverStep(move.Value, sets, parameters);
    }

    private static LeverMove? Malformed(YamlMap step, string other)
    {
        step.Fault("value-malformed", "when", $"'{other}' is no move.", "Write down, up, is or unknown.");
        return null;
    }

    private static List<(Feature, SignalValue)> Values(YamlMap map, IReadOnlyList<InputBinding> inputs)
    {
        List<(Feature, SignalValue)> values = [];
        foreach (var name in map.Keys)
        {
            var value = map.Value(name);
            if (inputs.FirstOrDefault(input => input.Feature.Name == name)?.Feature is not { } feature)
            {
                map.Fault("feature-not-used", name, $"The pack has no input of feature '{name}'.", "Add it to inputs.");
            }
            else if (value.IsKnown && value.Kind != feature.Kind)
            {
                var kind = feature.Kind.ToString().ToLowerInvariant();
                map.Fault("value-wrong-kind", name, $"'{value}' is not a {kind}.", $"Write a {kind}.");
            }
            else
            {
                values.Add((feature, value));
            }
        }

        return values;
    }
}
