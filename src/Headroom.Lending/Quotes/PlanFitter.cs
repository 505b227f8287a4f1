using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>What a borrower receives and must pay elsewhere, by date, and which share of the rest an instalment may take.</summary>
public sealed record IncomePlan(
    IReadOnlyList<CashFlow> Income,
    IReadOnlyList<CashFlow> Obligations,
    decimal ShareOfRest
)
{
    /// <summary>What may be paid out of one stretch of time: after <paramref name="after"/>, up to and with <paramref name="upTo"/>.</summary>
    public Money Affordable(DateOnly after, DateOnly upTo, Currency currency)
    {
        var rest = Within(Income, after, upTo, currency) - Within(Obligations, after, upTo, currency);
        return rest.IsPositive ? rest.Multiply(ShareOfRest, Rounding.Down) : Money.Zero(currency);
    }

    private static Money Within(IReadOnlyList<CashFlow> flows, DateOnly after, DateOnly upTo, Currency currency) =>
        flows
            .Where(flow => flow.On > after && flow.On <= upTo)
            .Aggregate(Money.Zero(currency), (sum, flow) => sum + flow.Amount);
}

/// <summary>Lays plans side by side, and finds the one that fits the borrower's income.</summary>
public static class PlanFitter
{
    private const int FirstPeriodDaysLeast = 15;

    /// <summary>
    /// A quote for every method and term that the product offers, in the product's order, from the day of the draw and
    /// from the first payday; what is refused for its cost is left out.
    /// </summary>
    public static IReadOnlyList<Quote> Compare(LoanProduct product, QuoteRequest request, IncomePlan? income = null)
    {
        var quotes = new List<Quote>();
        foreach (var method in product.Methods)
        {
            foreach (var instalments in product.Instalments)
            {
                foreach (var first in FirstDueDates(request, income))
                {
                    var asked = request with { Method = method, Instalments = instalments, FirstDueOn = first };
                    if (Quoter.Make(product, asked).TryGet(out var quote, out _))
                    {
                        quotes.Add(quote);
                    }
                }
            }
        }

        return quotes;
    }

    /// <summary>
    /// The cheapest plan whose every instalment stays within the affordable share of what comes in since the one before;
    /// of equally cheap ones the shortest. Refuses with <c>no-plan-fits</c>.
    /// </summary>
    public static Result<Quote> Suggest(LoanProduct product, QuoteRequest request, IncomePlan income)
    {
        var best = Compare(product, request, income)
            .Where(quote => Fits(quote, income))
            .OrderBy(quote => quote.TotalCost)
            .ThenBy(quote => quote.Schedule.MaturesOn)
            .FirstOrDefault();
        return best is null ? Refusal.Rule("no-plan-fits", ("amount", request.Amount.ToString())) : best;
    }

    /// <summary>Whether every instalment with its fees can be paid out of the income of its own period.</summary>
    public static bool Fits(Quote quote, IncomePlan income)
    {
        var before = quote.Schedule.Terms.DrawnOn;
        foreach (var row in quote.Schedule.Instalments)
        {
            if (row.Due + quote.InstalmentFee > income.Affordable(before, row.DueOn, row.Due.Currency))
            {
                return false;
            }

            before = row.DueOn;
        }

        return true;
    }

    // The first payday that leaves time enough: money is there on the day an instalment is due.
    private static IEnumerable<DateOnly?> FirstDueDates(QuoteRequest request, IncomePlan? income)
    {
        yield return request.FirstDueOn;
        var payday = income
            ?.Income.Where(flow => flow.On >= request.DrawnOn.AddDays(FirstPeriodDaysLeast))
            .Select(flow => (DateOnly?)flow.On)
            .Min();
        if (payday is not null && payday != request.FirstDueOn)
        {
            yield return payday;
        }
    }
}
