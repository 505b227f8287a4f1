using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Operations.Json;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom loan …</c>: everything about lending on a line.</summary>
internal static class LoanCommands
{
    public static Command Create()
    {
        var loan = new Command("loan", "Schedules, quotes, and loans on lines.")
        {
            ScheduleCommand.Create(),
            PlansCommand.Create(),
            QuoteCommand.Create(),
            DrawCommand.Create(),
            RepayCommand.Create(),
            StatementCommand.Create(),
        };
        foreach (var command in ServicingCommands.CreateAll())
        {
            loan.Subcommands.Add(command);
        }

        return loan;
    }

    /// <summary>The answer of a write, or the end of the command with its refusal reported.</summary>
    public static T Answer<T>(CommandOutcome outcome) => EventJson.Read<T>(outcome.Answer.OrStop());

    /// <summary>The borrower, the first argument of every command on loans.</summary>
    public static Argument<string> Borrower() => new("borrower") { Description = "The borrower's identifier." };

    /// <summary>The loan, by the identifier that the draw printed.</summary>
    public static Argument<string> Loan() => new("loan") { Description = "The loan's identifier." };

    /// <summary>A key under which the same command again is answered as at first.</summary>
    public static Option<string?> Key() =>
        new("--key") { Description = "An idempotency key: the same command again gets its first answer." };

    /// <summary>A loan's identifier as it was given.</summary>
    public static DrawId LoanOf(string text) => new(SortableId.Parse(text).OrStop());
}
