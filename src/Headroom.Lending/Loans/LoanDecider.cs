using System.Diagnostics;
using System.Globalization;
using Headroom.Primitives;
using Outcome = Headroom.Primitives.Result<System.Collections.Generic.IReadOnlyList<Headroom.Lending.LoanEvent>>;

namespace Headroom.Lending;

/// <summary>
/// Decides what a command brings about on a loan. An entry may be backdated to any day since the draw; it is checked against
/// where the loan stands today with it.
/// </summary>
public static partial class LoanDecider
{
    /// <summary>The events of a command, or why not. The loan is null before it is disbursed.</summary>
    public static Outcome Decide(Loan? loan, LoanCommand command, CommandContext context) =>
        command switch
        {
            LoanCommand.Disburse c => Disburse(loan, c, context),
            _ when loan is null => Refusal.NotFound("loan-not-found"),
            LoanCommand.Repay c => Repay(loan, c, context),
            LoanCommand.Reverse c => Reverse(loan, c),
            LoanCommand.ChargeFee c => ChargeFee(loan, c, context),
            LoanCommand.Refund c => Refund(loan, c, context),
            LoanCommand.Pause c => Pause(loan, c),
            LoanCommand.EndPause c => EndPause(loan, c),
            LoanCommand.Restructure c => Restructure(loan, c, context),
            LoanCommand.Extend c => Extend(loan, c, context),
            LoanCommand.WriteOff c => WriteOff(loan, c, context),
            _ => throw new UnreachableException($"Unknown command {command}."),
        };

    private static Outcome Disburse(Loan? loan, LoanCommand.Disburse c, CommandContext context)
    {
        var terms = c.Quote.Schedule.Terms;
        var refusal =
            loan is not null ? Refusal.Conflict("loan-already-open")
            : c.SignedHash != c.Quote.Hash ? Refusal.Rule("quote-not-signed", ("quote", c.Quote.Hash.ToString()))
            : terms.DrawnOn > context.BusinessDate ? Future(terms.DrawnOn)
            : NotServiceable(terms);
        return Unless(
            refusal,
            () =>
                new LoanEvent.Disbursed(
                    new LoanContract(
                        c.Id,
                        c.Quote.Product,
                        c.Quote.Purpose,
                        terms,
                        c.Quote.InstalmentFee,
                        c.Quote.FeeAtDraw,
                        c.Quote.Servicing,
                        c.SignedHash
                    )
                )
        );
    }

    private static Outcome Repay(Loan loan, LoanCommand.Repay c, CommandContext context)
    {
        var entry = new LoanEntry.Repaid(c.Id, c.On, c.Amount, c.Intent);
        var refusal = NotAnAmount(loan, c.Amount) ?? NotADate(loan, c.On, context) ?? Recorded(loan, c.Id);
        if (refusal is null && !c.AcceptExcess)
        {
            var before = loan.At(context.BusinessDate);
            var after = Loan.Apply(loan, new LoanEvent.EntryRecorded(loan.Id, entry)).At(context.BusinessDate);
            refusal =
                before.Status == LoanStatus.Settled ? Refusal.Conflict("loan-closed")
                : after.Status == LoanStatus.Active || after.Credit <= before.Credit ? null
                : Refusal.Rule("repayment-exceeds-owed", ("excess", (after.Credit - before.Credit).ToString()));
        }

        return Recording(loan, refusal, entry);
    }

    private static Outcome Reverse(Loan loan, LoanCommand.Reverse c) =>
        Unless(
            Missing(c.Reason)
                ?? (
                    loan.Entries.Any(entry => entry.Id == c.Id)
                        ? null
                        : Refusal.NotFound("entry-not-found", ("entry", c.Id.ToString()))
                ),
            () => new LoanEvent.EntryReversed(loan.Id, c.Id, c.Reason)
        );

    private static Outcome ChargeFee(Loan loan, LoanCommand.ChargeFee c, CommandContext context) =>
        Recording(
            loan,
            NotAnAmount(loan, c.Amount)
                ?? NotADate(loan, c.On, context)
                ?? (string.IsNullOrWhiteSpace(c.Code) ? Refusal.Invalid("fee-code-missing") : null)
                ?? Recorded(loan, c.Id)
                ?? NotActive(loan, c.On),
            new LoanEntry.FeeCharged(c.Id, c.On, c.Code, c.Amount)
        );

    private static Outcome Refund(Loan loan, LoanCommand.Refund c, CommandContext context)
    {
        var refusal = NotAnAmount(loan, c.Amount) ?? NotADate(loan, c.On, context) ?? Recorded(loan, c.Id);
        var credit = Money.Min(loan.At(c.On).Credit, loan.At(context.BusinessDate).Credit);
        return Recording(
            loan,
            refusal
                ?? (c.Amount > credit ? Refusal.Rule("refund-exceeds-credit", ("credit", credit.ToString())) : null),
            new LoanEntry.Refunded(c.Id, c.On, c.Amount)
        );
    }

    private static Outcome WriteOff(Loan loan, LoanCommand.WriteOff c, CommandContext context) =>
        Recording(
            loan,
            Missing(c.Reason) ?? NotADate(loan, c.On, context) ?? Recorded(loan, c.Id) ?? NotActive(loan, c.On),
            new LoanEntry.WrittenOff(c.Id, c.On, c.Reason)
        );

    private static Outcome Recording(Loan loan, Refusal? refusal, LoanEntry entry) =>
        Unless(refusal, () => new LoanEvent.EntryRecorded(loan.Id, entry));

    private static Outcome Unless(Refusal? refusal, Func<LoanEvent> make) =>
        refusal is null ? Result.Ok<IReadOnlyList<LoanEvent>>([make()]) : refusal;

    // Schedules with these can be made and compared, but their interest is not a function of the balance of the day, or
    // what is due on the day of the draw was never lent.
    private static Refusal? NotServiceable(ScheduleTerms terms) =>
        terms.Base == InterestBase.Flat
        || terms.InterestGrace > 0
        || terms.InterestFree > 0
        || terms.DownPaymentShare > 0
            ? Refusal.Rule("terms-not-serviceable")
            : null;

    private static Refusal? NotActive(Loan loan, DateOnly on) =>
        loan.At(on).Status switch
        {
            LoanStatus.Active => null,
            LoanStatus.Settled => Refusal.Conflict("loan-closed"),
            _ => Refusal.Conflict("loan-written-off"),
        };

    private static Refusal? NotAnAmount(Loan loan, Money amount) =>
        amount.Currency != loan.Currency
            ? Refusal.Invalid("currency-mismatch", ("currency", amount.Currency.Code), ("expected", loan.Currency.Code))
        : amount.IsPositive ? null
        : Refusal.Invalid("amount-not-positive", ("amount", amount.ToString()));

    private static Refusal? NotADate(Loan loan, DateOnly on, CommandContext context) =>
        on > context.BusinessDate ? Future(on) : BeforeDraw(loan, on);

    private static Refusal? BeforeDraw(Loan loan, DateOnly on) =>
        on < loan.Contract.Terms.DrawnOn
            ? Refusal.Invalid("date-before-draw", ("date", Text(on)), ("drawnOn", Text(loan.Contract.Terms.DrawnOn)))
            : null;

    private static Refusal Future(DateOnly on) => Refusal.Invalid("date-in-future", ("date", Text(on)));

    private static Refusal? Recorded(Loan loan, EntryId id) =>
        loan.Entries.Any(entry => entry.Id == id) ? Refusal.Conflict("entry-already-recorded") : null;

    private static Refusal? Missing(string reason) =>
        string.IsNullOrWhiteSpace(reason) ? Refusal.Invalid("reason-missing") : null;

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
