using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Loans;
using Headroom.Cli.Output;
using Headroom.Operations.Loans;
using Spectre.Console;

namespace Headroom.Cli.Books;

/// <summary><c>headroom day-end</c>: ends a business date, and those before it that were missed.</summary>
internal static class DayEndCommand
{
    public static Command Create()
    {
        var date = new Option<string?>("--date") { Description = "The business date, yyyy-MM-dd. Default: today." };
        var products = CommonOptions.Products();
        var store = CommonOptions.Store();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command(
            "day-end",
            "End a business date, and any missed before it: what fell due, who became late, what ran out."
        )
        {
            date,
            products,
            store,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                DateOnly? on = parsed.GetValue(date) is { } day ? OptionValues.Date("--date", day) : null;
                await using var system = await SystemOpener.OpenExistingAsync(
                    parsed.GetValue(store)!,
                    ct,
                    parsed.GetValue(products)
                );
                var answer = await ProgressBar.RunAsync(
                    "Ending the day",
                    parsed.GetValue(json),
                    progress => system.EndDayAsync(on, progress, ct)
                );
                var report = answer.OrStop();
                if (parsed.GetValue(json))
                {
                    JsonOutput.Print(report);
                }
                else
                {
                    Print(report, new Words(CommonOptions.LanguageOf(parsed)));
                }

                return report.RefusedCount == 0 ? ExitCodes.Ok : ExitCodes.CheckFailed;
            }
        );
        return command;
    }

    private static void Print(DayEndReport report, Words words)
    {
        if (report.Days.Count > 0)
        {
            PrintDays(report, words);
        }

        if (report.Ledger.Count > 0)
        {
            LedgerCommand.PrintDays(report.Ledger, words);
        }

        foreach (var (borrower, on, refusal) in report.Refused)
        {
            var reason = words.Get(
                "refusal." + refusal.Code,
                [.. refusal.Parameters.Select(parameter => (parameter.Name, parameter.Value))]
            );
            Console.Out.WriteLine(
                words.Get("cli.day-end.refused", ("borrower", borrower.Value), ("date", Text(on)), ("reason", reason))
            );
        }

        var total = report.Total;
        Console.Out.WriteLine(
            words.Get(
                total.Borrowers == 0 ? "cli.day-end.nothing" : "cli.day-end.done",
                ("date", Text(report.Date)),
                ("borrowers", Count(total.Borrowers)),
                ("loans", Count(total.Loans)),
                ("stages", Count(total.StagesChanged)),
                ("placed", Count(total.HoldsPlaced)),
                ("cured", Count(total.HoldsCured)),
                ("ranOut", Count(RanOut(total)))
            )
        );
    }

    private static void PrintDays(DayEndReport report, Words words)
    {
        var done = Tables.New(
            words["cli.day-end.date"],
            "#" + words["cli.day-end.borrowers"],
            "#" + words["cli.day-end.loans"],
            "#" + words["cli.day-end.stages"],
            "#" + words["cli.day-end.held"],
            "#" + words["cli.day-end.cured"],
            "#" + words["cli.day-end.ran-out"]
        );
        var due = Tables.New(
            words["cli.day-end.date"],
            "#" + words["cli.day-end.principal"],
            "#" + words["cli.day-end.interest"],
            "#" + words["cli.day-end.fees"],
            "#" + words["cli.day-end.penalty"]
        );
        foreach (var day in report.Days)
        {
            done.AddRow(
                Text(day.Date),
                Count(day.Borrowers),
                Count(day.Loans),
                Count(day.StagesChanged),
                Count(day.HoldsPlaced),
                Count(day.HoldsCured),
                Count(RanOut(day))
            );
            foreach (var (principal, interest, fee, penalty) in day.Due)
            {
                due.AddRow(
                    Text(day.Date),
                    principal.ToString(),
                    interest.ToString(),
                    fee.ToString(),
                    penalty.ToString()
                );
            }
        }

        Tables.Write(done);
        if (due.Rows.Count > 0)
        {
            Tables.Write(due);
        }
    }

    private static long RanOut(EndedDay day) =>
        day.HoldsExpired + day.LimitsEnded + day.LinesExpired + day.CoolingOffsEnded;

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
