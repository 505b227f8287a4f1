using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Primitives;
using Headroom.Scoring.Reporting;
using Headroom.Scoring.Watching;
using Spectre.Console;
using static Headroom.Cli.Scoring.ScoringOptions;

namespace Headroom.Cli.Scoring;

/// <summary><c>headroom model register</c> and <c>headroom model list</c>: which versions serve, who answers for them, until when.</summary>
internal static class InventoryCommands
{
    public static Command CreateRegister()
    {
        var file = new Argument<string>("model") { Description = "The model as PMML." };
        var inventory = InventoryFile.Option();
        var stage = new Option<ModelStage?>("--stage")
        {
            Description =
                "Where it stands: draft, shadow, challenger, live or retired, which closes its open cases. Default: as before, or draft.",
        };
        var owner = new Option<string?>("--owner")
        {
            Description = "Who answers for it. Default: as before, or as the model's file says.",
        };
        var due = new Option<DateOnly?>("--review-due")
        {
            Description = "The day by which it must be reviewed. Default: as before, or in a year.",
        };
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("register", "Enter a version of a model into the inventory, or change its entry.")
        {
            file,
            inventory,
            stage,
            owner,
            due,
            lang,
            json,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var model = ReadModel(path);
            var hash = InventoryFile.HashOf(path);
            var today = InventoryFile.Today();
            var changed = InventoryFile.Change(parsed.GetValue(inventory)!, Register);
            return Show(changed, today, parsed);

            Result<ModelInventory> Register(ModelInventory known)
            {
                var before = known.Find(model.Name, model.Version);
                if (before is { Stage: not ModelStage.Draft } && before.Hash != hash)
                {
                    return Failures.OfScoring(
                        "inventory-version-changed",
                        ("version", model.Version),
                        ("model", model.Name),
                        ("stage", before.Stage.ToString().ToLowerInvariant())
                    );
                }

                var entry =
                    before
                    ?? new ModelEntry(
                        model.Name,
                        model.Version,
                        hash,
                        ModelStage.Draft,
                        model.Note("owner") ?? "",
                        today.AddYears(1)
                    );
                var next = entry with
                {
                    Hash = hash,
                    Stage = parsed.GetValue(stage) ?? entry.Stage,
                    Owner = parsed.GetValue(owner) ?? entry.Owner,
                    ReviewDue = parsed.GetValue(due) ?? entry.ReviewDue,
                };
                return next.Stage == ModelStage.Retired
                    ? known.WithRetired(next, today)
                    : known.With(next with { RetiredOn = null });
            }
        });
        return command;
    }

    public static Command CreateList()
    {
        var inventory = InventoryFile.Option();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command(
            "list",
            "List the inventory; ends with 1 where a case is open, a review is overdue or an entry is wrong."
        )
        {
            inventory,
            lang,
            json,
        };
        command.SetAction(parsed =>
        {
            var known = InventoryFile.Read(parsed.GetValue(inventory)!);
            var today = InventoryFile.Today();
            Show(known, today, parsed);
            var isQuiet = known.Check(today).Count == 0 && !known.OpenCases().Any();
            return isQuiet ? ExitCodes.Ok : ExitCodes.CheckFailed;
        });
        return command;
    }

    /// <summary>Prints the inventory, its open cases and what to mind.</summary>
    public static int Show(ModelInventory inventory, DateOnly today, ParseResult parsed)
    {
        var warnings = inventory.Check(today);
        var cases = inventory.OpenCases().ToList();
        if (CommonOptions.WantsJson(parsed))
        {
            var open = cases.Select(held => new
            {
                held.Entry.Name,
                held.Entry.Version,
                held.Case,
            });
            Console.Out.WriteLine(
                ReportJson.Write(
                    new
                    {
                        inventory.Entries,
                        OpenCases = open,
                        Warnings = warnings,
                    }
                )
            );
            return ExitCodes.Ok;
        }

        var words = new Words(CommonOptions.LanguageOf(parsed));
        var table = Tables.New(
            words["cli.scoring.model"],
            words["cli.scoring.version"],
            words["cli.scoring.stage"],
            words["cli.scoring.owner"],
            words["cli.scoring.review-due"],
            words["cli.scoring.retired-on"],
            words["cli.scoring.hash"]
        );
        foreach (var entry in inventory.Entries)
        {
            table.AddRow(
                Markup.Escape(entry.Name),
                Markup.Escape(entry.Version),
                words["cli.scoring.stage-" + entry.Stage.ToString().ToLowerInvariant()],
                Markup.Escape(entry.Owner),
                Day(entry.ReviewDue),
                entry.RetiredOn is { } retired ? Day(retired) : "",
                entry.Hash[..Math.Min(12, entry.Hash.Length)]
            );
        }

        Tables.Write(table);
        CaseCommands.Print(cases, words);
        foreach (var warning in warnings)
        {
            Console.Error.WriteLine($"! {warning.Message} [{warning.Code}]");
        }

        return ExitCodes.Ok;
    }
}
