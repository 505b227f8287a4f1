using System.CommandLine;
using Headroom.Lending;
using Headroom.Operations.Loans;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom loan repay</c>: money that came in, today or on an earlier day.</summary>
internal static class RepayCommand
{
    public static Command Create()
    {
        var amount = EntryCommand.Amount("How much came in.");
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
        return new EntryCommand(
            "repay",
            "Record a repayment; all after its day is derived anew. On a loan written off it is a recovery.",
            amount,
            prepay,
            excess
        ).Runs(async turn =>
        {
            var draft = new RepaymentDraft(
                turn.Loan,
                turn.On,
                await turn.MoneyAsync(amount),
                turn.Parsed.GetValue(prepay) switch
                {
                    "keep-term" => RepaymentIntent.PrepayKeepTerm,
                    "keep-instalment" => RepaymentIntent.PrepayKeepInstalment,
                    _ => RepaymentIntent.Scheduled,
                },
                turn.Parsed.GetValue(excess)
            );
            return await turn.System.RepayLoanAsync(turn.Borrower, draft, turn.Request, turn.Ct);
        });
    }
}
