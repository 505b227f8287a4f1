using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Scoring.Judging;
using Headroom.Scoring.Reporting;
using Spectre.Console;
using static Headroom.Cli.Scoring.ScoringOptions;

namespace Headroom.Cli.Scoring;

/// <summary><c>headroom scorecard compare</c>: models on the same rows, the first as the one that serves.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var past = new PastBorrowers();
        var models = new Option<string[]>("--model")
        {
            Description =
                "A model as PMML; give it again for each model. The first is what the others are measured against.",
            Required = true,
        };
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("compare", "Compare models on the same rows: measures, and whom they would swap.")
        {
            models,
        };
        past.AddTo(command);
        command.Options.Add(lang);
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            var spec = past.SpecOf(parsed);
            var read = parsed.GetValue(models)!.Select(ReadModel).ToList();
            var table = past.ReadTable(parsed, spec);
            var comparison = ModelComparison.Of(read, table, spec.Development);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(ReportJson.Write(comparison));
                return ExitCodes.Ok;
            }

            Print(comparison, new Words(CommonOptions.LanguageOf(parsed)));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Print(ModelComparison comparison, Words words)
    {
        var table = Tables.New(
            words["cli.scoring.model"],
            "#AUC",
            "#KS",
            "#" + words["cli.scoring.change"],
            "#" + words["cli.scoring.interval"],
            "#" + words["cli.scoring.swapped"],
            "#" + words["cli.scoring.swapped-in"],
            "#" + words["cli.scoring.swapped-out"]
        );
        foreach (var model in comparison.Models)
        {
            table.AddRow(
                Markup.Escape(model.Name),
                Number(model.Auc),
                Number(model.Ks),
                Number(model.AucChange),
                model.AucChangeInterval is { } interval ? $"{Number(interval.Low)} – {Number(interval.High)}" : "",
                Percent(model.Swapped),
                Percent(model.BadsSwappedIn),
                Percent(model.BadsSwappedOut)
            );
        }

        Tables.Write(table);
    }
}
