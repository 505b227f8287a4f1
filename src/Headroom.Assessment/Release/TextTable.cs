using Headroom.Primitives;

namespace Headroom.Assessment;

/// <summary>A pack's texts in both languages by key, such as <c>reason.late-one-month</c>.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, TextTemplate> _english;
    private readonly Dictionary<string, TextTemplate> _chinese;

    private TextTable(Dictionary<string, TextTemplate> english, Dictionary<string, TextTemplate> chinese)
    {
        _english = english;
        _chinese = chinese;
    }

    public IReadOnlyCollection<string> Keys => _english.Keys;

    public TextTemplate? Find(string key, Language language) =>
        (language == Language.Zh ? _chinese : _english).GetValueOrDefault(key);

    /// <summary>The text of a key with its values.</summary>
    /// <exception cref="KeyNotFoundException">The pack has no such text: a broken invariant, since packs are checked.</exception>
    public string Say(string key, Language language, IReadOnlyList<TextParameter> parameters) =>
        (Find(key, language) ?? throw new KeyNotFoundException($"The pack has no text '{key}'.")).Fill(
            parameters,
            language,
            word => Find("value." + word, language)?.Fill([], language, plain => plain) ?? word
        );

    /// <summary>Reads both files and says where they do not agree; null where a file cannot be read at all.</summary>
    public static TextTable? Read(
        PackFiles pack,
        IReadOnlyDictionary<string, byte[]> files,
        PackDiagnostics diagnostics
    )
    {
        var english = ReadOne(pack.English, files, diagnostics);
        var chinese = ReadOne(pack.Chinese, files, diagnostics);
        if (english is null || chinese is null)
        {
            return null;
        }

        Missing(english, chinese, pack.Chinese, diagnostics);
        Missing(chinese, english, pack.English, diagnostics);
        foreach (var (key, template) in english)
        {
            if (
                chinese.TryGetValue(key, out var other)
                && !template
                    .Names.Order(StringComparer.Ordinal)
                    .SequenceEqual(other.Names.Order(StringComparer.Ordinal))
            )
            {
                var message = $"'{key}' shows other values than in {pack.English}.";
                diagnostics.Add(
                    "text-values-differ",
                    pack.Chinese,
                    null,
                    key,
                    message,
                    "Name the same values in both."
                );
            }
        }

        return new TextTable(english, chinese);
    }

    private static void Missing(
        Dictionary<string, TextTemplate> from,
        Dictionary<string, TextTemplate> to,
        string file,
        PackDiagnostics diagnostics
    )
    {
        foreach (var key in from.Keys.Where(key => !to.ContainsKey(key)))
        {
            diagnostics.Add(
                "text-missing",
                file,
                null,
                key,
                $"There is no text '{key}'.",
                "Write it in this language."
            );
        }
    }

    private static Dictionary<string, TextTemplate>? ReadOne(
        string path,
        IReadOnlyDictionary<string, byte[]> files,
        PackDiagnostics diagnostics
    )
    {
        if (YamlFile.Read(path, files, diagnostics) is not { } map)
        {
            return null;
        }

        var texts = new Dictionary<string, TextTemplate>(StringComparer.Ordinal);
        foreach (var section in map.Keys)
        {
            if (map.Map(section) is not { } entries)
            {
                continue;
            }

            foreach (var key in entries.Keys)
            {
                if (entries.Text(key) is not { } text)
                {
                    continue;
                }

                if (TextTemplate.Parse(text, out var fault) is { } template)
                {
                    texts[$"{section}.{key}"] = template;
                }
                else
                {
                    entries.Fault("text-malformed", key, fault!, "Correct the braces.");
                }
            }
        }

        return texts;
    }
}
