using Headroom.Primitives;

namespace Headroom.Lending.Tests.Quotes;

/// <summary>Worked cost rates, to ten decimals.</summary>
public class CostRateTests
{
    [Fact]
    public void A_loan_that_is_due_over_hundreds_of_years_has_a_cost_and_no_failure()
    {
        var terms = new ScheduleTerms(
            new Money(100_000, Currency.CNY),
            new DateOnly(2026, 1, 31),
            12,
            RepaymentMethod.EqualInstalment,
            new LoanRate(0.18m, DayCount.Periodic)
        )
        {
            Frequency = new Frequency(366, FrequencyUnit.Month),
        };
        var none = Money.Zero(Currency.CNY);
        Quoter.Cost(Scheduler.Make(terms).Value, none, none).Dated!.Value.ShouldBeInRange(0, 0.1m);
    }

    private static readonly ScheduleTerms Terms = new(
        Yuan(10000),
        new DateOnly(2026, 1, 15),
        12,
        RepaymentMethod.EqualInstalment,
        new LoanRate(0.1825m, DayCount.Periodic)
    );

    [Fact]
    public void An_equal_instalment_costs_its_nominal_rate()
    {
        var cost = Quoter.Cost(Scheduler.Make(Terms).Value, Yuan(0), Yuan(0));
        cost.Nominal.ShouldBe(0.1824981131m);
        cost.Effective.ShouldBe(0.1985641428m);
    }

    [Fact]
    public void A_fee_at_the_draw_makes_it_dearer_than_the_headline()
    {
        var cost = Quoter.Cost(Scheduler.Make(Terms).Value, Yuan(300), Yuan(0));
        cost.Nominal.ShouldBe(0.2416211346m);
        cost.Effective.ShouldBe(0.2702589407m);
    }

    [Fact]
    public void A_flat_rate_costs_about_twice_what_it_says()
    {
        Money[] flows = [Yuan(-12000), .. Enumerable.Repeat(Yuan(1072), 12)];
        var monthly = CostRate.Irr(flows)!.Value;
        Math.Round(monthly, 10).ShouldBe(0.0108618536m);
        Math.Round(12 * monthly, 10).ShouldBe(0.1303422428m);
        Math.Round(CostRate.Compound(monthly, 12), 10).ShouldBe(0.1384178507m);
    }

    [Fact]
    public void Dated_flows_compound_over_days_of_365()
    {
        var schedule = Scheduler.Make(Terms with { Rate = new LoanRate(0.0005m, DayCount.Daily) }).Value;
        var cost = Quoter.Cost(schedule, Yuan(0), Yuan(0));
        cost.Dated.ShouldBe(0.1985716940m);
        Math.Round(cost.Simple, 9).ShouldBe(0.182500305m);
    }

    [Fact]
    public void One_flow_after_a_year_and_a_half_costs_its_root()
    {
        // 1200/1000 = 1.2 over 1.5 years; 2 × 1.5 years are 1095 days, so twice the span squares the growth exactly.
        CashFlow[] flows =
        [
            new(new DateOnly(2025, 1, 1), Yuan(-1000)),
            new(new DateOnly(2025, 1, 1).AddDays(1095), Yuan(1440)),
        ];
        Math.Round(CostRate.Xirr(flows)!.Value, 10).ShouldBe(0.1292432347m);
    }

    [Fact]
    public void Free_credit_costs_nothing_and_flows_that_never_return_have_no_rate()
    {
        Math.Round(CostRate.Irr([Yuan(-100), Yuan(50), Yuan(50)])!.Value, 10).ShouldBe(0);
        CostRate.Irr([Yuan(-100), Yuan(-50)]).ShouldBeNull();
    }

    private static Money Yuan(decimal amount) => Money.FromAmount(amount, Currency.CNY, Rounding.HalfUp);
}
