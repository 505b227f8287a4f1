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
            var path = parsed.GetValue(output)!;
            var (rows, missing, sum) = (0, 0, 0.0);
            HashSet<(string, string?)> noticed = [];
            using (var reader = ScoringOptions.Open(parsed.GetValue(data)!))
            using (var writer = new StreamWriter(path))
            {
                writer.WriteLine(string.Join(',', AppliedScore.Header));
                foreach (var (scores, notices) in AppliedScore.OfCsv(served, reader))
                {
                    foreach (var notice in notices.Where(notice => noticed.Add((notice.Code, notice.Column))))
                    {
                        Console.Error.WriteLine($"· {notice.Message}");
                    }

                    foreach (var line in Lines(scores))
                    {
                        writer.WriteLine(line);
                    }

                    rows += scores.Length;
                    missing += scores.Count(applied => applied.Result.IsMissing);
                    sum += scores.Where(applied => !applied.Result.IsMissing).Sum(applied => applied.Result.Score);
                }
            }

            if (parsed.GetValue(json))
            {
                var mean = sum / (rows - missing);
                Console.Out.WriteLine(ReportJson.Write(new Summary(served.Name, rows, missing, mean, path)));
                return ExitCodes.Ok;
            }

            Console.Out.WriteLine(
                new Words(CommonOptions.LanguageOf(parsed)).Get(
                    "cli.scoring.applied",
                    ("rows", ScoringOptions.Count(rows)),
                    ("missing", missing.ToString(CultureInfo.InvariantCulture)),
                    ("file", path)
                )
            );
            return ExitCodes.Ok;
        });
        return command;
    }

    private sealed record Summary(string Model, int Rows, int Missing, double MeanScore, string File);

    private static string[] Lines(AppliedScore[] scores)
    {
        var lines = new string[scores.Length];
        Parallel.For(0, lines.Length, i => lines[i] = string.Join(',', scores[i].Cells.Select(Quote)));
        return lines;
    }

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
