using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Scoring.Data;
using Headroom.Scoring.Reporting;

namespace Headroom.Cli.Scoring;

/// <summary><c>headroom scorecard apply</c>: scores, probabilities and reasons for each row of a file.</summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var data = ScoringOptions.Data();
        var model = new Option<string>("--model") { Description = "The model as PMML.", Required = true };
        var output = new Option<string>("--out")
        {
            Description = "Where to write row, score, probability and reasons as CSV.",
            DefaultValueFactory = _ => "scores.csv",
        };
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("apply", "Score every row of a file by a model.") { data, model, output, lang, json };
        command.SetAction(parsed =>
        {
            var served = ScoringOptions.ReadModel(parsed.GetValue(model)!);
            var table = ScoringOptions.ReadTable(parsed.GetValue(data)!);
            var path = parsed.GetValue(output)!;
            var missing = 0;
            var sum = 0.0;
            using (var writer = new StreamWriter(path))
            {
                writer.WriteLine(string.Join(',', AppliedScore.Header));
                foreach (var applied in AppliedScore.Of(served, table))
                {
                    missing += applied.Result.IsMissing ? 1 : 0;
                    sum += applied.Result.IsMissing ? 0 : applied.Result.Score;
                    writer.WriteLine(string.Join(',', applied.Cells.Select(Quote)));
                }
            }

            if (parsed.GetValue(json))
            {
                var mean = sum / (table.RowCount - missing);
                Console.Out.WriteLine(ReportJson.Write(new Summary(served.Name, table.RowCount, missing, mean, path)));
                return ExitCodes.Ok;
            }

            Console.Out.WriteLine(
                new Words(CommonOptions.LanguageOf(parsed)).Get(
                    "cli.scoring.applied",
                    ("rows", ScoringOptions.Count(table.RowCount)),
                    ("missing", missing.ToString(CultureInfo.InvariantCulture)),
                    ("file", path)
                )
            );
            return ExitCodes.Ok;
        });
        return command;
    }

    private sealed record Summary(string Model, int Rows, int Missing, double MeanScore, string File);

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
