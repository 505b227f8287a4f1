using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Loans;
using Headroom.Primitives;

namespace Headroom.Cli.Loans;

/// <summary>The options that make a plan on a borrower's line.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string> _amount = new("--amount") { Description = "The amount.", Required = true };

    private readonly Option<string> _method = new("--method")
    {
        Description = "How it is repaid.",
        DefaultValueFactory = _ => RepaymentMethod.EqualInstalment.Code(),
    };

    private readonly Option<string> _instalments = new("--instalments")
    {
        Description = "The number of instalments.",
        DefaultValueFactory = _ => "12",
    };

    private readonly Option<string> _purpose = new("--purpose")
    {
        Description = "What it is for, such as travel or education.",
        Required = true,
    };

    private readonly Option<string?> _firstDue = new("--first-due") { Description = "The first due date, yyyy-MM-dd." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _amount, _method, _instalments, _purpose, _firstDue })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The plan, in the currency of the borrower's line.</summary>
    public async Task<PlanDraft> ReadAsync(
        ParseResult parsed,
        HeadroomSystem system,
        BorrowerId borrower,
        CancellationToken ct
    ) =>
        new(
            Money.Parse(parsed.GetValue(_amount)!, await CurrencyAsync(system, borrower, ct)).OrStop(),
            parsed.GetValue(_purpose)!,
            ScheduleCodes.ParseMethod(parsed.GetValue(_method)!).OrStop(),
            OptionValues.Count("--instalments", parsed.GetValue(_instalments)!),
            parsed.GetValue(_firstDue) is { } first ? OptionValues.Date("--first-due", first) : null
        );

    /// <summary>The currency that the borrower's amounts are in.</summary>
    public static async Task<Currency> CurrencyAsync(HeadroomSystem system, BorrowerId borrower, CancellationToken ct)
    {
        var stored = await system.Store.ReadBorrowerAsync(borrower, ct);
        return stored is null
            ? throw new RefusedException(Refusal.NotFound("borrower-not-found", ("borrower", borrower.Value)))
            : BorrowerModel.Instance.Load(borrower, stored.State).Currency;
    }
}
