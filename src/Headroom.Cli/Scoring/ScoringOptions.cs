using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Headroom.Cli.Output;
using Headroom.Operations.Texts;
using Headroom.Primitives;
using Headroom.Scoring;
using Headroom.Scoring.Data;
using Headroom.Scoring.Reporting;

namespace Headroom.Cli.Scoring;

/// <summary>Options and files that the scoring commands share.</summary>
internal static class ScoringOptions
{
    public static Argument<string> Data() => new("data") { Description = "The CSV file, with a header." };

    public static Option<string?> Target() => new("--target") { Description = "The column that holds the outcome." };

    public static Option<string?> Good() =>
        new("--good") { Description = "The outcome that is good. Default: found by its name (0, good, paid, …)." };

    public static Option<string> Out(string name) =>
        new("--out") { Description = "Where to write the model as PMML.", DefaultValueFactory = _ => name };

    public static Option<string?> Report() =>
        new("--report") { Description = "Where to write the report as one HTML page." };

    /// <summary>The file's text, which need not be small and may be compressed by gzip.</summary>
    public static StreamReader Open(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException(null, path);
        var file = File.OpenRead(path);
        var isCompressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return new StreamReader(isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file, Encoding.UTF8);
    }

    public static DataTable ReadTable(string path, CsvOptions? options = null)
    {
        using var reader = Open(path);
        return CsvTable.Read(reader, options);
    }

    public static PmmlModel ReadModel(string path)
    {
        using var reader = Open(path);
        return PmmlReader.Read(reader.ReadToEnd(), Path.GetFileName(path));
    }

    public static int[] ReadRows(string path)
    {
        using var reader = Open(path);
        List<int> rows = [];
        var line = 0;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (!int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var row))
            {
                throw new RefusedException(
                    Refusal.Invalid(
                        "scoring-rows-malformed",
                        ("file", path),
                        ("line", line.ToString(CultureInfo.InvariantCulture)),
                        ("value", text)
                    )
                );
            }

            rows.Add(row);
        }

        return [.. rows];
    }

    public static ReportWords ReportWordsIn(Language language) =>
        new(language == Language.Zh ? "zh" : "en", TextCatalog.Shipped.Under("report", language));

    public static string Number(double value, int digits = 4) =>
        double.IsNaN(value)
            ? "–"
            : value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public static string Percent(double value) => double.IsNaN(value) ? "–" : Number(100 * value, 1) + " %";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
