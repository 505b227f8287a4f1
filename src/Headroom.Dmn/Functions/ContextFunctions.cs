namespace Headroom.Dmn;

/// <summary>Contexts (DMN 1.5, section 10.3.4.8).</summary>
internal static class ContextFunctions
{
    public static IEnumerable<(string, Overload)> All =>
        [
            // By position a key may be a string or a list of them; by name "key" is the one and "keys" the other.
            BuiltIns.Define("get value", (Function2)GetValue, "m", "key or keys"),
            BuiltIns.Define("get value", (Function2)GetValueByKey, "m", "key"),
            BuiltIns.Define("get value", (Function2)GetValueByKeys, "context", "keys"),
            BuiltIns.Define("get entries", (Function1)GetEntries, "m"),
            BuiltIns.Define("context", (Function1)FromEntries, "entries"),
            BuiltIns.Define("context put", (Function3)Put, "context", "key or keys", "value"),
            BuiltIns.Define("context put", (Function3)PutByKey, "context", "key", "value"),
            BuiltIns.Define("context put", (Function3)PutByKeys, "context", "keys", "value"),
            BuiltIns.Define("context merge", (Function1)Merge, "contexts"),
        ];

    private static FeelValue GetValue(FeelValue source, FeelValue key, Evaluation evaluation)
    {
        if (!Arguments.TryContext(source, out var context))
        {
            return Arguments.Refuse("get value", evaluation, source, key);
        }
        if (key.Kind != FeelKind.List)
        {
            return key.Kind == FeelKind.String
                ? context[key.Text]
                : Arguments.Refuse("get value", evaluation, source, key);
        }
        var value = source;
        foreach (var part in key.Items)
        {
            if (part.Kind != FeelKind.String || value.Kind != FeelKind.Context)
            {
                return Arguments.Refuse("get value", evaluation, source, key);
            }
            value = value.AsContext[part.Text];
        }
        return key.Items.Length == 0 ? Arguments.Refuse("get value", evaluation, source, key) : value;
    }

    private static FeelValue GetValueByKey(FeelValue source, FeelValue key, Evaluation evaluation) =>
        key.Kind == FeelKind.List
            ? Arguments.Refuse("get value", evaluation, source, key)
            : GetValue(source, key, evaluation);

    private static FeelValue GetValueByKeys(FeelValue source, FeelValue keys, Evaluation evaluation) =>
        keys.Kind == FeelKind.List
            ? GetValue(source, keys, evaluation)
            : Arguments.Refuse("get value", evaluation, source, keys);

    private static FeelValue PutByKey(FeelValue source, FeelValue key, FeelValue value, Evaluation evaluation) =>
        key.Kind == FeelKind.List
            ? Arguments.Refuse("context put", evaluation, source, key, value)
            : Put(source, key, value, evaluation);

    private static FeelValue PutByKeys(FeelValue source, FeelValue keys, FeelValue value, Evaluation evaluation) =>
        keys.Kind == FeelKind.List
            ? Put(source, keys, value, evaluation)
            : Arguments.Refuse("context put", evaluation, source, keys, value);

    private static FeelValue GetEntries(FeelValue source, Evaluation evaluation)
    {
        if (!Arguments.TryContext(source, out var context))
        {
            return Arguments.Refuse("get entries", evaluation, source);
        }
        return FeelValue.List(context.Select(entry => Entry(entry.Key, entry.Value)).ToArray());
    }

    private static FeelValue Entry(string key, FeelValue value) =>
        FeelValue.Context(new FeelContext(["key", "value"], [FeelValue.String(key), value]));

    private static FeelValue FromEntries(FeelValue entries, Evaluation evaluation)
    {
        if (!Arguments.TryList(entries, out var items))
        {
            return Arguments.Refuse("context", evaluation, entries);
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var result = new List<KeyValuePair<string, FeelValue>>();
        foreach (var item in items)
        {
            if (
                item.Kind != FeelKind.Context
                || item.AsContext["key"] is not { Kind: FeelKind.String } key
                || !item.AsContext.TryGet("value", out var value)
                || !seen.Add(key.Text)
            )
            {
                return evaluation.FailArgument("context", "the entries must be contexts of one key each and a value.");
            }
            result.Add(new(key.Text, value));
        }
        return FeelValue.Context(result);
    }

    private static FeelValue Put(FeelValue source, FeelValue key, FeelValue value, Evaluation evaluation)
    {
        if (!Arguments.TryContext(source, out var context))
        {
            return Arguments.Refuse("context put", evaluation, source, key, value);
        }
        var keys = key.Kind == FeelKind.List ? key.Items : [key];
        return keys.Length > 0 && Array.TrueForAll(keys, part => part.Kind == FeelKind.String)
            ? PutAlong(context, keys, value, evaluation)
            : Arguments.Refuse("context put", evaluation, source, key, value);
    }

    private static FeelValue PutAlong(
        FeelContext context,
        ReadOnlySpan<FeelValue> keys,
        in FeelValue value,
        Evaluation evaluation
    )
    {
        var name = keys[0].Text;
        if (keys.Length == 1)
        {
            return FeelValue.Context(context.With(name, value));
        }
        evaluation.Enter();
        var inner = context[name] is { Kind: FeelKind.Context } found
            ? PutAlong(found.AsContext, keys[1..], value, evaluation)
            : evaluation.FailArgument("context put", $"there is no context at '{name}'.");
        evaluation.Leave();
        return inner.IsNull ? inner : FeelValue.Context(context.With(name, inner));
    }

    private static FeelValue Merge(FeelValue contexts, Evaluation evaluation)
    {
        if (
            !Arguments.TryList(contexts, out var items)
            || !Array.TrueForAll(items, item => item.Kind == FeelKind.Context)
        )
        {
            return Arguments.Refuse("context merge", evaluation, contexts);
        }
        return FeelValue.Context(items.SelectMany(item => item.AsContext));
    }
}
