using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Primitives;
using Headroom.Scoring;
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
        var inventory = new Option<string?>("--inventory")
        {
            Description = "The inventory in which each measure over its threshold opens a case, or keeps its open one.",
        };
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
            inventory,
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
            var path = parsed.GetValue(model)!;
            var served = ReadModel(path);
            var file = parsed.GetValue(inventory);
            if (file is not null)
            {
                Entry(InventoryFile.Read(file), served, path).OrStop();
            }

            var then = parsed.GetValue(baseline) is { } past ? ReadTable(past) : null;
            var report = ModelWatch.Look(served, ReadTable(parsed.GetValue(data)!), rules, then);
            List<(ModelEntry Entry, ModelCase Case)> cases = file is null ? [] : Keep(file, served, path, report);
            if (parsed.GetValue(json))
            {
                var open = file is null ? null : cases.Select(held => held.Case).ToList();
                Console.Out.WriteLine(ReportJson.Write(report with { OpenCases = open }));
            }
            else
            {
                var language = CommonOptions.LanguageOf(parsed);
                var words = new Words(language);
                Print(report, words, ReportWordsIn(language));
                CaseCommands.Print(cases, words);
            }

            return report.RaisesCase ? ExitCodes.CheckFailed : ExitCodes.Ok;
        });
        return command;
    }

    private static Result<ModelEntry> Entry(ModelInventory known, PmmlModel served, string path) =>
        known.Watched(served.Name, served.Version, InventoryFile.HashOf(path));

    /// <summary>Enters the watch into the inventory; answers the model's open cases.</summary>
    private static List<(ModelEntry Entry, ModelCase Case)> Keep(
        string file,
        PmmlModel served,
        string path,
        WatchReport report
    )
    {
        var today = InventoryFile.Today();
        var changed = InventoryFile.Change(
            file,
            known =>
                Entry(known, served, path).Then<ModelInventory>(entry => known.WithWatch(entry, report.Findings, today))
        );
        return
        [
            .. changed
                .OpenCases()
                .Where(held => held.Entry.Name == served.Name && held.Entry.Version == served.Version),
        ];
    }

    private static void Print(WatchReport report, Words words, ReportWords said)
    {
        var table = Tables.New(
            words["cli.scoring.measure"],
            "#" + words["cli.scoring.index"],
            words["cli.scoring.level"],
            words["cli.scoring.finding"]
        );
        foreach (var finding in report.Findings)
        {
            var level = words["cli.scoring.level-" + finding.Level.ToString().ToLowerInvariant()];
            table.AddRow(finding.Code, Number(finding.Value), level, Markup.Escape(said.Say(finding)));
        }

        Tables.Write(table);
        Console.Out.WriteLine(words[report.RaisesCase ? "cli.scoring.case" : "cli.scoring.no-case"]);
    }
}
