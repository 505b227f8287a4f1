using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Operations.Loans;
using Spectre.Console;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom day-end</c>: ends a business date on every loan.</summary>
internal static class DayEndCommand
{
    public static Command Create()
    {
        var date = new Option<string?>("--date") { Description = "The business date, yyyy-MM-dd. Default: today." };
        var store = CommonOptions.Store();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command(
            "day-end",
            "End a business date: what fell due, who became late, and the day's ledger."
        )
        {
            date,
            store,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                DateOnly? on = parsed.GetValue(date) is { } day ? OptionValues.Date("--date", day) : null;
                await using var system = await SystemOpener.OpenExistingAsync(parsed.GetValue(store)!, ct);
                var report = await ProgressBar.RunAsync(
                    "Ending the day",
                    parsed.GetValue(json),
                    progress => system.EndDayAsync(on, progress, ct)
                );
                if (parsed.GetValue(json))
                {
                    JsonOutput.Print(report.OrStop());
                }
                else
                {
                    Print(report.OrStop(), new Words(CommonOptions.LanguageOf(parsed)));
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static void Print(DayEndReport report, Words words)
    {
        var table = Tables.New(
            words["cli.day-end.account"],
            "#" + words["cli.day-end.debits"],
            "#" + words["cli.day-end.credits"]
        );
        foreach (var row in report.Ledger)
        {
            var account = JsonNamingPolicy.KebabCaseLower.ConvertName(row.Account.ToString());
            table.AddRow(words["cli.day-end.accounts." + account], row.Debits.ToString(), row.Credits.ToString());
        }

        Tables.Write(table);
        Console.Out.WriteLine(
            words.Get(
                "cli.day-end.done",
                ("date", report.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                ("borrowers", Count(report.Borrowers)),
                ("loans", Count(report.Loans)),
                ("touched", Count(report.Touched)),
                ("stages", Count(report.StagesChanged)),
                ("placed", Count(report.HoldsPlaced)),
                ("cured", Count(report.HoldsCured))
            )
        );
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
