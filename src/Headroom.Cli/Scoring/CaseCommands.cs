using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Scoring.Watching;
using Spectre.Console;
using static Headroom.Cli.Scoring.ScoringOptions;

namespace Headroom.Cli.Scoring;

/// <summary><c>headroom model close-case</c>, and how cases are shown.</summary>
internal static class CaseCommands
{
    public static Command CreateClose()
    {
        var number = new Argument<int>("case") { Description = "The case's number, as 'model list' shows it." };
        var inventory = InventoryFile.Option();
        var reason = new Option<string>("--reason")
        {
            Description = "What was found and done; kept as history.",
            Required = true,
        };
        var by = new Option<string>("--by") { Description = "Who closes it.", Required = true };
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("close-case", "Close a case that a watch opened; it stays in the inventory.")
        {
            number,
            inventory,
            reason,
            by,
            lang,
            json,
        };
        command.SetAction(parsed =>
        {
            var today = InventoryFile.Today();
            var closing = new CaseClosing(parsed.GetValue(reason)!.Trim(), parsed.GetValue(by)!.Trim(), today);
            var changed = InventoryFile.Change(
                parsed.GetValue(inventory)!,
                known => known.WithClosed(parsed.GetValue(number), closing)
            );
            return InventoryCommands.Show(changed, today, parsed);
        });
        return command;
    }

    /// <summary>The cases as a table; nothing where there are none.</summary>
    public static void Print(IReadOnlyList<(ModelEntry Entry, ModelCase Case)> cases, Words words)
    {
        if (cases.Count == 0)
        {
            return;
        }

        var table = Tables.New(
            "#" + words["cli.scoring.case-number"],
            words["cli.scoring.model"],
            words["cli.scoring.version"],
            words["cli.scoring.measure"],
            words["cli.scoring.severity"],
            "#" + words["cli.scoring.threshold"],
            words["cli.scoring.opened-on"],
            "#" + words["cli.scoring.index"],
            words["cli.scoring.last-seen-on"],
            "#" + words["cli.scoring.last-value"]
        );
        foreach (var (entry, found) in cases)
        {
            table.AddRow(
                Count(found.Number),
                Markup.Escape(entry.Name),
                Markup.Escape(entry.Version),
                Markup.Escape(found.Subject.Length == 0 ? found.Measure : $"{found.Measure}: {found.Subject}"),
                words["cli.scoring.severity-" + found.Severity.ToString().ToLowerInvariant()],
                Number(found.Threshold),
                Day(found.OpenedOn),
                Number(found.Value),
                Day(found.LastSeenOn),
                Number(found.LastValue)
            );
        }

        Tables.Write(table);
    }
}
