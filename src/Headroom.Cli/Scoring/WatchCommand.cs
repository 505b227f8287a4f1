using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Scoring.Reporting;
using Headroom.Scoring.Watching;
using Spectre.Console;
using static Headroom.Cli.Scoring.ScoringOptions;

namespace Headroom.Cli.Scoring;

/// <summary><c>headroom model watch</c>: has the population moved, and does the score still hold?</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var data = Data();
        var model = new Option<string>("--model") { Description = "The model as PMML.", Required = true };
        var baseline = new Option<string?>("--baseline")
        {
            Description = "The data that the model was made on, where its file does not keep their distribution.",
        };
        var cutOff = new Option<double?>("--cut-off") { Description = "The score from which borrowers are approved." };
        var target = Target();
        var good = Good();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("watch", "Measure drift of a served model; ends with 1 where someone must act.")
        {
            data,
            model,
            baseline,
            cutOff,
            target,
            good,
            lang,
            json,
        };
        command.SetAction(parsed =>
        {
            var rules = new WatchRules
            {
                CutOff = parsed.GetValue(cutOff),
                Target = parsed.GetValue(target),
                GoodValue = parsed.GetValue(good),
            };
            var served = ReadModel(parsed.GetValue(model)!);
            var then = parsed.GetValue(baseline) is { } path ? ReadTable(path) : null;
            var report = ModelWatch.Look(served, ReadTable(parsed.GetValue(data)!), rules, then);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(ReportJson.Write(report));
            }
            else
            {
                Print(report, new Words(CommonOptions.LanguageOf(parsed)));
            }

            return report.RaisesCase ? ExitCodes.CheckFailed : ExitCodes.Ok;
        });
        return command;
    }

    private static void Print(WatchReport report, Words words)
    {
        var table = Tables.New(
            words["cli.scoring.measure"],
            "#" + words["cli.scoring.index"],
            words["cli.scoring.level"],
            words["cli.scoring.finding"]
        );
        foreach (var finding in report.Findings)
        {
            table.AddRow(finding.Code, Number(finding.Value), finding.Level.ToString(), Markup.Escape(finding.Message));
        }

        Tables.Write(table);
        Console.Out.WriteLine(words[report.RaisesCase ? "cli.scoring.case" : "cli.scoring.no-case"]);
    }
}
