using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Loans;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Operations.Books;
using Headroom.Primitives;
using Spectre.Console;

namespace Headroom.Cli.Books;

/// <summary><c>headroom ledger</c>: the general ledger by day and account, with its trial balance.</summary>
internal static class LedgerCommand
{
    public static Command Create()
    {
        var date = new Option<string?>("--date") { Description = "One business date, yyyy-MM-dd. Default: today." };
        var from = new Option<string?>("--from") { Description = "The first business date of several." };
        var to = new Option<string?>("--to") { Description = "The last. Default: the first, or today." };
        var store = CommonOptions.Store();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command(
            "ledger",
            "Show the general ledger: what was booked by day, account and currency, and the trial balance."
        )
        {
            date,
            from,
            to,
            store,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var day = Date(parsed, date);
                var first = Date(parsed, from);
                var last = Date(parsed, to);
                if (day is not null && (first ?? last) is not null)
                {
                    throw new RefusedException(Refusal.Invalid("ledger-date-or-range"));
                }

                await using var system = await SystemOpener.OpenExistingAsync(parsed.GetValue(store)!, ct);
                var report = (await system.ReadLedgerAsync(day ?? first, day ?? last, ct)).OrStop();
                if (parsed.GetValue(json))
                {
                    JsonOutput.Print(report);
                }
                else
                {
                    Print(report, new Words(CommonOptions.LanguageOf(parsed)));
                }

                return report.Trial.All(trial => trial.Difference.IsZero) ? ExitCodes.Ok : ExitCodes.CheckFailed;
            }
        );
        return command;
    }

    /// <summary>Debits and credits by day and account.</summary>
    public static void PrintDays(IReadOnlyList<LedgerDay> days, Words words)
    {
        var table = Tables.New(
            words["cli.ledger.date"],
            words["cli.ledger.account"],
            "#" + words["cli.ledger.debits"],
            "#" + words["cli.ledger.credits"]
        );
        foreach (var row in days)
        {
            table.AddRow(Text(row.On), Name(row.Account, words), row.Debits.ToString(), row.Credits.ToString());
        }

        Tables.Write(table);
    }

    private static void Print(LedgerReport report, Words words)
    {
        if (report.Days.Count == 0)
        {
            Console.Out.WriteLine(
                words.Get("cli.ledger.nothing", ("from", Text(report.From)), ("to", Text(report.To)))
            );
        }
        else
        {
            PrintDays(report.Days, words);
        }

        if (report.Accounts.Count > 0)
        {
            PrintAccounts(report.Accounts, words);
        }

        foreach (var (debits, credits, difference) in report.Trial)
        {
            Console.Out.WriteLine(
                words.Get(
                    "cli.ledger.trial",
                    ("date", Text(report.To)),
                    ("debits", debits.ToString()),
                    ("credits", credits.ToString()),
                    ("difference", difference.ToString())
                )
            );
        }
    }

    private static void PrintAccounts(IReadOnlyList<LedgerAccount> accounts, Words words)
    {
        var table = Tables.New(
            words["cli.ledger.account"],
            "#" + words["cli.ledger.opening"],
            "#" + words["cli.ledger.debits"],
            "#" + words["cli.ledger.credits"],
            "#" + words["cli.ledger.closing"]
        );
        foreach (var (account, opening, debits, credits, closing) in accounts)
        {
            table.AddRow(
                Name(account, words),
                opening.ToString(),
                debits.ToString(),
                credits.ToString(),
                closing.ToString()
            );
        }

        Tables.Write(table);
    }

    private static DateOnly? Date(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } text ? OptionValues.Date(option.Name, text) : null;

    private static string Name(Account account, Words words) =>
        words["cli.ledger.accounts." + JsonNamingPolicy.KebabCaseLower.ConvertName(account.ToString())];

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
