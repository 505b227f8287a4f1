using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Loans;
using Headroom.Primitives;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom loan reverse</c>: an entry that should not have been, such as a payment that bounced.</summary>
internal static class ReverseCommand
{
    public static Command Create()
    {
        var borrower = LoanCommands.Borrower();
        var loan = LoanCommands.Loan();
        var entry = new Argument<string>("entry") { Description = "The entry's identifier." };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var key = LoanCommands.Key();
        var store = CommonOptions.Store();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("reverse", "Take an entry back as if it had not been.")
        {
            borrower,
            loan,
            entry,
            reason,
            key,
            store,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var id = BorrowerId.Parse(parsed.GetValue(borrower)!).OrStop();
                var taken = new EntryId(SortableId.Parse(parsed.GetValue(entry)!).OrStop());
                await using var system = await SystemOpener.OpenExistingAsync(parsed.GetValue(store)!, ct);
                var outcome = await system.ReverseEntryAsync(
                    id,
                    LoanCommands.LoanOf(parsed.GetValue(loan)!),
                    taken,
                    parsed.GetValue(reason)!,
                    new RequestEnvelope(Actor.System("command-line"), parsed.GetValue(key)),
                    ct
                );
                RepayCommand.Print(LoanCommands.Answer<EntryAnswer>(outcome), parsed, json);
                return ExitCodes.Ok;
            }
        );
        return command;
    }
}
