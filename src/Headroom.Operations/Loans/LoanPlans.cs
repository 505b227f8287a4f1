using System.Globalization;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;

namespace Headroom.Operations.Loans;

/// <summary>
/// What a borrower earns and pays elsewhere each month. What is left out is taken from the newest signals; a payday that is
/// not known leaves due dates on the day of the draw.
/// </summary>
/// <param name="Monthly">Income a month.</param>
/// <param name="Payday">The day of the month on which it comes, 1 to 31.</param>
/// <param name="Obligations">Other debts a month.</param>
/// <param name="ObligationsDay">The day of the month on which they are due, 1 to 31; the payday where it is left out.</param>
/// <param name="ShareOfRest">The share of what is left that an instalment may take, above 0 to 1; a half where it is left out.</param>
public sealed record IncomeDraft(
    Money? Monthly = null,
    int? Payday = null,
    Money? Obligations = null,
    int? ObligationsDay = null,
    decimal? ShareOfRest = null
);

/// <summary>What to lend, for which plans are laid side by side.</summary>
public sealed record PlansDraft(Money Amount, string Purpose, IncomeDraft? Income = null, DateOnly? FirstDueOn = null);

/// <summary>A cap on cost beside a plan's rate.</summary>
public sealed record PlanGate(CostMeasure Measure, decimal? Rate, decimal MostAnnual, bool Holds, string Citation);

/// <summary>One plan in a comparison.</summary>
/// <param name="Method">How it is repaid.</param>
/// <param name="Instalments">In how many instalments.</param>
/// <param name="FirstDueOn">The first due date.</param>
/// <param name="MaturesOn">The last.</param>
/// <param name="FirstDue">What is due first.</param>
/// <param name="LargestDue">The most that is due on one date.</param>
/// <param name="Interest">All interest.</param>
/// <param name="Fees">All fees.</param>
/// <param name="TotalCost">Both.</param>
/// <param name="Cost">The whole cost as yearly rates.</param>
/// <param name="Gates">The caps on cost.</param>
/// <param name="IsAllowed">Whether every cap holds.</param>
/// <param name="ShareOfRest">The largest share that an instalment takes of what is left in its period; null where it is not known, or nothing is left.</param>
/// <param name="Fits">Whether that stays within the share given; null where no income is known.</param>
/// <param name="IsSuggested">Whether it is the one that is suggested.</param>
/// <param name="Hash">The hash to sign, as the quote of the same plan has it.</param>
public sealed record ComparedPlan(
    RepaymentMethod Method,
    int Instalments,
    DateOnly FirstDueOn,
    DateOnly MaturesOn,
    Money FirstDue,
    Money LargestDue,
    Money Interest,
    Money Fees,
    Money TotalCost,
    AnnualCost Cost,
    IReadOnlyList<PlanGate> Gates,
    bool IsAllowed,
    decimal? ShareOfRest,
    bool? Fits,
    bool IsSuggested,
    ContentHash Hash
)
{
    internal static ComparedPlan Of(PlanOption option, bool isSuggested)
    {
        var (quote, rows) = (option.Quote, option.Quote.Schedule.Instalments);
        var interest = option.Quote.Schedule.TotalInterest;
        return new ComparedPlan(
            quote.Schedule.Terms.Method,
            quote.Schedule.Terms.Instalments,
            rows[0].DueOn,
            quote.Schedule.MaturesOn,
            rows[0].Due + quote.InstalmentFee,
            quote.LargestDue,
            interest,
            quote.TotalCost - interest,
            quote.TotalCost,
            quote.Cost,
            [
                .. option.Gates.Select(gate => new PlanGate(
                    gate.Cap.Measure,
                    gate.Rate,
                    gate.Cap.MostAnnual,
                    gate.Holds,
                    gate.Cap.Citation
                )),
            ],
            option.IsAllowed,
            option.ShareOfRest?.Round(4, Rounding.Up),
            option.Fits,
            isSuggested,
            quote.Hash
        );
    }
}

/// <summary>Plans side by side, and what they were measured by.</summary>
/// <param name="DrawnOn">The day of the draw.</param>
/// <param name="Income">The income used; null where none is known, and then no plan is suggested.</param>
/// <param name="Plans">The plans in the product's order.</param>
public sealed record PlanComparison(DateOnly DrawnOn, IncomeDraft? Income, IReadOnlyList<ComparedPlan> Plans);

/// <summary>Lays the plans of a draw side by side and suggests the one that fits the borrower's dated income.</summary>
public static class LoanPlans
{
    private const decimal ShareUsual = 0.5m;

    /// <summary>
    /// The plans of a draw today. Refuses as a quote does what is so of every plan, and <c>income-not-positive</c>,
    /// <c>obligations-negative</c>, <c>day-of-month-out-of-range</c>, <c>share-of-rest-out-of-range</c>,
    /// <c>currency-mismatch</c>.
    /// </summary>
    public static async Task<Result<PlanComparison>> ComparePlansAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        PlansDraft draft,
        CancellationToken ct = default
    ) =>
        (await LoanQuotes.StateAsync(system, borrower, ct)).Then(state =>
            Compare(system.Products, state, draft, system.Calendar.DateAt(system.Now))
        );

    private static Result<PlanComparison> Compare(
        ProductBook products,
        BorrowerState state,
        PlansDraft draft,
        DateOnly today
    )
    {
        var line = state.Line;
        var income = Known(draft.Income ?? new IncomeDraft(), state);
        if (Check(income, state.Currency) is { } wrong)
        {
            return wrong;
        }

        return LoanQuotes
            .Priced(products, line, today)
            .Then(offer =>
            {
                var request = new QuoteRequest(
                    draft.Amount,
                    draft.Purpose,
                    offer.Product.Methods[0],
                    offer.Product.Instalments[0],
                    LoanRate.From(offer.Rate),
                    today,
                    draft.FirstDueOn
                );
                var plan = income.Monthly is null ? null : Dated(income, state, today, offer.Product.Instalments.Max());
                var options = PlanFitter.Compare(offer.Product, request, plan);
                if (options.Count == 0)
                {
                    return Quoter.Price(offer.Product, request).Refusal!;
                }

                var best = PlanFitter.Suggest(options);
                return Result.Ok(
                    new PlanComparison(
                        today,
                        income.Monthly is null ? null : income,
                        [.. options.Select(option => ComparedPlan.Of(option, option == best))]
                    )
                );
            });
    }

    // What was not said is what the newest signals say.
    private static IncomeDraft Known(IncomeDraft draft, BorrowerState state) =>
        draft with
        {
            Monthly = draft.Monthly ?? Signalled(state, "income", "monthly"),
            Obligations =
                draft.Obligations
                ?? Signalled(state, "obligations", "monthlyDebtService")
                ?? Money.Zero(state.Currency),
            ShareOfRest = draft.ShareOfRest ?? ShareUsual,
        };

    private static Money? Signalled(BorrowerState state, string kind, string value)
    {
        var newest = state
            .Signals.Signals.Where(signal => signal.Kind == kind && signal[value].IsKnown)
            .MaxBy(signal => signal.OccurredAt);
        return newest is null ? null : Money.FromAmount(newest[value].AsNumber, state.Currency, Rounding.Down);
    }

    private static Refusal? Check(IncomeDraft income, Currency currency) =>
        new[] { income.Monthly, income.Obligations }.OfType<Money>().FirstOrDefault(money => money.Currency != currency)
            is { Currency.Code.Length: > 0 } other
            ? Refusal.Invalid("currency-mismatch", ("currency", other.Currency.Code), ("expected", currency.Code))
        : income.Monthly is { IsPositive: false } monthly
            ? Refusal.Invalid("income-not-positive", ("income", monthly.ToString()))
        : income.Obligations is { IsNegative: true } obligations
            ? Refusal.Invalid("obligations-negative", ("obligations", obligations.ToString()))
        : new[] { income.Payday, income.ObligationsDay }.FirstOrDefault(day => day is < 1 or > 31) is { } wrong
            ? Refusal.Invalid("day-of-month-out-of-range", ("value", wrong.ToString(CultureInfo.InvariantCulture)))
        : income.ShareOfRest is <= 0 or > 1
            ? Refusal.Invalid(
                "share-of-rest-out-of-range",
                ("value", income.ShareOfRest.Value.ToString(CultureInfo.InvariantCulture))
            )
        : null;

    // A month more than the longest plan, since its first due date may be in the month after next.
    private static IncomePlan Dated(IncomeDraft income, BorrowerState state, DateOnly today, int months)
    {
        var payday = income.Payday ?? today.Day;
        var flows = new List<CashFlow>();
        var owed = new List<CashFlow>();
        for (var month = 0; month <= months + 2; month++)
        {
            flows.Add(new CashFlow(In(today, month, payday), income.Monthly!.Value));
            owed.Add(new CashFlow(In(today, month, income.ObligationsDay ?? payday), income.Obligations!.Value));
        }

        // Open loans come first: what they ask for on each date is not there for a new one.
        foreach (var loan in LoanQuotes.StatementOf(state, today).Loans)
        {
            owed.Add(new CashFlow(today.AddDays(1), loan.Statement.Position.Arrears.Total));
            owed.AddRange(
                loan.Statement.Instalments.Where(row => row.Status == InstalmentStatus.Upcoming)
                    .Select(row => new CashFlow(row.DueOn, row.Due.Total))
            );
        }

        return new IncomePlan(flows, owed, income.ShareOfRest!.Value);
    }

    private static DateOnly In(DateOnly today, int months, int day)
    {
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(months);
        return month.AddDays(Math.Min(day, DateTime.DaysInMonth(month.Year, month.Month)) - 1);
    }
}
