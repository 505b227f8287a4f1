using System.Globalization;
using System.Text;
using Headroom.Operations.Yaml;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Import;

/// <summary>
/// Reads a mapping file. The whole shape is checked here; its FEEL is compiled when the columns are known, see
/// <see cref="PortfolioCsv.Open"/>.
/// </summary>
public static class MappingFile
{
    private const string Codes = "mapping";

    private static readonly string[] RootKeys =
    [
        "format",
        "currency",
        "asOf",
        "borrower",
        "line",
        "signals",
        "outcome",
    ];

    /// <summary>
    /// The mapping in a file. Refuses with <c>mapping-not-found</c>, <c>mapping-unreadable</c>, and what <see cref="Parse"/>
    /// refuses.
    /// </summary>
    public static Result<ImportMapping> Read(string path) => YamlFile.Read(path, Codes).Then(yaml => Parse(yaml, path));

    /// <summary>
    /// The mapping in a text. Refuses with file, line and column: <c>mapping-yaml-malformed</c>, <c>mapping-key-unknown</c>,
    /// <c>mapping-key-missing</c>, <c>mapping-value-malformed</c>, <c>mapping-currency-unknown</c>, <c>mapping-outcome-kind</c>.
    /// </summary>
    public static Result<ImportMapping> Parse(string yaml, string file) =>
        YamlFile.Parse(yaml, new YamlOrigin(file, Codes), root => Root(root, file), RootKeys);

    private static ImportMapping Root(YamlSection root, string file)
    {
        var format = Format(root.Section("format", "delimiter", "header", "columns", "encoding"));
        var borrower = root.Section("borrower", "id", "kind");
        return new ImportMapping(
            file,
            format,
            Currency.FromCode(root.Text("currency")).TryGet(out var currency, out _)
                ? currency
                : throw root.Refused(
                    "currency",
                    "mapping-currency-unknown",
                    ("currency", root.Text("currency")),
                    ("known", string.Join(", ", Currency.All.Select(known => known.Code).Order(StringComparer.Ordinal)))
                ),
            DateOnly.TryParseExact(root.Text("asOf"), "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var asOf)
                ? asOf
                : throw root.Wrong("asOf", "a date yyyy-MM-dd"),
            borrower.Feel("id"),
            borrower.Feel("kind"),
            root.SectionOrNull("line", "product", "limit", "drawn", "openedOn", "when") is { } line ? Line(line) : null,
            Signals(root),
            root.SectionOrNull("outcome", "defaulted", "occurredAt") is { } outcome
                ? new OutcomeMapping(outcome.Feel("defaulted"), outcome.Feel("occurredAt"))
                : null
        );
    }

    private static CsvFormat Format(YamlSection format)
    {
        var delimiter = format.Text("delimiter");
        if (delimiter.Length != 1 || delimiter[0] is '"' or '\r' or '\n' || char.IsLetterOrDigit(delimiter[0]))
        {
            throw format.Wrong("delimiter", "one character such as \",\", \";\" or a tab");
        }

        var header = format.Text("header") switch
        {
            "true" => true,
            "false" => false,
            _ => throw format.Wrong("header", "true or false"),
        };
        if (header && format.Has("columns"))
        {
            throw format.Wrong("columns", "nothing, because header is true");
        }

        return new CsvFormat(delimiter[0], EncodingNamed(format), header ? null : [.. format.Texts("columns")]);
    }

    // GB 18030 is what spreadsheets in China still write; it comes with .NET but must be asked for.
    private static Encoding EncodingNamed(YamlSection format) =>
        format.TextOrNull("encoding") switch
        {
            null or "utf-8" => new UTF8Encoding(false, throwOnInvalidBytes: true),
            "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding(
                "GB18030",
                EncoderFallback.ExceptionFallback,
                DecoderFallback.ExceptionFallback
            )!,
            _ => throw format.Wrong("encoding", "utf-8 or gb18030"),
        };

    private static LineMapping Line(YamlSection line) =>
        new(
            line.Text("product"),
            line.Feel("limit"),
            line.Feel("drawn"),
            line.Feel("openedOn"),
            line.FeelOrNull("when")
        );

    private static SignalMapping[] Signals(YamlSection root) =>
        [
            .. root.Sections("signals", "signals", "kind", "source", "occurredAt", "when", "values", "forEachMonth")
                .Select(Signal),
        ];

    private static SignalMapping Signal(YamlSection signal)
    {
        var kind = signal.Text("kind");
        if (kind == OutcomeMapping.SignalKind)
        {
            throw signal.Refused("kind", "mapping-outcome-kind");
        }

        if (!SignalCatalog.IsKind(kind))
        {
            throw signal.Wrong("kind", "a kind of signal in lower-case letters and hyphens");
        }

        return new SignalMapping(
            kind,
            signal.Text("source"),
            signal.Feel("occurredAt") with
            {
                Field = kind + ".occurredAt",
            },
            signal.FeelOrNull("when"),
            Values(signal.Section("values", SignalCatalog.ValueNames(kind) ?? []), kind),
            signal.Has("forEachMonth") ? Months(signal) : []
        );
    }

    private static MonthMapping[] Months(YamlSection signal)
    {
        var months = signal.Sections("forEachMonth", "forEachMonth").ToArray();
        if (months.Length == 0)
        {
            throw signal.Wrong("forEachMonth", "at least one month");
        }

        var names = months[0].Keys.ToArray();
        return [.. months.Select(month => Month(month, names))];
    }

    private static MonthMapping Month(YamlSection month, string[] names)
    {
        if (
            !DateOnly.TryParseExact(
                month.Text("month"),
                "yyyy-MM",
                CultureInfo.InvariantCulture,
                default,
                out var firstDay
            )
        )
        {
            throw month.Wrong("month", "a month yyyy-MM");
        }

        // Each month gives the same names, so that the values' FEEL means the same in each.
        if (month.Keys.FirstOrDefault(key => !names.Contains(key)) is { } stranger)
        {
            throw month.Refused(
                stranger,
                "mapping-key-unknown",
                ("key", "forEachMonth." + stranger),
                ("known", string.Join(", ", names))
            );
        }

        return new MonthMapping(
            firstDay,
            names.Where(name => name != "month").ToDictionary(name => name, month.Feel, StringComparer.Ordinal)
        );
    }

    private static Dictionary<string, MappingExpression> Values(YamlSection values, string kind) =>
        values.Keys.ToDictionary(
            name => name,
            name => values.Feel(name) with { Field = $"{kind}.{name}" },
            StringComparer.Ordinal
        );
}
