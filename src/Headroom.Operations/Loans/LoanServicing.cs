using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Loans;

/// <summary>A fee to charge; today where no day is given.</summary>
public sealed record FeeDraft(string Code, Money Amount, DateOnly? On = null);

/// <summary>Money paid beyond what is owed, to pay back; today where no day is given.</summary>
public sealed record RefundDraft(Money Amount, DateOnly? On = null);

/// <summary>A pause from a day, today where none is given, up to but not with another.</summary>
public sealed record PauseDraft(
    DateOnly Until,
    string Reason,
    PauseScope Scope = PauseScope.Ageing,
    DateOnly? On = null
);

/// <summary>The end of a pause before its time, on a day within it; today where none is given.</summary>
public sealed record PauseEndDraft(string Reason, DateOnly? On = null);

/// <summary>A new plan for what is owed. What is left out stays as it is: the method, the rate.</summary>
/// <param name="Instalments">How many periods to the last due date.</param>
/// <param name="Reason">Why.</param>
/// <param name="Method">How the rest comes back.</param>
/// <param name="Rate">The rate from then on.</param>
/// <param name="FirstDueOn">The first due date, where it is not one period later.</param>
/// <param name="On">The day; today where it is left out.</param>
public sealed record RestructureDraft(
    int Instalments,
    string Reason,
    RepaymentMethod? Method = null,
    LoanRate? Rate = null,
    DateOnly? FirstDueOn = null,
    DateOnly? On = null
);

/// <summary>More time: so many instalments more on the plan that runs.</summary>
public sealed record ExtensionDraft(int Instalments, string Reason, DateOnly? On = null);

/// <summary>A write-off; today where no day is given.</summary>
public sealed record WriteOffDraft(string Reason, DateOnly? On = null);

/// <summary>What servicing does to a loan besides taking money: each a command of its own that the line follows.</summary>
public static partial class LoanOperations
{
    /// <summary>Charges a fee, due at once.</summary>
    public static ValueTask<CommandOutcome> ChargeFeeAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DrawId loan,
        FeeDraft draft,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.RecordAsync(
            borrower,
            loan,
            "charge-fee",
            draft,
            (entry, today) => new LoanCommand.ChargeFee(entry, draft.On ?? today, draft.Code, draft.Amount),
            request,
            ct
        );

    /// <summary>Pays back what was paid beyond what is owed.</summary>
    public static ValueTask<CommandOutcome> RefundAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DrawId loan,
        RefundDraft draft,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.RecordAsync(
            borrower,
            loan,
            "refund",
            draft,
            (entry, today) => new LoanCommand.Refund(entry, draft.On ?? today, draft.Amount),
            request,
            ct
        );

    /// <summary>Stops ageing, or ageing and interest, for a time.</summary>
    public static ValueTask<CommandOutcome> PauseLoanAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DrawId loan,
        PauseDraft draft,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.RecordAsync(
            borrower,
            loan,
            "pause-loan",
            draft,
            (entry, today) => new LoanCommand.Pause(entry, draft.On ?? today, draft.Until, draft.Scope, draft.Reason),
            request,
            ct
        );

    /// <summary>Ends a pause before its time.</summary>
    public static ValueTask<CommandOutcome> EndPauseAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DrawId loan,
        EntryId pause,
        PauseEndDraft draft,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.RecordAsync(
            borrower,
            loan,
            "end-pause",
            new EndedPause(pause, draft),
            (entry, today) => new LoanCommand.EndPause(entry, pause, draft.On ?? today, draft.Reason),
            request,
            ct
        );

    /// <summary>Puts what is owed on a new plan.</summary>
    public static ValueTask<CommandOutcome> RestructureLoanAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DrawId loan,
        RestructureDraft draft,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.SubmitAsync(
            borrower,
            request,
            "restructure-loan",
            new OnLoan<RestructureDraft>(loan, draft),
            turn =>
            {
                if (turn.State.LoanOf(loan) is not { } found)
                {
                    return Refusal.NotFound("loan-not-found");
                }

                var on = draft.On ?? turn.Context.BusinessDate;
                var running = found.PlanOn(on);
                var plan = new RestructurePlan(
                    draft.Method ?? running.Method,
                    draft.Instalments,
                    draft.Rate ?? running.Rate,
                    draft.FirstDueOn
                );
                var entry = EntryOf(turn);
                return Service(turn, loan, entry, new LoanCommand.Restructure(entry, on, plan, draft.Reason));
            },
            ct
        );

    /// <summary>Gives more time.</summary>
    public static ValueTask<CommandOutcome> ExtendLoanAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DrawId loan,
        ExtensionDraft draft,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.RecordAsync(
            borrower,
            loan,
            "extend-loan",
            draft,
            (entry, today) => new LoanCommand.Extend(entry, draft.On ?? today, draft.Instalments, draft.Reason),
            request,
            ct
        );

    /// <summary>Writes what is owed off; what is repaid afterwards is a recovery.</summary>
    public static ValueTask<CommandOutcome> WriteOffAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DrawId loan,
        WriteOffDraft draft,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.RecordAsync(
            borrower,
            loan,
            "write-off-loan",
            draft,
            (entry, today) => new LoanCommand.WriteOff(entry, draft.On ?? today, draft.Reason),
            request,
            ct
        );

    private static ValueTask<CommandOutcome> RecordAsync<TDraft>(
        this HeadroomSystem system,
        BorrowerId borrower,
        DrawId loan,
        string operation,
        TDraft draft,
        Func<EntryId, DateOnly, LoanCommand> command,
        RequestEnvelope request,
        CancellationToken ct
    )
        where TDraft : notnull =>
        system.SubmitAsync(
            borrower,
            request,
            operation,
            new OnLoan<TDraft>(loan, draft),
            turn =>
            {
                var entry = EntryOf(turn);
                return Service(turn, loan, entry, command(entry, turn.Context.BusinessDate));
            },
            ct
        );

    // What a key stands for: the same request about another loan is another request.
    private sealed record OnLoan<TDraft>(DrawId Loan, TDraft Draft);

    private sealed record EndedPause(EntryId Pause, PauseEndDraft Draft);
}
