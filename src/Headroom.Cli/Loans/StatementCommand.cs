using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Operations.Loans;
using Headroom.Operations.Texts;
using Headroom.Primitives;
using Spectre.Console;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom loan statement</c>: a borrower's loans row by row, or one of them, at the end of any date.</summary>
internal static class StatementCommand
{
    public static Command Create()
    {
        var borrower = LoanCommands.Borrower();
        var loan = new Option<string?>("--loan") { Description = "Only this loan." };
        var date = new Option<string?>("--date") { Description = "As of the end of this date. Default: today." };
        var store = CommonOptions.Store();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("statement", "Show a borrower's loans: what was due, paid, is owed and is to come.")
        {
            borrower,
            loan,
            date,
            store,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var id = BorrowerId.Parse(parsed.GetValue(borrower)!).OrStop();
                DateOnly? on = parsed.GetValue(date) is { } day ? OptionValues.Date("--date", day) : null;
                DrawId? only = parsed.GetValue(loan) is { } text ? LoanCommands.LoanOf(text) : null;
                await using var system = await SystemOpener.OpenExistingAsync(parsed.GetValue(store)!, ct);
                var statement = (await system.ReadStatementAsync(id, on, ct)).OrStop();
                LoanAccount[] shown = [.. statement.Loans.Where(account => only is null || account.Id == only)];
                if (only is not null && shown.Length == 0)
                {
                    throw new RefusedException(Refusal.NotFound("loan-not-found"));
                }

                if (parsed.GetValue(json))
                {
                    JsonOutput.Print(only is null ? statement : shown[0]);
                    return ExitCodes.Ok;
                }

                var language = CommonOptions.LanguageOf(parsed);
                foreach (var account in shown)
                {
                    Print(account, new Words(language), new Formats(language, system.Calendar));
                }

                if (only is null)
                {
                    Print(statement, new Words(language));
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static void Print(LoanAccount account, Words words, Formats formats)
    {
        Console.Out.WriteLine(
            $"{account.Id} · {account.Contract.Terms.Principal} · {words["code.repayment-method." + account.Contract.Terms.Method.Code()]}"
        );
        Tables.Write(Rows(account, words));
        if (account.Entries.Count > 0)
        {
            Tables.Write(Entries(account, words, formats));
        }

        var position = account.Statement.Position;
        Console.Out.WriteLine(
            words.Get(
                "cli.loan.position",
                ("principal", position.Principal.ToString()),
                ("arrears", position.Arrears.Total.ToString()),
                ("accrued", position.Accrued.ToString()),
                ("credit", position.Credit.ToString()),
                ("settlement", position.Settlement.ToString()),
                ("days", position.DaysPastDue.ToString(CultureInfo.InvariantCulture)),
                ("date", Text(position.AsOf))
            )
        );
    }

    private static Table Rows(LoanAccount account, Words words)
    {
        var table = Tables.New(
            "#" + words["cli.loan.number"],
            words["cli.loan.due-date"],
            "#" + words["cli.loan.principal"],
            "#" + words["cli.loan.interest"],
            "#" + words["cli.loan.fees"],
            "#" + words["cli.loan.penalty"],
            "#" + words["cli.loan.paid"],
            words["cli.loan.status"]
        );
        foreach (var row in account.Statement.Instalments)
        {
            table.AddRow(
                row.Number == 0 ? "" : row.Number.ToString(CultureInfo.InvariantCulture),
                Text(row.DueOn),
                row.Due.Principal.ToAmountString(),
                row.Due.Interest.ToAmountString(),
                row.Due.Fee.ToAmountString(),
                row.Due.Penalty.ToAmountString(),
                row.Paid.Total.ToAmountString(),
                words["cli.loan.instalment." + JsonNamingPolicy.KebabCaseLower.ConvertName(row.Status.ToString())]
            );
        }

        return table;
    }

    // The identifiers are what `reverse` and `resume` ask for.
    private static Table Entries(LoanAccount account, Words words, Formats formats)
    {
        var table = Tables.New(words["cli.loan.entry-id"], words["cli.loan.date"], words["cli.loan.what"]);
        foreach (var entry in account.Entries)
        {
            var said = EventPhrase.OfEntry(account.Id, entry).Say(formats, reason => reason);
            table.AddRow(entry.Id.ToString(), Text(entry.On), Markup.Escape(said));
        }

        return table;
    }

    private static void Print(BorrowerStatement statement, Words words)
    {
        var total = statement.Total;
        Console.Out.WriteLine(
            words.Get(
                statement.Loans.Count == 0 ? "cli.loan.none" : "cli.loan.total",
                ("loans", statement.Loans.Count.ToString(CultureInfo.InvariantCulture)),
                ("date", Text(statement.AsOf)),
                ("principal", total.Principal.ToString()),
                ("arrears", total.PastDue.ToString()),
                ("settlement", total.Settlement.ToString())
            )
        );
        if (total.NextDueOn is { } next)
        {
            Console.Out.WriteLine(
                words.Get("cli.loan.next-due", ("amount", total.NextDue.ToString()), ("date", Text(next)))
            );
        }
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
