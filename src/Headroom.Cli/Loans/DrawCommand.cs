using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Operations;
using Headroom.Operations.Loans;
using Headroom.Primitives;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom loan draw</c>: disburses the plan whose quote was signed.</summary>
internal static class DrawCommand
{
    public static Command Create()
    {
        var borrower = LoanCommands.Borrower();
        var plan = new PlanOptions();
        var sign = new Option<string>("--sign")
        {
            Description = "The hash that the quote printed: what the borrower signed.",
            Required = true,
        };
        var key = LoanCommands.Key();
        var store = CommonOptions.Store();
        var products = CommonOptions.Products();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("draw", "Disburse a plan whose quote was signed.")
        {
            borrower,
            sign,
            key,
            store,
            products,
            lang,
            json,
        };
        plan.AddTo(command);
        command.SetAction(
            async (parsed, ct) =>
            {
                var id = BorrowerId.Parse(parsed.GetValue(borrower)!).OrStop();
                var signed = ContentHash.Parse(parsed.GetValue(sign)!).OrStop();
                await using var system = await SystemOpener.OpenExistingAsync(
                    parsed.GetValue(store)!,
                    ct,
                    parsed.GetValue(products)
                );
                var draft = await plan.ReadAsync(parsed, system, id, ct);
                var request = new RequestEnvelope(Actor.System("command-line"), parsed.GetValue(key));
                var outcome = await system.DrawLoanAsync(id, draft, signed, request, ct);
                var answer = LoanCommands.Answer<LoanAnswer>(outcome);
                if (parsed.GetValue(json))
                {
                    JsonOutput.Print(answer);
                }
                else
                {
                    var words = new Words(CommonOptions.LanguageOf(parsed));
                    Console.Out.WriteLine(
                        words.Get(
                            "cli.loan.drawn",
                            ("loan", answer.Loan.ToString()),
                            ("headroom", answer.Headroom.ToString())
                        )
                    );
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }
}
