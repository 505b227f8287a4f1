using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Loans;

/// <summary>What staff do to a loan besides taking money: an entry on a day, today where none is given.</summary>
/// <param name="On">The day.</param>
public abstract record ServicingDraft(DateOnly? On)
{
    /// <summary>Its name among the operations that a key stands for.</summary>
    internal abstract string Operation { get; }

    /// <summary>The command on the loan.</summary>
    internal abstract LoanCommand Command(EntryId entry, Loan loan, DateOnly on);
}

/// <summary>A fee to charge, due at once.</summary>
public sealed record FeeDraft(string Code, Money Amount, DateOnly? On = null) : ServicingDraft(On)
{
    internal override string Operation => "charge-fee";

    internal override LoanCommand Command(EntryId entry, Loan loan, DateOnly on) =>
        new LoanCommand.ChargeFee(entry, on, Code, Amount);
}

/// <summary>Money paid beyond what is owed, to pay back.</summary>
public sealed record RefundDraft(Money Amount, DateOnly? On = null) : ServicingDraft(On)
{
    internal override string Operation => "refund";

    internal override LoanCommand Command(EntryId entry, Loan loan, DateOnly on) =>
        new LoanCommand.Refund(entry, on, Amount);
}

/// <summary>A pause of ageing, or of ageing and interest, from the day up to but not with another.</summary>
public sealed record PauseDraft(
    DateOnly Until,
    string Reason,
    PauseScope Scope = PauseScope.Ageing,
    DateOnly? On = null
) : ServicingDraft(On)
{
    internal override string Operation => "pause-loan";

    internal override LoanCommand Command(EntryId entry, Loan loan, DateOnly on) =>
        new LoanCommand.Pause(entry, on, Until, Scope, Reason);
}

/// <summary>The end of a pause before its time, on a day within it.</summary>
public sealed record PauseEndDraft(EntryId Pause, string Reason, DateOnly? On = null) : ServicingDraft(On)
{
    internal override string Operation => "end-pause";

    internal override LoanCommand Command(EntryId entry, Loan loan, DateOnly on) =>
        new LoanCommand.EndPause(entry, Pause, on, Reason);
}

/// <summary>A new plan for what is owed. What is left out stays as it is: the method, the rate.</summary>
/// <param name="Instalments">How many periods to the last due date.</param>
/// <param name="Reason">Why.</param>
/// <param name="Method">How the rest comes back.</param>
/// <param name="Rate">The rate from then on.</param>
/// <param name="FirstDueOn">The first due date, where it is not one period later.</param>
/// <param name="On">The day.</param>
public sealed record RestructureDraft(
    int Instalments,
    string Reason,
    RepaymentMethod? Method = null,
    LoanRate? Rate = null,
    DateOnly? FirstDueOn = null,
    DateOnly? On = null
) : ServicingDraft(On)
{
    internal override string Operation => "restructure-loan";

    internal override LoanCommand Command(EntryId entry, Loan loan, DateOnly on)
    {
        var running = loan.PlanLeftOn(on);
        var plan = new RestructurePlan(Method ?? running.Method, Instalments, Rate ?? running.Rate, FirstDueOn);
        return new LoanCommand.Restructure(entry, on, plan, Reason);
    }
}

/// <summary>More time: so many instalments more on the plan that runs.</summary>
public sealed record ExtensionDraft(int Instalments, string Reason, DateOnly? On = null) : ServicingDraft(On)
{
    internal override string Operation => "extend-loan";

    internal override LoanCommand Command(EntryId entry, Loan loan, DateOnly on) =>
        new LoanCommand.Extend(entry, on, Instalments, Reason);
}

/// <summary>A write-off of what is owed; what is repaid afterwards is a recovery.</summary>
public sealed record WriteOffDraft(string Reason, DateOnly? On = null) : ServicingDraft(On)
{
    internal override string Operation => "write-off-loan";

    internal override LoanCommand Command(EntryId entry, Loan loan, DateOnly on) =>
        new LoanCommand.WriteOff(entry, on, Reason);
}

/// <content>Servicing.</content>
public static partial class LoanOperations
{
    /// <summary>Records what staff do to a loan; the line follows. Refuses with <c>loan-not-found</c>.</summary>
    public static ValueTask<CommandOutcome> ServiceLoanAsync<TDraft>(
        this HeadroomSystem system,
        BorrowerId borrower,
        DrawId loan,
        TDraft draft,
        RequestEnvelope request,
        CancellationToken ct = default
    )
        where TDraft : ServicingDraft =>
        system.SubmitAsync(
            borrower,
            request,
            draft.Operation,
            new OnLoan<TDraft>(loan, draft),
            turn =>
            {
                if (turn.State.LoanOf(loan) is not { } found)
                {
                    return Refusal.NotFound("loan-not-found");
                }

                var entry = EntryOf(turn);
                return Service(turn, loan, entry, draft.Command(entry, found, draft.On ?? turn.Context.BusinessDate));
            },
            ct
        );

    // What a key stands for: the same request about another loan is another request.
    private sealed record OnLoan<TDraft>(DrawId Loan, TDraft Draft);
}
