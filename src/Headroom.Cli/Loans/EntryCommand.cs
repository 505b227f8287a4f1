using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Loans;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Cli.Loans;

/// <summary>
/// A command that records an entry on a loan: borrower and loan come first, a key makes it safe to repeat, and the answer
/// says where the loan stands then.
/// </summary>
internal sealed class EntryCommand
{
    private readonly Argument<string> _borrower = LoanCommands.Borrower();
    private readonly Argument<string> _loan = LoanCommands.Loan();
    private readonly Option<string?> _on = new("--on") { Description = "The day, yyyy-MM-dd. Default: today." };
    private readonly Option<string?> _key = LoanCommands.Key();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _products = CommonOptions.Products();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Command _command;

    public EntryCommand(string name, string description, params Symbol[] own)
    {
        _command = new Command(name, description) { _borrower, _loan };
        foreach (var symbol in own)
        {
            if (symbol is Argument argument)
            {
                _command.Arguments.Add(argument);
            }
            else
            {
                _command.Options.Add((Option)symbol);
            }
        }

        foreach (var option in new Option[] { _on, _key, _store, _products, CommonOptions.Lang(), _json })
        {
            _command.Options.Add(option);
        }
    }

    /// <summary>Why something is done: what every change that staff make to a loan needs.</summary>
    public static Option<string> Reason() => new("--reason") { Description = "Why.", Required = true };

    /// <summary>An amount in the borrower's currency.</summary>
    public static Option<string> Amount(string description) =>
        new("--amount") { Description = description, Required = true };

    /// <summary>The command, which does what is given and prints what came of it.</summary>
    public Command Runs(Func<EntryTurn, ValueTask<CommandOutcome>> submit)
    {
        _command.SetAction(
            async (parsed, ct) =>
            {
                var borrower = BorrowerId.Parse(parsed.GetValue(_borrower)!).OrStop();
                var loan = LoanCommands.LoanOf(parsed.GetValue(_loan)!);
                DateOnly? on = parsed.GetValue(_on) is { } day ? OptionValues.Date("--on", day) : null;
                await using var system = await SystemOpener.OpenExistingAsync(
                    parsed.GetValue(_store)!,
                    ct,
                    parsed.GetValue(_products)
                );
                var request = new RequestEnvelope(Actor.System("command-line"), parsed.GetValue(_key));
                var outcome = await submit(new EntryTurn(parsed, system, borrower, loan, on, request, ct));
                Print(LoanCommands.Answer<EntryAnswer>(outcome), parsed);
                return ExitCodes.Ok;
            }
        );
        return _command;
    }

    private void Print(EntryAnswer answer, ParseResult parsed)
    {
        if (parsed.GetValue(_json))
        {
            JsonOutput.Print(answer);
            return;
        }

        var position = answer.Position;
        Console.Out.WriteLine(
            new Words(CommonOptions.LanguageOf(parsed)).Get(
                position.Status == LoanStatus.WrittenOff ? "cli.loan.entry-written-off" : "cli.loan.entry",
                ("entry", answer.Entry.ToString()),
                ("principal", position.Principal.ToString()),
                ("arrears", position.Arrears.Total.ToString()),
                ("settlement", position.Settlement.ToString()),
                ("credit", position.Credit.ToString()),
                ("claim", position.Claim.ToString()),
                ("date", position.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                ("headroom", answer.Headroom.ToString())
            )
        );
    }
}

/// <summary>One run of an <see cref="EntryCommand"/>.</summary>
internal sealed record EntryTurn(
    ParseResult Parsed,
    HeadroomSystem System,
    BorrowerId Borrower,
    DrawId Loan,
    DateOnly? On,
    RequestEnvelope Request,
    CancellationToken Ct
)
{
    /// <summary>Records what is done to the loan.</summary>
    public ValueTask<CommandOutcome> ServiceAsync<TDraft>(TDraft draft)
        where TDraft : ServicingDraft => System.ServiceLoanAsync(Borrower, Loan, draft, Request, Ct);

    /// <summary>An amount in the borrower's currency.</summary>
    public async ValueTask<Money> MoneyAsync(Option<string> option) =>
        Money.Parse(Parsed.GetValue(option)!, await PlanOptions.CurrencyAsync(System, Borrower, Ct)).OrStop();
}
