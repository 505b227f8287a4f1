using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>Data that are not as they should be: a clear message, or a sound model with a warning.</summary>
public sealed class ScoringBadInputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-bad-input-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("one class only", "target-one-class")]
    [InlineData("no outcome", "target-one-class")]
    [InlineData("three bads", "target-too-few")]
    [InlineData("header only", "target-one-class")]
    [InlineData("empty", "data-empty")]
    [InlineData("cut short", "data-cell-count")]
    [InlineData("cut short in quotes", "data-open-quote")]
    [InlineData("columns without anything", "fit-no-characteristic")]
    public async Task What_cannot_give_a_model_is_refused(string kind, string code)
    {
        var data = Write(Text(kind));

        foreach (var command in new[] { "scorecard fit", "model boost" })
        {
            var (exit, output, errors) = await HeadroomProcess.RunAsync([
                .. command.Split(' '),
                data,
                "--target",
                "bad",
                "--out",
                At("m"),
            ]);

            exit.ShouldBe(2);
            output.ShouldBeEmpty();
            errors.ShouldContain($"({code}) [scoring-refused]");
            errors.ShouldNotContain("   at ");
            File.Exists(At("m")).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("three bads", "每类至少需要", "target-too-few")]
    [InlineData("cut short", "个单元格，而表头有", "data-cell-count")]
    public async Task The_reason_is_said_in_the_readers_language(string kind, string said, string code)
    {
        string[] command = ["scorecard", "fit", Write(Text(kind)), "--target", "bad", "--out", At("m"), "--lang", "zh"];

        var (exit, _, errors) = await HeadroomProcess.RunAsync(command);
        var (_, _, json) = await HeadroomProcess.RunAsync([.. command, "--json"]);

        exit.ShouldBe(2);
        errors.ShouldContain(said);
        errors.ShouldContain($"（{code}） [scoring-refused]");
        using var document = JsonDocument.Parse(json);
        document.RootElement.GetProperty("error").GetProperty("message").GetString()!.ShouldContain(said);
    }

    [Theory]
    [InlineData("constant", "")]
    [InlineData("missing", "")]
    [InlineData("endless", "data-infinite")]
    [InlineData("places", "")]
    [InlineData("copy", "leak-outcome")]
    public async Task A_column_that_is_of_no_use_is_left_out_of_a_sound_model(string column, string notice)
    {
        var report = await FitAsync(Write(Text(column)));

        Auc(report, "test").ShouldBeInRange(0.6, 0.85);
        var columns = report.GetProperty("columns").EnumerateArray().ToList();
        var fate = columns.Single(fate => fate.GetProperty("column").GetString() == column);
        fate.GetProperty("used").GetBoolean().ShouldBeFalse();
        fate.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        if (notice.Length > 0)
        {
            Notices(report).ShouldContain(notice);
        }
    }

    [Fact]
    public async Task More_columns_than_rows_give_few_characteristics_and_a_warning()
    {
        var report = await FitAsync(Write(Text("wide")));

        Notices(report).ShouldContain("sample-small");
        report.GetProperty("characteristics").GetArrayLength().ShouldBeInRange(1, 8);
        Auc(report, "test").ShouldBeGreaterThan(0.55);
    }

    [Fact]
    public async Task A_compressed_file_is_read_as_it_is()
    {
        var plain = Write(Text("constant"));
        var path = At("data.csv.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        using (var source = File.OpenRead(plain))
        {
            await source.CopyToAsync(packed, TestContext.Current.CancellationToken);
        }

        Auc(await FitAsync(path), "test").ShouldBe(Auc(await FitAsync(plain), "test"));
    }

    private Task<JsonElement> FitAsync(string data) =>
        HeadroomProcess.JsonAsync("scorecard", "fit", data, "--target", "bad", "--out", At("model.pmml"));

    private static double Auc(JsonElement report, string part) =>
        report.GetProperty(part).GetProperty("auc").GetDouble();

    private static List<string?> Notices(JsonElement report) =>
        [.. report.GetProperty("notices").EnumerateArray().Select(notice => notice.GetProperty("code").GetString())];

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string text)
    {
        File.WriteAllText(At("data.csv"), text);
        return At("data.csv");
    }

    private static string Text(string kind) =>
        kind switch
        {
            "one class only" => Table(500, "risk,bad", (risk, _, _) => $"{risk},0"),
            "no outcome" => Table(500, "risk,bad", (risk, _, _) => $"{risk},"),
            "three bads" => Table(900, "risk,bad", (risk, _, row) => $"{risk},{(row % 300 == 7 ? 1 : 0)}"),
            "header only" => "risk,bad\n",
            "empty" => "",
            "cut short" => Table(500, "risk,bad", (risk, bad, _) => $"{risk},{bad}") + "0.5",
            "cut short in quotes" => Table(500, "risk,bad", (risk, bad, _) => $"{risk},{bad}") + "\"0.5,1",
            "columns without anything" => Table(500, "fixed,none,bad", (_, bad, _) => $"3,,{bad}"),
            "constant" => Table(3000, "risk,constant,bad", (risk, bad, _) => $"{risk},3,{bad}"),
            "missing" => Table(3000, "risk,missing,bad", (risk, bad, _) => $"{risk},,{bad}"),
            "endless" => Table(
                3000,
                "risk,endless,bad",
                (risk, bad, row) => $"{risk},{(row % 2 == 0 ? "Infinity" : "NaN")},{bad}"
            ),
            "places" => Table(20_000, "risk,places,bad", (risk, bad, row) => $"{risk},p{row * 7919L % 10_000},{bad}"),
            "copy" => Table(3000, "risk,copy,bad", (risk, bad, _) => $"{risk},{(bad == 1 ? "yes" : "no")},{bad}"),
            "wide" => Wide(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such table."),
        };

    private static string Table(int rows, string header, Func<string, int, int, string> cells)
    {
        var text = new StringBuilder(header).Append('\n');
        var next = Randoms();
        for (var row = 0; row < rows; row++)
        {
            var risk = next();
            var bad = next() < 0.6 * risk ? 1 : 0;
            text.Append(cells(risk.ToString("F4", CultureInfo.InvariantCulture), bad, row)).Append('\n');
        }

        return text.ToString();
    }

    private static string Wide()
    {
        var noise = Randoms();
        var header = string.Join(',', Enumerable.Range(0, 300).Select(column => $"n{column}"));
        return Table(
            250,
            "risk," + header + ",bad",
            (risk, bad, _) =>
                $"{risk},{string.Join(',', Enumerable.Range(0, 300).Select(_ => noise().ToString("F4", CultureInfo.InvariantCulture)))},{bad}"
        );
    }

    private static Func<double> Randoms()
    {
        uint state = 12345;
        return () =>
        {
            state = unchecked((state * 1664525) + 1013904223);
            return state / 4294967296.0;
        };
    }
}
