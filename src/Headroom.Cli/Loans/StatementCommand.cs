using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Operations.Loans;
using Headroom.Primitives;
using Spectre.Console;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom loan statement</c>: a borrower's loans row by row, at the end of any date.</summary>
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
                var loans = (await system.ReadLoansAsync(id, on, ct)).OrStop();
                LoanAccount[] shown = [.. loans.Where(account => only is null || account.Id == only)];
                if (only is not null && shown.Length == 0)
                {
                    throw new RefusedException(Refusal.NotFound("loan-not-found"));
                }

                if (parsed.GetValue(json))
                {
                    JsonOutput.Print(shown);
                    return ExitCodes.Ok;
                }

                foreach (var account in shown)
                {
                    Print(account, new Words(CommonOptions.LanguageOf(parsed)));
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static void Print(LoanAccount account, Words words)
    {
        var position = account.Statement.Position;
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
                row.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                row.Due.Principal.ToAmountString(),
                row.Due.Interest.ToAmountString(),
                row.Due.Fee.ToAmountString(),
                row.Due.Penalty.ToAmountString(),
                row.Paid.Total.ToAmountString(),
                words["cli.loan.instalment." + Code(row.Status.ToString())]
            );
        }

        Console.Out.WriteLine(
            $"{account.Id} · {account.Contract.Terms.Principal} · {account.Contract.Terms.Method.Code()}"
        );
        Tables.Write(table);
        Console.Out.WriteLine(
            words.Get(
                "cli.loan.position",
                ("principal", position.Principal.ToString()),
                ("arrears", position.Arrears.Total.ToString()),
                ("accrued", position.Accrued.ToString()),
                ("credit", position.Credit.ToString()),
                ("settlement", position.Settlement.ToString()),
                ("days", position.DaysPastDue.ToString(CultureInfo.InvariantCulture)),
                ("date", position.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            )
        );
    }

    private static string Code(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
