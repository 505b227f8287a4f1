using Headroom.Primitives;

namespace Headroom.Lending.Tests.Quotes;

/// <summary>Plans side by side, and the one that fits an income.</summary>
public class PlanFitterTests
{
    private static readonly LoanProduct Product = new()
    {
        Code = "consumer",
        Least = Yuan(500),
        Most = Yuan(200000),
        Methods = [RepaymentMethod.EqualInstalment, RepaymentMethod.AllAtMaturity, RepaymentMethod.AnyTime],
        Instalments = [1, 3, 6, 12],
        CostCaps = [new CostCap(0.24m, CostMeasure.Nominal, "test")],
    };

    private static readonly QuoteRequest Request = new(
        Yuan(10000),
        "travel",
        RepaymentMethod.EqualInstalment,
        12,
        new LoanRate(0.1825m, DayCount.Periodic),
        new DateOnly(2026, 1, 15)
    );

    [Fact]
    public void Every_method_and_term_is_shown_and_the_same_plan_once()
    {
        var options = PlanFitter.Compare(Product, Request);
        options.Count.ShouldBe(11);
        options.ShouldAllBe(option => option.Fits == null && option.ShareOfRest == null && option.IsAllowed);
        PlanFitter.Suggest(options).ShouldBeNull();
    }

    [Fact]
    public void The_cheapest_plan_that_fits_is_suggested_and_its_instalments_are_due_on_paydays()
    {
        var options = PlanFitter.Compare(Product, Request, Paid(6000, 2000));
        options.ShouldAllBe(option => option.Quote.Schedule.MaturesOn.Day == 25);
        var best = PlanFitter.Suggest(options).ShouldNotBeNull();
        (best.Quote.Schedule.Terms.Method, best.Quote.Schedule.Terms.Instalments).ShouldBe(
            (RepaymentMethod.EqualInstalment, 6)
        );
        best.Quote.Schedule.Instalments[0].DueOn.ShouldBe(new DateOnly(2026, 2, 25));
        best.ShareOfRest!.Value.ShouldBeInRange(0.43m, 0.45m);
        options
            .Where(option => option.Fits == true)
            .ShouldAllBe(option => option.Quote.TotalCost >= best.Quote.TotalCost);
    }

    [Fact]
    public void Who_has_nothing_left_in_a_period_is_suggested_nothing()
    {
        var options = PlanFitter.Compare(Product, Request, Paid(2000, 4000));
        options.ShouldAllBe(option => option.Fits == false && option.ShareOfRest == null);
        PlanFitter.Suggest(options).ShouldBeNull();
    }

    [Fact]
    public void Nobody_is_taken_to_save_for_months_for_what_is_due_at_once() =>
        PlanFitter
            .Compare(Product, Request, Paid(6000, 2000))
            .Where(option => option.Quote.Schedule.Instalments.Count == 1)
            .ShouldAllBe(option => option.Fits == false && option.ShareOfRest > 2.5m);

    [Fact]
    public void A_plan_above_the_cap_is_shown_with_its_rate_and_never_suggested()
    {
        var dear = Product with { Fees = [new FeeTerm.AtDraw("service", "platform", Yuan(400))] };
        var options = PlanFitter.Compare(dear, Request, Paid(60000, 0));
        var year = options.First(option => option.Quote.Schedule.Instalments.Count == 12);
        year.IsAllowed.ShouldBeFalse();
        year.Gates.ShouldHaveSingleItem().Rate!.Value.ShouldBeGreaterThan(0.24m);
        PlanFitter.Suggest(options)?.IsAllowed.ShouldNotBe(false);
    }

    [Fact]
    public void A_first_due_date_that_was_asked_for_is_kept()
    {
        var asked = Request with { FirstDueOn = new DateOnly(2026, 2, 10) };
        PlanFitter
            .Compare(Product, asked, Paid(6000, 0))
            .ShouldAllBe(option => option.Quote.Schedule.Instalments[0].DueOn.Day == 10);
    }

    private static IncomePlan Paid(decimal income, decimal obligations)
    {
        var paydays = Enumerable.Range(0, 14).Select(month => new DateOnly(2026, 1, 25).AddMonths(month)).ToArray();
        return new IncomePlan(
            [.. paydays.Select(day => new CashFlow(day, Yuan(income)))],
            [.. paydays.Select(day => new CashFlow(day.AddDays(3), Yuan(obligations)))],
            0.5m
        );
    }

    private static Money Yuan(decimal amount) => Money.FromAmount(amount, Currency.CNY, Rounding.HalfUp);
}
