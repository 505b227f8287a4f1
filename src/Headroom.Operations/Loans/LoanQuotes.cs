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
)
{
    /// <summary>The next instalment to come, or null where none is.</summary>
    public InstalmentState? Next =>
        Statement.Instalments.FirstOrDefault(row => row.Status == InstalmentStatus.Upcoming);
}

/// <summary>All loans of a borrower together.</summary>
/// <param name="Principal">Principal owed.</param>
/// <param name="PastDue">Due and unpaid, the penalty up to the date included.</param>
/// <param name="Settlement">What settles all of them on the date.</param>
/// <param name="NextDueOn">The next due date, or null where none is to come.</param>
/// <param name="NextDue">What is due then.</param>
public sealed record LoanTotals(Money Principal, Money PastDue, Money Settlement, DateOnly? NextDueOn, Money NextDue)
{
    internal static LoanTotals Of(Currency currency, IReadOnlyList<LoanAccount> loans)
    {
        Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero(currency), (sum, one) => sum + one);
        var next = loans.Min(loan => loan.Next?.DueOn);
        var due = loans
            .SelectMany(loan => loan.Statement.Instalments)
            .Where(row => row.Status == InstalmentStatus.Upcoming && row.DueOn == next);
        return new LoanTotals(
            Sum(loans.Select(loan => loan.Statement.Position.Principal)),
            Sum(loans.Select(loan => loan.Statement.Position.Arrears.Total)),
            Sum(loans.Select(loan => loan.Statement.Position.Settlement)),
            next,
            Sum(due.Select(row => row.Due.Total))
        );
    }
}

/// <summary>A borrower's statement at the end of a date: every loan, and all together.</summary>
public sealed record BorrowerStatement(DateOnly AsOf, LoanTotals Total, IReadOnlyList<LoanAccount> Loans);

/// <summary>Quotes and statements: what is read, not written.</summary>
public static class LoanQuotes
{
    /// <summary>The quote of a plan at the line's price on a date. Refuses what the line or the product does not offer.</summary>
    public static Result<Quote> Of(ProductBook products, Line line, PlanDraft plan, DateOnly date) =>
        Priced(products, line, date)
            .Then(offer =>
                Quoter.Make(
                    offer.Product,
                    new QuoteRequest(
                        plan.Amount,
                        plan.Purpose,
                        plan.Method,
                        plan.Instalments,
                        LoanRate.From(offer.Rate),
                        date,
                        plan.FirstDueOn
                    )
                )
            );

    /// <summary>What is lent on a line on a date: the product and the line's price.</summary>
    internal static Result<(LoanProduct Product, Rate Rate)> Priced(ProductBook products, Line line, DateOnly date) =>
        line.Rate is { } rate
            ? products.Find(line, date).Then<(LoanProduct, Rate)>(product => (product, rate))
            : Priceless(line, date);

    // A line that was taken over has no price until it is first reviewed.
    private static Refusal Priceless(Line line, DateOnly date) =>
        line.Lifecycle is LineLifecycle.Active
            ? Refusal.Conflict("line-without-rate")
            : Refusal.Conflict(
                "line-not-active",
                ("status", line.StatusAt(new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero)).Code())
            );

    /// <summary>Quotes a plan for a borrower today. Refuses with <c>borrower-not-found</c>, or as the line and product say.</summary>
    public static async Task<Result<Quote>> QuoteLoanAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        PlanDraft plan,
        CancellationToken ct = default
    ) =>
        (await StateAsync(system, borrower, ct)).Then(state =>
            Of(system.Products, state.Line, plan, system.Calendar.DateAt(system.Now))
        );

    /// <summary>The borrower's loans at the end of a date, as <see cref="ReadStatementAsync"/> has them.</summary>
    public static async Task<Result<IReadOnlyList<LoanAccount>>> ReadLoansAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DateOnly? date = null,
        CancellationToken ct = default
    ) => (await system.ReadStatementAsync(borrower, date, ct)).Then(statement => Result.Ok(statement.Loans));

    /// <summary>
    /// The borrower's statement at the end of a date, today where it is null: the loans in the order they were drawn.
    /// Refuses with <c>borrower-not-found</c>.
    /// </summary>
    public static async Task<Result<BorrowerStatement>> ReadStatementAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DateOnly? date = null,
        CancellationToken ct = default
    )
    {
        var on = date ?? system.Calendar.DateAt(system.Now);
        return (await StateAsync(system, borrower, ct)).Then<BorrowerStatement>(state => StatementOf(state, on));
    }

    /// <summary>The statement of a borrower at hand.</summary>
    public static BorrowerStatement StatementOf(BorrowerState state, DateOnly on)
    {
        LoanAccount[] loans =
        [
            .. state
                .Loans.Where(loan => loan.Contract.Terms.DrawnOn <= on)
                .Select(loan => new LoanAccount(loan.Id, loan.Contract, loan.Statement(on), loan.Entries)),
        ];
        return new BorrowerStatement(on, LoanTotals.Of(state.Currency, loans), loans);
    }

    /// <summary>One loan at the end of a date. Refuses with <c>borrower-not-found</c>, <c>loan-not-found</c>.</summary>
    public static async Task<Result<LoanAccount>> ReadLoanAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DrawId loan,
        DateOnly? date = null,
        CancellationToken ct = default
    ) =>
        (await system.ReadLoansAsync(borrower, date, ct)).Then<LoanAccount>(loans =>
            loans.FirstOrDefault(account => account.Id == loan) is { } found
                ? found
                : Refusal.NotFound("loan-not-found")
        );

    internal static async Task<Result<BorrowerState>> StateAsync(
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
