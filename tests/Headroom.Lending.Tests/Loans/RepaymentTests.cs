using Headroom.Primitives;
using static Headroom.Lending.Tests.Loans.LoanScene;

namespace Headroom.Lending.Tests.Loans;

/// <summary>Worked repayments, to the cent.</summary>
public class RepaymentTests
{
    private static readonly ServicingTerms PenaltyOnBoth = new() { PenaltyOnInterest = true };

    [Fact]
    public void The_last_date_there_is_can_be_asked_for()
    {
        var position = new LoanScene().Loan.At(DateOnly.MaxValue);
        position.Principal.ShouldBe(Yuan(10000));
        position.NextOn.ShouldBeNull();
    }

    [Fact]
    public void Paying_on_time_settles_each_instalment()
    {
        var scene = new LoanScene();
        scene.Repay("2026-02-15", 917.63m);
        var position = scene.At("2026-02-15");
        position.Principal.ShouldBe(Yuan(9237.37m));
        position.Arrears.Total.ShouldBe(Yuan(0));
        scene.Rows("2026-02-15")[0].Status.ShouldBe(InstalmentStatus.Settled);
        scene.Rows("2026-02-15")[1].Status.ShouldBe(InstalmentStatus.Upcoming);
        position.NextOn.ShouldBe(Day("2026-03-15"));
        position.DaysPastDue.ShouldBe(0);
    }

    [Fact]
    public void Paying_every_instalment_settles_the_loan_with_the_interest_of_its_schedule()
    {
        var scene = new LoanScene();
        foreach (var row in scene.Quote.Schedule.Instalments)
        {
            scene.Do(new LoanCommand.Repay(Entry(row.Number), row.DueOn, row.Due, RepaymentIntent.Scheduled));
        }

        scene.At("2027-01-15").Status.ShouldBe(LoanStatus.Settled);
        scene.At("2027-01-15").NextOn.ShouldBeNull();
        scene.Books("2027-01-15")[Account.InterestIncome].ShouldBe(Yuan(-1011.51m));
    }

    [Fact]
    public void What_is_overdue_bears_penalty_on_principal_and_where_contracted_on_interest()
    {
        var position = new LoanScene(servicing: PenaltyOnBoth).At("2026-03-07");
        position.Arrears.ShouldBe(new Owed(Yuan(0), Yuan(13.77m), Yuan(155), Yuan(762.63m)));
        position.Accrued.ShouldBe(Yuan(92.37m));
        position.DaysPastDue.ShouldBe(20);
        new LoanScene().At("2026-03-07").Arrears.Penalty.ShouldBe(Yuan(11.44m));
    }

    [Fact]
    public void A_part_payment_goes_fee_penalty_interest_principal()
    {
        var scene = new LoanScene(servicing: PenaltyOnBoth);
        scene.Do(new LoanCommand.ChargeFee(Entry(50), Day("2026-02-15"), "dunning", Yuan(10)));
        scene.Repay("2026-03-07", 500);
        var rows = scene.Rows("2026-03-07");
        rows[0].Paid.ShouldBe(new Owed(Yuan(0), Yuan(13.77m), Yuan(155), Yuan(321.23m)));
        rows[1].Paid.Fee.ShouldBe(Yuan(10));
    }

    [Fact]
    public void Penalty_goes_on_only_for_what_is_left()
    {
        var scene = new LoanScene();
        scene.Repay("2026-02-25", 155 + 5.72m + 400);

        // 762.63 for 10 days, 362.63 for 10 more at 0.075 %: 5.719725 + 2.719725 = 8.43945.
        scene.Rows("2026-03-07")[0].Due.Penalty.ShouldBe(Yuan(8.44m));
    }

    [Theory]
    [InlineData(AllocationOrder.OldestInstalmentFirst, "762.63 155.00", "0.00 12.37")]
    [InlineData(AllocationOrder.ComponentFirst, "645.68 155.00", "0.00 129.32")]
    public void The_order_decides_where_too_little_money_goes(AllocationOrder order, string first, string second)
    {
        var scene = new LoanScene(servicing: new ServicingTerms { Allocation = order, PenaltyFactor = 0 });
        scene.Repay("2026-03-20", 930);
        var rows = scene.Rows("2026-03-20");
        $"{rows[0].Paid.Principal.ToAmountString()} {rows[0].Paid.Interest.ToAmountString()}".ShouldBe(first);
        $"{rows[1].Paid.Principal.ToAmountString()} {rows[1].Paid.Interest.ToAmountString()}".ShouldBe(second);
    }

    [Fact]
    public void Money_beyond_what_is_due_waits_for_the_next_due_date()
    {
        var scene = new LoanScene();
        scene.Repay("2026-02-10", 1000);
        scene.At("2026-02-10").Credit.ShouldBe(Yuan(1000));
        scene.At("2026-02-15").Credit.ShouldBe(Yuan(82.37m));
        scene.At("2026-03-15").Arrears.Total.ShouldBe(Yuan(835.26m));
    }

    [Fact]
    public void Within_grace_nothing_bears_penalty_and_after_it_all_since_the_due_date_does()
    {
        var scene = new LoanScene(servicing: new ServicingTerms { GraceDays = 3 });
        scene.At("2026-02-18").Arrears.Penalty.ShouldBe(Yuan(0));
        scene.Rows("2026-02-18")[0].Status.ShouldBe(InstalmentStatus.Grace);
        scene.At("2026-02-19").Arrears.Penalty.ShouldBe(Yuan(2.29m));
        scene.Repay("2026-02-17", 155 + 762.63m - 100);
        scene.At("2026-02-25").Arrears.Penalty.ShouldBe(Yuan(0.75m));
    }

    [Fact]
    public void Settling_within_a_period_costs_the_interest_of_its_days()
    {
        var scene = new LoanScene();
        scene.Repay("2026-02-15", 917.63m);
        scene.Repay("2026-03-15", 917.63m);
        var position = scene.At("2026-04-01");
        position.Principal.ShouldBe(Yuan(8449.06m));
        position.Accrued.ShouldBe(Yuan(71.82m));
        position.Settlement.ShouldBe(Yuan(8520.88m));
        scene.Repay("2026-04-01", 8520.88m);
        scene.At("2026-04-01").Status.ShouldBe(LoanStatus.Settled);
    }

    [Fact]
    public void Prepaying_within_a_period_keeps_the_due_dates_and_lowers_the_instalments()
    {
        var scene = new LoanScene();
        scene.Repay("2026-02-15", 917.63m);
        scene.Repay("2026-03-15", 917.63m);
        scene.Repay("2026-04-01", 2071.82m, RepaymentIntent.PrepayKeepTerm);
        var coming = scene.Rows("2026-04-01").Where(row => row.Status == InstalmentStatus.Upcoming).ToArray();
        coming.Length.ShouldBe(10);
        coming[0].DueOn.ShouldBe(Day("2026-04-15"));
        coming[0].Due.Principal.ShouldBe(Yuan(649.41m));
        coming[0].Due.Interest.ShouldBe(Yuan(45.14m));
        coming[^1].Due.Total.ShouldBe(Yuan(694.53m));
    }

    [Theory]
    [InlineData(RepaymentIntent.PrepayKeepTerm, 9, "558.80", "558.80")]
    [InlineData(RepaymentIntent.PrepayKeepInstalment, 6, "917.99", "305.90")]
    public void Prepaying_on_a_due_date_keeps_the_term_or_the_instalment(
        RepaymentIntent intent,
        int count,
        string first,
        string last
    )
    {
        var scene = new LoanScene(Monthly);
        scene.Repay("2026-02-15", 917.99m);
        scene.Repay("2026-03-15", 917.99m);
        scene.Repay("2026-04-15", 3917.99m, intent);
        var coming = scene.Rows("2026-04-15").Where(row => row.Status == InstalmentStatus.Upcoming).ToArray();
        coming.Length.ShouldBe(count);
        coming[0].Due.Total.ToAmountString().ShouldBe(first);
        coming[^1].Due.Total.ToAmountString().ShouldBe(last);
    }

    [Fact]
    public void A_prepayment_fee_is_taken_out_of_what_is_prepaid()
    {
        var scene = new LoanScene(Monthly, new ServicingTerms { PrepaymentFeeShare = 0.01m });
        scene.Repay("2026-02-15", 917.99m + 1010, RepaymentIntent.PrepayKeepTerm);
        scene.At("2026-02-15").Principal.ShouldBe(Yuan(8234.09m));
        scene.Books("2026-02-15")[Account.FeeIncome].ShouldBe(Yuan(-10));
        scene.At("2026-02-15").Credit.ShouldBe(Yuan(0));
    }

    [Fact]
    public void A_draw_to_repay_at_any_time_costs_the_days_it_was_used()
    {
        var scene = new LoanScene(method: RepaymentMethod.AnyTime, instalments: 6);
        scene.Repay("2026-02-01", 4085);
        scene.At("2026-02-01").Principal.ShouldBe(Yuan(6000));
        scene.At("2026-02-11").Settlement.ShouldBe(Yuan(6030));
        scene.Repay("2026-02-11", 6030);
        scene.At("2026-02-11").Status.ShouldBe(LoanStatus.Settled);
    }

    [Fact]
    public void A_half_of_a_cent_is_seen_across_two_charges_of_one_period()
    {
        // 1,816.31 for 50 days at 21.84 %/365 is 54.3400142…, charged as 54.34; then 181.05 for 15 days is 1.6249857…:
        // with the 0.0000142… that rounding left it is 1.625 exactly, so 1.63.
        var terms = new ScheduleTerms(
            Yuan(1816.31m),
            Day("2026-06-01"),
            6,
            RepaymentMethod.AnyTime,
            new LoanRate(0.2184m, DayCount.Actual365)
        );
        var contract = new LoanContract(default, "p", "travel", terms, Yuan(0), Yuan(0), new ServicingTerms(), default);
        var paid = new LoanEntry.Repaid(Entry(1), Day("2026-07-21"), Yuan(1689.60m), RepaymentIntent.Scheduled);
        new Loan(contract, [paid]).At(Day("2026-08-05")).Accrued.ShouldBe(Yuan(1.63m));
    }

    [Fact]
    public void Money_beyond_all_that_is_owed_is_refused_or_refunded_as_asked()
    {
        var scene = new LoanScene();
        var tooMuch = new LoanCommand.Repay(Entry(1), Day("2026-01-25"), Yuan(10100), RepaymentIntent.Scheduled);
        scene.Answer(tooMuch).ShouldBe("repayment-exceeds-owed");
        scene.Do(tooMuch with { AcceptExcess = true });
        scene.At("2026-01-25").Status.ShouldBe(LoanStatus.Settled);
        scene.At("2026-01-25").Credit.ShouldBe(Yuan(50));
        scene
            .Answer(new LoanCommand.Refund(Entry(2), Day("2026-01-26"), Yuan(50.01m)))
            .ShouldBe("refund-exceeds-credit");
        scene.Do(new LoanCommand.Refund(Entry(2), Day("2026-01-26"), Yuan(50)));
        scene.Books("2026-01-26")[Account.BorrowerCredit].ShouldBe(Yuan(0));
        scene.Answer(tooMuch with { Id = Entry(3), Amount = Yuan(1) }).ShouldBe("loan-closed");
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        var scene = new LoanScene { Today = Day("2026-03-01") };
        var good = new LoanCommand.Repay(Entry(1), Day("2026-02-15"), Yuan(10), RepaymentIntent.Scheduled);
        scene.Answer(good with { Amount = Yuan(0) }).ShouldBe("amount-not-positive");
        scene.Answer(good with { Amount = new Money(1, Currency.USD) }).ShouldBe("currency-mismatch");
        scene.Answer(good with { On = Day("2026-01-14") }).ShouldBe("date-before-draw");
        scene.Answer(good with { On = Day("2026-03-02") }).ShouldBe("date-in-future");
        scene.Do(good).Answer(good).ShouldBe("entry-already-recorded");
        scene.Answer(new LoanCommand.Reverse(Entry(7), "x")).ShouldBe("entry-not-found");
        scene.Answer(new LoanCommand.Reverse(Entry(1), "")).ShouldBe("reason-missing");
        scene.Answer(new LoanCommand.ChargeFee(Entry(2), Day("2026-02-15"), "", Yuan(1))).ShouldBe("fee-code-missing");
        scene
            .Answer(new LoanCommand.Disburse(new DrawId(Id(1)), scene.Quote, scene.Quote.Hash))
            .ShouldBe("loan-already-open");
        LoanDecider
            .Decide(null, good, new CommandContext(default, Actor.System("x"), default, Day("2026-03-01")))
            .Refusal!.Code.ShouldBe("loan-not-found");
    }

    [Fact]
    public void Only_the_quote_that_was_signed_is_disbursed()
    {
        var scene = new LoanScene();
        var other = scene.Quote with { Purpose = "medical" };
        var context = new CommandContext(default, Actor.System("x"), default, Day("2026-01-15"));
        LoanDecider
            .Decide(null, new LoanCommand.Disburse(new DrawId(Id(1)), other, scene.Quote.Hash), context)
            .Refusal!.Code.ShouldBe("quote-not-signed");
    }
}
