using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Operations.Loans;
using Headroom.Primitives;

namespace Headroom.Cli.Loans;

/// <summary>What staff do to a loan besides taking money: <c>headroom loan fee|refund|pause|resume|restructure|extend|write-off|reverse</c>.</summary>
internal static class ServicingCommands
{
    public static IEnumerable<Command> CreateAll() =>
        [Fee(), Refund(), Pause(), Resume(), Restructure(), Extend(), WriteOff(), Reverse()];

    private static Command Fee()
    {
        var code = new Option<string>("--code") { Description = "What it is for, such as dunning.", Required = true };
        var amount = EntryCommand.Amount("How much.");
        return new EntryCommand("fee", "Charge a fee, due at once.", code, amount).Runs(async turn =>
        {
            var draft = new FeeDraft(turn.Parsed.GetValue(code)!, await turn.MoneyAsync(amount), turn.On);
            return await turn.ServiceAsync(draft);
        });
    }

    private static Command Refund()
    {
        var amount = EntryCommand.Amount("How much of the credit.");
        return new EntryCommand("refund", "Pay back what was paid beyond what is owed.", amount).Runs(async turn =>
        {
            var draft = new RefundDraft(await turn.MoneyAsync(amount), turn.On);
            return await turn.ServiceAsync(draft);
        });
    }

    private static Command Pause()
    {
        var until = new Option<string>("--until")
        {
            Description = "The day on which it goes on again, yyyy-MM-dd.",
            Required = true,
        };
        var interest = new Option<bool>("--interest") { Description = "Stop normal interest too." };
        var reason = EntryCommand.Reason();
        return new EntryCommand(
            "pause",
            "Stop days past due and penalty from a day until another.",
            until,
            interest,
            reason
        ).Runs(turn =>
        {
            var draft = new PauseDraft(
                OptionValues.Date("--until", turn.Parsed.GetValue(until)!),
                turn.Parsed.GetValue(reason)!,
                turn.Parsed.GetValue(interest) ? PauseScope.AgeingAndInterest : PauseScope.Ageing,
                turn.On
            );
            return turn.ServiceAsync(draft);
        });
    }

    private static Command Resume()
    {
        var pause = Entry("The pause's entry, from the statement.");
        var reason = EntryCommand.Reason();
        return new EntryCommand("resume", "End a pause before its time, on a day within it.", pause, reason).Runs(
            turn => turn.ServiceAsync(new PauseEndDraft(EntryOf(turn, pause), turn.Parsed.GetValue(reason)!, turn.On))
        );
    }

    private static Command Restructure()
    {
        var instalments = new Option<string>("--instalments")
        {
            Description = "The number of instalments of the new plan.",
            Required = true,
        };
        var method = new Option<string?>("--method") { Description = "How the rest is repaid. Default: as it is." };
        var daily = new Option<string?>("--daily-rate") { Description = "The new rate a day. Default: as it is." };
        var first = new Option<string?>("--first-due") { Description = "The first due date, yyyy-MM-dd." };
        var reason = EntryCommand.Reason();
        return new EntryCommand(
            "restructure",
            "Put what is owed on a new plan.",
            instalments,
            method,
            daily,
            first,
            reason
        ).Runs(turn =>
        {
            var parsed = turn.Parsed;
            var draft = new RestructureDraft(
                OptionValues.Count("--instalments", parsed.GetValue(instalments)!),
                parsed.GetValue(reason)!,
                parsed.GetValue(method) is { } name ? ScheduleCodes.ParseMethod(name).OrStop() : null,
                parsed.GetValue(daily) is { } rate
                    ? new LoanRate(OptionValues.Fraction("--daily-rate", rate), DayCount.Daily)
                    : null,
                parsed.GetValue(first) is { } day ? OptionValues.Date("--first-due", day) : null,
                turn.On
            );
            return turn.ServiceAsync(draft);
        });
    }

    private static Command Extend()
    {
        var instalments = new Option<string>("--instalments")
        {
            Description = "How many instalments more.",
            Required = true,
        };
        var reason = EntryCommand.Reason();
        return new EntryCommand(
            "extend",
            "Give more time: instalments more on the plan that runs.",
            instalments,
            reason
        ).Runs(turn =>
        {
            var draft = new ExtensionDraft(
                OptionValues.Count("--instalments", turn.Parsed.GetValue(instalments)!),
                turn.Parsed.GetValue(reason)!,
                turn.On
            );
            return turn.ServiceAsync(draft);
        });
    }

    private static Command WriteOff()
    {
        var reason = EntryCommand.Reason();
        return new EntryCommand(
            "write-off",
            "Write off what is owed; the claim goes on, and what is repaid later is a recovery.",
            reason
        ).Runs(turn => turn.ServiceAsync(new WriteOffDraft(turn.Parsed.GetValue(reason)!, turn.On)));
    }

    private static Command Reverse()
    {
        var entry = Entry("The entry's identifier, from the statement.");
        var reason = EntryCommand.Reason();
        return new EntryCommand("reverse", "Take an entry back as if it had not been.", entry, reason).Runs(turn =>
            turn.System.ReverseEntryAsync(
                turn.Borrower,
                turn.Loan,
                EntryOf(turn, entry),
                turn.Parsed.GetValue(reason)!,
                turn.Request,
                turn.Ct
            )
        );
    }

    private static Argument<string> Entry(string description) => new("entry") { Description = description };

    private static EntryId EntryOf(EntryTurn turn, Argument<string> entry) =>
        new(SortableId.Parse(turn.Parsed.GetValue(entry)!).OrStop());
}
