using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>What a borrower receives and must pay elsewhere, by date, and which share of the rest an instalment may take.</summary>
public sealed record IncomePlan(
    IReadOnlyList<CashFlow> Income,
    IReadOnlyList<CashFlow> Obligations,
    decimal ShareOfRest
)
{
    /// <summary>What is left of one stretch of time: after <paramref name="after"/>, up to and with <paramref name="upTo"/>.</summary>
    public Money Rest(DateOnly after, DateOnly upTo, Currency currency) =>
        Within(Income, after, upTo, currency) - Within(Obligations, after, upTo, currency);

    private static Money Within(IReadOnlyList<CashFlow> flows, DateOnly after, DateOnly upTo, Currency currency) =>
        flows
            .Where(flow => flow.On > after && flow.On <= upTo)
            .Aggregate(Money.Zero(currency), (sum, flow) => sum + flow.Amount);
}

/// <summary>One plan among others.</summary>
/// <param name="Quote">The plan with its whole cost.</param>
/// <param name="Gates">The caps on cost, each with the rate it is compared with.</param>
/// <param name="ShareOfRest">The largest share that an instalment with its fees takes of what is left in the period before it; null where no income is known, or nothing is left in some period.</param>
/// <param name="Fits">Whether that share stays within the one given; null where no income is known.</param>
public sealed record PlanOption(Quote Quote, IReadOnlyList<CostGate> Gates, decimal? ShareOfRest, bool? Fits)
{
    /// <summary>Whether every cap on cost holds: only then may it be signed.</summary>
    public bool IsAllowed => Gates.All(gate => gate.Holds);
}

/// <summary>Lays plans side by side, and finds the one that fits the borrower's income.</summary>
public static class PlanFitter
{
    private const int FirstPeriodDaysLeast = 15;

    /// <summary>
    /// A plan for every method and term that the product offers, in the product's order; what costs too much is shown as
    /// such. Unless a first due date is asked for, instalments are due on paydays where they are known: the first one that
    /// leaves 15 days, and so on. Plans of which every row is the same are shown once.
    /// </summary>
    public static IReadOnlyList<PlanOption> Compare(
        LoanProduct product,
        QuoteRequest request,
        IncomePlan? income = null
    )
    {
        var options = new List<PlanOption>();
        var first = request.FirstDueOn ?? Payday(request.DrawnOn, income);
        foreach (var method in product.Methods)
        {
            foreach (var instalments in product.Instalments)
            {
                var asked = request with { Method = method, Instalments = instalments, FirstDueOn = first };
                if (
                    Quoter.Price(product, asked).TryGet(out var quote, out _)
                    && !options.Exists(one => Same(one, quote))
                )
                {
                    options.Add(Option(product, quote, income));
                }
            }
        }

        return options;
    }

    /// <summary>
    /// The cheapest plan that is allowed and whose every instalment stays within the affordable share of what is left in
    /// the period before it; of equally cheap ones the shortest. Null where none does, or no income is known.
    /// </summary>
    public static PlanOption? Suggest(IEnumerable<PlanOption> options) =>
        options
            .Where(option => option.IsAllowed && option.Fits == true)
            .OrderBy(option => option.Quote.TotalCost)
            .ThenBy(option => option.Quote.Schedule.MaturesOn)
            .FirstOrDefault();

    private static PlanOption Option(LoanProduct product, Quote quote, IncomePlan? income)
    {
        var gates = Quoter.Gates(product, quote);
        if (income is null)
        {
            return new PlanOption(quote, gates, null, null);
        }

        var share = ShareOfRest(quote, income);
        return new PlanOption(quote, gates, share, share <= income.ShareOfRest);
    }

    private static decimal? ShareOfRest(Quote quote, IncomePlan income)
    {
        var most = 0m;
        var before = quote.Schedule.Terms.DrawnOn;
        foreach (var row in quote.Schedule.Instalments)
        {
            var since = OnePeriodBefore(row.DueOn, quote.Schedule.Terms.Frequency);
            var rest = income.Rest(before > since ? before : since, row.DueOn, row.Due.Currency);
            if (!rest.IsPositive)
            {
                return null;
            }

            most = Math.Max(most, (decimal)(row.Due + quote.InstalmentFee).MinorUnits / rest.MinorUnits);
            before = row.DueOn;
        }

        return most;
    }

    // Nobody is taken to have saved for months: only the last period's income counts, a payday on the due date included.
    private static DateOnly OnePeriodBefore(DateOnly dueOn, Frequency frequency) =>
        frequency.Unit switch
        {
            FrequencyUnit.Month => dueOn.AddDays(1).AddMonths(-frequency.Every).AddDays(-1),
            FrequencyUnit.Week => dueOn.AddDays(-7 * frequency.Every),
            _ => dueOn.AddDays(-frequency.Every),
        };

    // The right to repay at any time is a difference of its own.
    private static bool Same(PlanOption option, Quote quote) =>
        option.Quote.Schedule.Terms.Method is not RepaymentMethod.AnyTime
        && quote.Schedule.Terms.Method is not RepaymentMethod.AnyTime
        && option.Quote.Schedule.Instalments.SequenceEqual(quote.Schedule.Instalments);

    // The first payday that leaves time enough: money is there on the day an instalment is due.
    private static DateOnly? Payday(DateOnly drawnOn, IncomePlan? income) =>
        income
            ?.Income.Where(flow => flow.On >= drawnOn.AddDays(FirstPeriodDaysLeast))
            .Select(flow => (DateOnly?)flow.On)
            .Min();
}
