using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Loans;
using Headroom.Primitives;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom loan repay</c>: money that came in, today or on an earlier day.</summary>
internal static class RepayCommand
{
    public static Command Create()
    {
        var borrower = LoanCommands.Borrower();
        var loan = LoanCommands.Loan();
        var amount = new Option<string>("--amount") { Description = "How much came in.", Required = true };
        var on = new Option<string?>("--on") { Description = "The day it came, yyyy-MM-dd. Default: today." };
        var prepay = new Option<string?>("--prepay")
        {
            Description =
                "Principal before its time: keep-term lowers the instalments, keep-instalment shortens the term.",
        };
        prepay.AcceptOnlyFromAmong("keep-term", "keep-instalment");
        var excess = new Option<bool>("--accept-excess")
        {
            Description = "Take more than all that is owed, to refund it.",
        };
        var key = LoanCommands.Key();
        var store = CommonOptions.Store();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("repay", "Record a repayment; all after its day is derived anew.")
        {
            borrower,
            loan,
            amount,
            on,
            prepay,
            excess,
            key,
            store,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var id = BorrowerId.Parse(parsed.GetValue(borrower)!).OrStop();
                await using var system = await SystemOpener.OpenExistingAsync(parsed.GetValue(store)!, ct);
                var draft = new RepaymentDraft(
                    LoanCommands.LoanOf(parsed.GetValue(loan)!),
                    parsed.GetValue(on) is { } day ? OptionValues.Date("--on", day) : null,
                    Money.Parse(parsed.GetValue(amount)!, await PlanOptions.CurrencyAsync(system, id, ct)).OrStop(),
                    parsed.GetValue(prepay) switch
                    {
                        "keep-term" => RepaymentIntent.PrepayKeepTerm,
                        "keep-instalment" => RepaymentIntent.PrepayKeepInstalment,
                        _ => RepaymentIntent.Scheduled,
                    },
                    parsed.GetValue(excess)
                );
                var request = new RequestEnvelope(Actor.System("command-line"), parsed.GetValue(key));
                Print(
                    LoanCommands.Answer<EntryAnswer>(await system.RepayLoanAsync(id, draft, request, ct)),
                    parsed,
                    json
                );
                return ExitCodes.Ok;
            }
        );
        return command;
    }

    /// <summary>What an entry brought about.</summary>
    public static void Print(EntryAnswer answer, ParseResult parsed, Option<bool> json)
    {
        if (parsed.GetValue(json))
        {
            JsonOutput.Print(answer);
            return;
        }

        Console.Out.WriteLine(
            new Words(CommonOptions.LanguageOf(parsed)).Get(
                "cli.loan.entry",
                ("entry", answer.Entry.ToString()),
                ("principal", answer.Position.Principal.ToString()),
                ("arrears", answer.Position.Arrears.Total.ToString()),
                ("settlement", answer.Position.Settlement.ToString()),
                ("headroom", answer.Headroom.ToString())
            )
        );
    }
}
