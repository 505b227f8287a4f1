using System.Globalization;
using Headroom.Operations.Import;
using YamlDotNet.RepresentationModel;

namespace Headroom.Operations.Yaml;

/// <summary>A file, and what the codes of its refusals begin with, such as <c>mapping</c>.</summary>
internal readonly record struct YamlOrigin(string File, string Codes);

/// <summary>
/// One mapping node of a YAML file, read strictly: a key that is not known, missing, or of another shape is refused with
/// its place.
/// </summary>
internal sealed class YamlSection
{
    private readonly YamlOrigin _origin;
    private readonly string _path;
    private readonly YamlMappingNode _node;
    private readonly Dictionary<string, (YamlScalarNode Key, YamlNode Value)> _entries = new(StringComparer.Ordinal);

    /// <summary>Reads a node as a section; <paramref name="known"/> empty lets it have any keys.</summary>
    public YamlSection(YamlOrigin origin, string path, YamlNode node, params IReadOnlyCollection<string> known)
    {
        _origin = origin;
        _path = path;
        _node = node as YamlMappingNode ?? throw Malformed(node, path, "keys with values");
        foreach (var (key, value) in _node)
        {
            var name = key as YamlScalarNode ?? throw Malformed(key, path, "a plain key");
            if (known.Count > 0 && !known.Contains(name.Value!))
            {
                throw new YamlRefusedException(
                    origin.Codes + "-key-unknown",
                    origin.File,
                    name.Start,
                    ("key", Field(name.Value!)),
                    ("known", string.Join(", ", known))
                );
            }

            _entries.Add(name.Value!, (name, value));
        }
    }

    /// <summary>The keys in the order in which they stand.</summary>
    public IEnumerable<string> Keys => _node.Select(entry => ((YamlScalarNode)entry.Key).Value!);

    public bool Has(string key) => _entries.ContainsKey(key);

    /// <summary>A text that is not empty.</summary>
    public string Text(string key) => Scalar(key).Value!;

    public string? TextOrNull(string key) => Has(key) ? Text(key) : null;

    /// <summary>A value that a text stands for; null from <paramref name="read"/> refuses it, saying what was wanted.</summary>
    public T Value<T>(string key, string wanted, Func<string, T?> read)
        where T : struct => read(Text(key)) ?? throw Wrong(key, wanted);

    /// <summary>The values of a list of texts.</summary>
    public IReadOnlyList<T> Values<T>(string key, string wanted, Func<string, T?> read)
        where T : struct => [.. Texts(key).Select(text => read(text) ?? throw Wrong(key, wanted))];

    /// <summary>A plain decimal within bounds; the default, where there is one, stands for a missing key.</summary>
    public decimal Number(string key, decimal least, decimal most, decimal? missing = null) =>
        missing is { } given && !Has(key)
            ? given
            : Value(
                key,
                string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"),
                text =>
                    decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                    && number >= least
                    && number <= most
                        ? number
                        : (decimal?)null
            );

    /// <summary>A whole number within bounds.</summary>
    public static int? Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
            : null;

    /// <summary>True or false, or false where the key is missing.</summary>
    public bool Flag(string key) =>
        Has(key) && Value(key, "true or false", text => bool.TryParse(text, out var flag) ? flag : (bool?)null);

    /// <summary>A date, or the default where the key is missing.</summary>
    public DateOnly Date(string key, DateOnly missing) =>
        Has(key)
            ? Value(
                key,
                "a date yyyy-MM-dd",
                text =>
                    DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var date)
                        ? date
                        : (DateOnly?)null
            )
            : missing;

    /// <summary>A FEEL expression; whether it is sound is known once the columns are.</summary>
    public MappingExpression Feel(string key)
    {
        var scalar = Scalar(key);
        return new MappingExpression(Field(key), scalar.Value!, scalar.Start.Line, scalar.Start.Column);
    }

    public MappingExpression? FeelOrNull(string key) => Has(key) ? Feel(key) : null;

    public YamlSection Section(string key, params IReadOnlyCollection<string> known) =>
        new(_origin, Field(key), Entry(key), known);

    public YamlSection? SectionOrNull(string key, params IReadOnlyCollection<string> known) =>
        Has(key) ? Section(key, known) : null;

    /// <summary>The sections of a list; an item's path is <paramref name="itemPath"/>.</summary>
    public IEnumerable<YamlSection> Sections(string key, string itemPath, params IReadOnlyCollection<string> known) =>
        Items(key).Select(item => new YamlSection(_origin, itemPath, item, known));

    /// <summary>The texts of a list.</summary>
    public IEnumerable<string> Texts(string key) =>
        Items(key)
            .Select(item =>
                item is YamlScalarNode { Value.Length: > 0 } text ? text.Value : throw Wrong(key, "a list of texts")
            );

    /// <summary>A refusal at a key's value, which should have been what <paramref name="wanted"/> says.</summary>
    public YamlRefusedException Wrong(string key, string wanted) => Malformed(Entry(key), Field(key), wanted);

    /// <summary>A refusal at a key.</summary>
    public YamlRefusedException Refused(string key, string code, params (string, string)[] parameters) =>
        new(code, _origin.File, _entries[key].Key.Start, parameters);

    private YamlSequenceNode Items(string key) =>
        Entry(key) as YamlSequenceNode ?? throw Malformed(Entry(key), Field(key), "a list");

    private YamlScalarNode Scalar(string key) =>
        Entry(key) is YamlScalarNode { Value.Length: > 0 } scalar
            ? scalar
            : throw Malformed(Entry(key), Field(key), "a text that is not empty");

    private YamlNode Entry(string key) =>
        _entries.TryGetValue(key, out var entry)
            ? entry.Value
            : throw new YamlRefusedException(
                _origin.Codes + "-key-missing",
                _origin.File,
                _node.Start,
                ("key", Field(key))
            );

    private string Field(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private YamlRefusedException Malformed(YamlNode node, string field, string wanted) =>
        new(
            _origin.Codes + "-value-malformed",
            _origin.File,
            node.Start,
            ("key", field.Length == 0 ? "the file" : field),
            ("value", node is YamlScalarNode scalar ? scalar.Value ?? "" : node.NodeType.ToString().ToLowerInvariant()),
            ("wanted", wanted)
        );
}
