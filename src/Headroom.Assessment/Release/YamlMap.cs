using System.Globalization;
using Headroom.Profiles;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Headroom.Assessment;

/// <summary>
/// One mapping of a YAML file. Getters say what is wrong, with file, line and key, and answer null or a default; asking
/// <see cref="RefuseOthers"/> last refuses keys that nobody asked for, so that a typing error never passes in silence.
/// </summary>
internal sealed class YamlMap(string file, string place, YamlMappingNode node, PackDiagnostics diagnostics)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public string File => file;

    public string Place => place;

    public int Line => (int)node.Start.Line;

    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    public void Fault(string code, string key, string message, string cure) =>
        diagnostics.Add(code, file, LineOf(key), At(key), message, cure);

    public bool Has(string key) => Find(key) is not null;

    public bool IsMap(string key) => Find(key) is YamlMappingNode;

    public int LineOf(string key) => (int)(Find(key) ?? node).Start.Line;

    public string? Text(string key, bool required = true)
    {
        switch (Find(key))
        {
            case YamlScalarNode { Value: { Length: > 0 } text }:
                return text;
            case null when !required:
                return null;
            case null:
                Fault("key-missing", key, $"'{key}' is missing.", "Add it.");
                return null;
            default:
                Fault("value-malformed", key, $"'{key}' is not a text.", "Write one value after the colon.");
                return null;
        }
    }

    public decimal? Number(string key, bool required = true)
    {
        if (Text(key, required) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Fault("value-malformed", key, $"'{text}' is not a number.", "Write it like 1200 or 0.05.");
        return null;
    }

    public DateOnly? Date(string key, bool required = true)
    {
        if (Text(key, required) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Fault("value-malformed", key, $"'{text}' is not a date.", "Write it as yyyy-MM-dd.");
        return null;
    }

    public YamlMap? Map(string key, bool required = true)
    {
        switch (Find(key))
        {
            case YamlMappingNode map:
                return new YamlMap(file, At(key), map, diagnostics);
            case null when !required:
                return null;
            default:
                Fault("key-missing", key, $"'{key}' is missing or not a mapping.", "Write key: value lines under it.");
                return null;
        }
    }

    /// <summary>The mappings of a list.</summary>
    public IReadOnlyList<YamlMap> Maps(string key, bool required = true)
    {
        List<YamlMap> maps = [];
        foreach (var (index, item) in Items(key, required).Index())
        {
            if (item is YamlMappingNode map)
            {
                maps.Add(new YamlMap(file, $"{At(key)}[{index + 1}]", map, diagnostics));
            }
            else
            {
                Fault(
                    "value-malformed",
                    key,
                    $"Item {index + 1} of '{key}' is not a mapping.",
                    "Write key: value pairs."
                );
            }
        }

        return maps;
    }

    /// <summary>The texts of a list.</summary>
    public IReadOnlyList<string> Texts(string key, bool required = true)
    {
        List<string> texts = [];
        foreach (var item in Items(key, required))
        {
            if (item is YamlScalarNode { Value: { Length: > 0 } text })
            {
                texts.Add(text);
            }
            else
            {
                Fault("value-malformed", key, $"'{key}' has an item that is not a text.", "Write one text an item.");
            }
        }

        return texts;
    }

    /// <summary>A number, a flag or a text as written; none for null. A quoted scalar is always a text.</summary>
    public SignalValue Value(string key)
    {
        if (Find(key) is not YamlScalarNode scalar)
        {
            Fault("value-malformed", key, $"'{key}' is not one value.", "Write a number, true, false, a text or null.");
            return default;
        }

        var text = scalar.Value ?? "";
        return scalar.Style != ScalarStyle.Plain ? SignalValue.Text(text)
            : text is "" or "null" or "~" ? default
            : text is "true" or "false" ? SignalValue.Flag(text == "true")
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? SignalValue.Number(number)
            : SignalValue.Text(text);
    }

    /// <summary>Refuses keys that nothing asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var key in Keys.Where(key => !_asked.Contains(key)))
        {
            var known = string.Join(", ", _asked.Order(StringComparer.Ordinal));
            Fault("key-unknown", key, $"'{key}' means nothing here.", $"Known are: {known}.");
        }
    }

    private IEnumerable<YamlNode> Items(string key, bool required)
    {
        switch (Find(key))
        {
            case YamlSequenceNode list:
                return list.Children;
            case null when !required:
                return [];
            default:
                Fault("key-missing", key, $"'{key}' is missing or not a list.", "Write it as a list.");
                return [];
        }
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;
    }

    private string At(string key) => place.Length == 0 ? key : $"{place}.{key}";
}
