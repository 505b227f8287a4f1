using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Loans;

/// <summary>The plan that a borrower wants.</summary>
public sealed record PlanDraft(
    Money Amount,
    string Purpose,
    RepaymentMethod Method,
    int Instalments,
    DateOnly? FirstDueOn = null
);

/// <summary>Money that came in for a loan.</summary>
/// <param name="Loan">The loan.</param>
/// <param name="On">The day it came; null for today. A day before today is backdated.</param>
/// <param name="Amount">How much.</param>
/// <param name="Intent">What it is for beyond what is due.</param>
/// <param name="AcceptExcess">Whether more than all that is owed is taken, to be refunded.</param>
public sealed record RepaymentDraft(
    DrawId Loan,
    DateOnly? On,
    Money Amount,
    RepaymentIntent Intent = RepaymentIntent.Scheduled,
    bool AcceptExcess = false
);

/// <summary>The loan that was drawn, and the headroom left after it.</summary>
public sealed record LoanAnswer(DrawId Loan, Money Headroom);

/// <summary>The entry that was recorded or taken back, where the loan stands with it, and the headroom.</summary>
public sealed record EntryAnswer(EntryId Entry, LoanPosition Position, Money Headroom);

/// <summary>Lends on a line and takes the money back. Each is one command: line and loan change together or not at all.</summary>
public static partial class LoanOperations
{
    /// <summary>
    /// Reserves headroom, disburses the quote and commits the draw. What is signed must be what is quoted today
    /// (<c>quote-not-signed</c>): the price of the line, or the day, may have changed since.
    /// </summary>
    public static ValueTask<CommandOutcome> DrawLoanAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        PlanDraft plan,
        ContentHash signed,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.SubmitAsync(
            borrower,
            request,
            "draw-loan",
            new SignedPlan(plan, signed),
            turn =>
            {
                if (
                    !LoanQuotes
                        .Of(turn.Products, turn.State.Line, plan, turn.Context.BusinessDate)
                        .TryGet(out var quote, out var no)
                )
                {
                    return no;
                }

                var loan = new DrawId(turn.NextId());
                var refusal =
                    turn.Ask(new LineCommand.ReserveDraw(loan, plan.Amount))
                    ?? turn.Ask(loan, new LoanCommand.Disburse(loan, quote, signed))
                    ?? turn.Ask(new LineCommand.CommitDraw(loan));
                return refusal is null ? turn.End(new LoanAnswer(loan, HeadroomOf(turn))) : refusal;
            },
            ct
        );

    /// <summary>Records a repayment.</summary>
    public static ValueTask<CommandOutcome> RepayLoanAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        RepaymentDraft draft,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.SubmitAsync(
            borrower,
            request,
            "repay-loan",
            draft,
            turn =>
            {
                var entry = EntryOf(turn);
                var on = draft.On ?? turn.Context.BusinessDate;
                var repay = new LoanCommand.Repay(entry, on, draft.Amount, draft.Intent, draft.AcceptExcess);
                return Service(turn, draft.Loan, entry, repay);
            },
            ct
        );

    /// <summary>Takes an entry back, such as a payment that bounced.</summary>
    public static ValueTask<CommandOutcome> ReverseEntryAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DrawId loan,
        EntryId entry,
        string reason,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.SubmitAsync(
            borrower,
            request,
            "reverse-entry",
            new LoanEvent.EntryReversed(loan, entry, reason),
            turn => Service(turn, loan, entry, new LoanCommand.Reverse(entry, reason)),
            ct
        );

    // A command makes one entry, which bears its identifier: those rise even within a millisecond, and entries of one day
    // stand in the order in which they were made.
    private static EntryId EntryOf(BorrowerTurn turn) => new(turn.Context.Id.Value);

    private static Result<CommandEffect<BorrowerState>> Service(
        BorrowerTurn turn,
        DrawId loan,
        EntryId entry,
        LoanCommand command
    )
    {
        if ((turn.Ask(loan, command) ?? LoanAgeing.Follow(turn, loan)) is { } refusal)
        {
            return refusal;
        }

        var position = turn.State.LoanOf(loan)!.At(turn.Context.BusinessDate);
        return turn.End(new EntryAnswer(entry, position, HeadroomOf(turn)));
    }

    // What a key stands for: the same plan under another signature is another request.
    private sealed record SignedPlan(PlanDraft Plan, ContentHash Signed);

    private static Money HeadroomOf(BorrowerTurn turn) => turn.State.Line.HeadroomAt(turn.Context.At).Headroom;
}
