using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Primitives;
using Headroom.Scoring.Reporting;
using Headroom.Scoring.Watching;
using Spectre.Console;

namespace Headroom.Cli.Scoring;

/// <summary><c>headroom model register</c> and <c>headroom model list</c>: which versions serve, who answers for them, until when.</summary>
internal static class InventoryCommands
{
    public static Command CreateRegister()
    {
        var file = new Argument<string>("model") { Description = "The model as PMML." };
        var inventory = Inventory();
        var stage = new Option<ModelStage?>("--stage")
        {
            Description = "Where it stands: draft, shadow, challenger, live or retired. Default: as before, or draft.",
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
            var model = ScoringOptions.ReadModel(path);
            var today = Today();
            var known = InventoryFile.Read(parsed.GetValue(inventory)!);
            var hash = ContentHash.Of(File.ReadAllBytes(path)).ToString();
            var before = known.Find(model.Name, model.Version);
            if (before is { Stage: not ModelStage.Draft } && before.Hash != hash)
            {
                var message =
                    $"Version {model.Version} of model '{model.Name}' is {before.Stage.ToString().ToLowerInvariant()} with another file; "
                    + "give the new file a new version.";
                throw new RefusedException(
                    Refusal.Invalid("scoring-refused", ("code", "inventory-version-changed"), ("message", message))
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
            var next = parsed.GetValue(stage) ?? entry.Stage;
            entry = entry with
            {
                Hash = hash,
                Stage = next,
                Owner = parsed.GetValue(owner) ?? entry.Owner,
                ReviewDue = parsed.GetValue(due) ?? entry.ReviewDue,
                RetiredOn = next == ModelStage.Retired ? entry.RetiredOn ?? today : null,
            };
            var changed = known.With(entry);
            InventoryFile.Write(parsed.GetValue(inventory)!, changed);
            return Show(changed, today, parsed);
        });
        return command;
    }

    public static Command CreateList()
    {
        var inventory = Inventory();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command(
            "list",
            "List the inventory; ends with 1 where a review is overdue or an entry is wrong."
        )
        {
            inventory,
            lang,
            json,
        };
        command.SetAction(parsed =>
        {
            var known = InventoryFile.Read(parsed.GetValue(inventory)!);
            Show(known, Today(), parsed);
            return known.Check(Today()).Count == 0 ? ExitCodes.Ok : ExitCodes.CheckFailed;
        });
        return command;
    }

    private static Option<string> Inventory() =>
        new("--inventory") { Description = "The inventory, a JSON file.", DefaultValueFactory = _ => "models.json" };

    private static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);

    private static int Show(ModelInventory inventory, DateOnly today, ParseResult parsed)
    {
        var warnings = inventory.Check(today);
        if (CommonOptions.WantsJson(parsed))
        {
            Console.Out.WriteLine(ReportJson.Write(new { inventory.Entries, Warnings = warnings }));
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
        foreach (var warning in warnings)
        {
            Console.Error.WriteLine($"! {warning.Message} [{warning.Code}]");
        }

        return ExitCodes.Ok;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
