using System.Globalization;
using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>Makes quotes: the schedule, every item of cost, the yearly rates, and the gate on the jurisdiction's caps.</summary>
public static class Quoter
{
    /// <summary>
    /// The quote of a request. Refuses by name what the product does not offer (<c>purpose-prohibited</c>,
    /// <c>purpose-missing</c>, <c>method-not-offered</c>, <c>instalments-not-offered</c>, <c>amount-out-of-range</c>,
    /// <c>currency-mismatch</c>), terms no schedule can be made of, and <c>cost-cap-exceeded</c>.
    /// </summary>
    public static Result<Quote> Make(LoanProduct product, QuoteRequest request) =>
        Price(product, request)
            .Then<Quote>(quote =>
                Gates(product, quote).FirstOrDefault(gate => !gate.Holds) is { } broken ? TooDear(broken) : quote
            );

    /// <summary>The quote as <see cref="Make"/> has it, whatever it costs: to show beside others, not to sign.</summary>
    public static Result<Quote> Price(LoanProduct product, QuoteRequest request)
    {
        if ((NotOffered(product, request) ?? product.Servicing.Check(product.OwnShareLeast)) is { } refusal)
        {
            return refusal;
        }

        var terms = new ScheduleTerms(
            request.Amount,
            request.DrawnOn,
            request.Instalments,
            request.Method,
            request.Rate
        )
        {
            FirstDueOn = request.FirstDueOn,
            Rounding = product.Rounding,
            MonthEnd = product.MonthEnd,
            PrincipalGrace = product.PrincipalGrace,
        };
        return Scheduler.Make(terms).Then<Quote>(schedule => Priced(product, request, schedule));
    }

    /// <summary>Each cap of the product beside the rate that it is compared with.</summary>
    public static IReadOnlyList<CostGate> Gates(LoanProduct product, Quote quote) =>
        [
            .. product.CostCaps.Select(cap => new CostGate(
                cap,
                (cap.Measure == CostMeasure.Nominal ? quote.Cost.Nominal : quote.Cost.Effective) ?? quote.Cost.Dated
            )),
        ];

    private static Quote Priced(LoanProduct product, QuoteRequest request, Schedule schedule)
    {
        var zero = Money.Zero(request.Amount.Currency);
        var items = new List<CostItem> { new("interest", "lender", schedule.TotalInterest) };
        var (atDraw, each) = (zero, zero);
        foreach (var fee in product.Fees)
        {
            var (once, repeated) = fee switch
            {
                FeeTerm.AtDraw f => (f.Amount, zero),
                FeeTerm.ShareAtDraw f => (request.Amount.Multiply(f.Share, product.Rounding), zero),
                FeeTerm.EachInstalment f => (zero, f.Amount),
                _ => throw new InvalidOperationException($"Unknown fee {fee}."),
            };
            atDraw += once;
            each += repeated;
            var inAll = once + repeated.Multiply(schedule.Instalments.Count, product.Rounding);
            items.Add(new CostItem(fee.Code, fee.Payee, inAll));
        }

        var cost = Cost(schedule, atDraw, each);
        return new Quote(product.Code, request.Purpose, schedule, atDraw, each, items, product.Servicing, cost);
    }

    /// <summary>
    /// Why fees cannot be paid with a schedule, or null: <c>currency-mismatch</c>, <c>fee-out-of-range</c> (below zero, or
    /// more than the principal), <c>principal-too-large</c> (all of it is more than an amount can be).
    /// </summary>
    public static Refusal? CheckFees(Schedule schedule, Money atDraw, Money each)
    {
        var principal = schedule.Terms.Principal;
        foreach (var fee in new[] { atDraw, each })
        {
            if (fee.Currency != principal.Currency)
            {
                return Refusal.Invalid(
                    "currency-mismatch",
                    ("currency", fee.Currency.Code),
                    ("expected", principal.Currency.Code)
                );
            }

            if (fee.IsNegative || fee > principal)
            {
                return Refusal.Invalid("fee-out-of-range", ("fee", fee.ToString()), ("most", principal.ToString()));
            }
        }

        var all =
            schedule.TotalDue.MinorUnits + atDraw.MinorUnits + ((decimal)each.MinorUnits * schedule.Instalments.Count);
        return all <= Money.MinorUnitsMax
            ? null
            : Refusal.Invalid("principal-too-large", ("principal", principal.ToString()));
    }

    /// <summary>The yearly cost of a schedule with fees at the draw and with each instalment.</summary>
    public static AnnualCost Cost(Schedule schedule, Money atDraw, Money each)
    {
        var terms = schedule.Terms;
        var rows = schedule.Instalments;
        var flows = Enumerable.Repeat(Money.Zero(atDraw.Currency), terms.Instalments + 1).ToArray();
        var dated = new List<CashFlow>(rows.Count + 1) { new(terms.DrawnOn, atDraw - terms.Principal) };
        flows[0] = atDraw - terms.Principal;
        for (var i = 0; i < rows.Count; i++)
        {
            flows[terms.Instalments - (rows.Count - 1 - i)] += rows[i].Due + each;
            dated.Add(new CashFlow(rows[i].DueOn, rows[i].Due + each));
        }

        var fees = atDraw + each.Multiply(rows.Count, Rounding.HalfUp);
        var simple = CostRate.Simple(schedule, fees, 365).Round(10, Rounding.HalfUp);
        var xirr = CostRate.Xirr(dated);
        if (PerYear(terms.Frequency) is not { } periods)
        {
            return new AnnualCost(null, null, Rounded(xirr), simple);
        }

        // An odd first period is no period: then the dates say what a year costs, and the nominal rate follows from it.
        var period =
            DueDates.StartsWhole(terms) ? CostRate.Irr(flows)
            : xirr is { } yearly ? CostRate.PerPeriod(yearly, periods)
            : null;
        return period is { } rate
            ? new AnnualCost(Rounded(periods * rate), Rounded(CostRate.Compound(rate, periods)), Rounded(xirr), simple)
            : new AnnualCost(null, null, Rounded(xirr), simple);
    }

    private static Refusal TooDear(CostGate gate) =>
        Refusal.Rule(
            "cost-cap-exceeded",
            ("rate", gate.Rate is { } found ? Percent(found) : "unknown"),
            ("cap", Percent(gate.Cap.MostAnnual)),
            ("measure", gate.Cap.Measure == CostMeasure.Nominal ? "nominal" : "effective"),
            ("citation", gate.Cap.Citation)
        );

    private static Refusal? NotOffered(LoanProduct product, QuoteRequest request) =>
        request.Amount.Currency != product.Least.Currency
            ? Refusal.Invalid(
                "currency-mismatch",
                ("currency", request.Amount.Currency.Code),
                ("expected", product.Least.Currency.Code)
            )
        : string.IsNullOrWhiteSpace(request.Purpose) ? Refusal.Invalid("purpose-missing")
        : product.ProhibitedPurposes.Contains(request.Purpose)
            ? Refusal.Rule("purpose-prohibited", ("purpose", request.Purpose))
        : request.Amount < product.Least || request.Amount > product.Most
            ? Refusal.Invalid(
                "amount-out-of-range",
                ("amount", request.Amount.ToString()),
                ("least", product.Least.ToString()),
                ("most", product.Most.ToString())
            )
        : !product.Methods.Contains(request.Method)
            ? Refusal.Invalid("method-not-offered", ("method", request.Method.Code()))
        : !product.Instalments.Contains(request.Instalments)
            ? Refusal.Invalid(
                "instalments-not-offered",
                ("instalments", request.Instalments.ToString(CultureInfo.InvariantCulture))
            )
        : null;

    private static int? PerYear(Frequency frequency) =>
        frequency.Unit switch
        {
            FrequencyUnit.Month when 12 % frequency.Every == 0 => 12 / frequency.Every,
            FrequencyUnit.Week when 52 % frequency.Every == 0 => 52 / frequency.Every,
            _ => null,
        };

    private static decimal? Rounded(decimal? rate) => rate?.Round(10, Rounding.HalfUp);

    private static string Percent(decimal rate) => (rate * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %";
}
