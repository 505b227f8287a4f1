using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;
using Headroom.Primitives;
using YamlDotNet.RepresentationModel;

namespace Headroom.Operations.Texts;

/// <summary>
/// The product's own words in every language: refusals, events, statuses, pages. The words of a decision come from
/// the release that made it. A text names its parameters in braces: <c>{limit}</c>; <c>{days|day|days}</c> is the first word
/// where the value is 1, else the second.
/// </summary>
public sealed partial class TextCatalog
{
    // The parameters of refusals that hold codes, one or several, and where the words for them stand.
    private static readonly FrozenDictionary<string, string> s_themes = new Dictionary<string, string>
    {
        ["status"] = "status",
        ["holds"] = "hold-kind",
        ["limit"] = "limit-source",
        ["method"] = "repayment-method",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<Language, FrozenDictionary<string, string>> _texts;

    private TextCatalog(FrozenDictionary<Language, FrozenDictionary<string, string>> texts) => _texts = texts;

    /// <summary>The catalog that ships with the product.</summary>
    public static TextCatalog Shipped { get; } = Load();

    /// <summary>Every key of a language, for checks.</summary>
    public IReadOnlyCollection<string> Keys(Language language) => _texts[language].Keys;

    /// <summary>Whether there is a text under the key.</summary>
    public bool Has(string key) => _texts[Language.En].ContainsKey(key);

    /// <summary>The text with its parameters filled in; the key itself where there is none, so that nothing is hidden.</summary>
    public string Get(string key, Language language, params IEnumerable<(string Name, string Value)> parameters) =>
        _texts[language].TryGetValue(key, out var text) ? Fill(text, parameters) : key;

    /// <summary>Every text under a key's part, such as <c>report</c>, by the rest of its key: words for a library that has none of its own.</summary>
    public IReadOnlyDictionary<string, string> Under(string part, Language language)
    {
        var start = part + ".";
        return _texts[language]
            .Where(text => text.Key.StartsWith(start, StringComparison.Ordinal))
            .ToDictionary(text => text.Key[start.Length..], text => text.Value, StringComparer.Ordinal);
    }

    /// <summary>The sentence that says a refusal to a person: what was wrong, where, and what to do.</summary>
    public string Say(Refusal refusal, Language language) =>
        Get(
            refusal.TextKey,
            language,
            refusal.Parameters.Select(given => (given.Name, InWords(given.Name, given.Value, language)))
        );

    // A program reads the code in the refusal's parameters; a person reads what it means.
    private string InWords(string name, string value, Language language)
    {
        if (!s_themes.TryGetValue(name, out var theme))
        {
            return value;
        }

        var keys = value.Split(", ").Select(code => $"code.{theme}.{code}").ToList();
        return keys.TrueForAll(Has)
            ? string.Join(language == Language.Zh ? "、" : ", ", keys.Select(key => Get(key, language)))
            : value;
    }

    // The text is walked once, so that braces in a value are a part of the value. A name that is not given stays to be seen.
    private static string Fill(string text, IEnumerable<(string Name, string Value)> parameters) =>
        text.Contains('{', StringComparison.Ordinal)
            ? Place().Replace(text, place => Filled(place, parameters) ?? place.Value)
            : text;

    private static string? Filled(Match place, IEnumerable<(string Name, string Value)> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            if (place.Groups["name"].ValueSpan.SequenceEqual(name))
            {
                return !place.Groups["one"].Success ? value
                    : value == "1" ? place.Groups["one"].Value
                    : place.Groups["many"].Value;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\{(?<name>[^{}|]+)(\|(?<one>[^{}|]*)\|(?<many>[^{}|]*))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();

    private static TextCatalog Load() =>
        new(
            new Dictionary<Language, FrozenDictionary<string, string>>
            {
                [Language.En] = Read("en"),
                [Language.Zh] = Read("zh"),
            }.ToFrozenDictionary()
        );

    // Several files make a language: Texts/<theme>.<language>.yaml, so that each theme stays small enough to see.
    private static FrozenDictionary<string, string> Read(string language)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var ending = $".{language}.yaml";
        foreach (
            var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(ending, StringComparison.Ordinal))
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var yaml = new YamlStream();
            yaml.Load(reader);
            Flatten("", yaml.Documents[0].RootNode, texts);
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Flatten(string prefix, YamlNode node, Dictionary<string, string> texts)
    {
        if (node is YamlScalarNode scalar)
        {
            texts.Add(prefix, scalar.Value ?? "");
            return;
        }

        foreach (var (key, value) in (YamlMappingNode)node)
        {
            var name = ((YamlScalarNode)key).Value;
            Flatten(prefix.Length == 0 ? name! : $"{prefix}.{name}", value, texts);
        }
    }
}
