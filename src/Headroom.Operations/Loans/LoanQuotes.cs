using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;

namespace Headroom.Operations.Loans;

/// <summary>One loan of a borrower, row by row.</summary>
public sealed record LoanAccount(
    DrawId Id,
    LoanContract Contract,
    LoanStatement Statement,
    IReadOnlyList<LoanEntry> Entries
);

/// <summary>Quotes and statements: what is read, not written.</summary>
public static class LoanQuotes
{
    /// <summary>The quote of a plan at the line's price on a date. Refuses what the line or the product does not offer.</summary>
    public static Result<Quote> Of(Line line, PlanDraft plan, DateOnly date) =>
        line.Rate is not { } rate
            ? Refusal.Conflict("line-not-active", ("status", "none"))
            : ProductBook
                .Shipped.Find(line, date)
                .Then(product =>
                    Quoter.Make(
                        product,
                        new QuoteRequest(
                            plan.Amount,
                            plan.Purpose,
                            plan.Method,
                            plan.Instalments,
                            LoanRate.From(rate),
                            date,
                            plan.FirstDueOn
                        )
                    )
                );

    /// <summary>Quotes a plan for a borrower today. Refuses with <c>borrower-not-found</c>, or as the line and product say.</summary>
    public static async Task<Result<Quote>> QuoteLoanAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        PlanDraft plan,
        CancellationToken ct = default
    ) =>
        (await StateAsync(system, borrower, ct)).Then(state =>
            Of(state.Line, plan, system.Calendar.DateAt(system.Now))
        );

    /// <summary>
    /// The borrower's loans at the end of a date, today where it is null, in the order they were drawn. Refuses with
    /// <c>borrower-not-found</c>.
    /// </summary>
    public static async Task<Result<IReadOnlyList<LoanAccount>>> ReadLoansAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DateOnly? date = null,
        CancellationToken ct = default
    )
    {
        var on = date ?? system.Calendar.DateAt(system.Now);
        return (await StateAsync(system, borrower, ct)).Then(state =>
            Result.Ok<IReadOnlyList<LoanAccount>>([
                .. state
                    .Loans.Where(loan => loan.Contract.Terms.DrawnOn <= on)
                    .Select(loan => new LoanAccount(loan.Id, loan.Contract, loan.Statement(on), loan.Entries)),
            ])
        );
    }

    private static async Task<Result<BorrowerState>> StateAsync(
        HeadroomSystem system,
        BorrowerId borrower,
        CancellationToken ct
    )
    {
        var stored = await system.Store.ReadBorrowerAsync(borrower, ct);
        return stored is null
            ? Refusal.NotFound("borrower-not-found", ("borrower", borrower.Value))
            : BorrowerModel.Instance.Load(borrower, stored.State);
    }
}
