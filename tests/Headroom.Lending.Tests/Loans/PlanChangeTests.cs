using System.Globalization;
using Headroom.Primitives;
using static Headroom.Lending.Tests.Loans.LoanScene;

namespace Headroom.Lending.Tests.Loans;

/// <summary>More time, and a pause that ends before its time.</summary>
public class PlanChangeTests
{
    [Fact]
    public void An_extension_puts_rows_behind_those_that_are_left_and_keeps_the_due_dates()
    {
        var scene = new LoanScene();
        scene.Repay("2026-02-15", 917.63m);
        scene.Do(new LoanCommand.Extend(Entry(5), Day("2026-03-01"), 6, "hardship"));
        var plan = scene.Rows("2026-03-01").Where(row => row.Status == InstalmentStatus.Upcoming).ToArray();
        plan.Length.ShouldBe(17);
        (plan[0].Number, plan[0].DueOn).ShouldBe((2, Day("2026-03-15")));
        plan[^1].DueOn.ShouldBe(Day("2027-07-15"));
        plan.Sum(row => row.Due.Principal.MinorUnits).ShouldBe(scene.At("2026-03-01").Principal.MinorUnits);
        scene.At("2026-03-01").Ifrs9Stage.ShouldBe(2);

        // What has been charged of the running period is due with it.
        scene.At("2026-03-15").Arrears.Interest.ShouldBe(Yuan(129.32m));
    }

    [Fact]
    public void An_extension_of_a_loan_drawn_on_a_months_last_day_keeps_to_it()
    {
        var product = new LoanProduct
        {
            Code = "x",
            Least = Yuan(1),
            Most = Yuan(10000),
            Methods = [RepaymentMethod.EqualPrincipal],
            Instalments = [6],
        };
        var request = new QuoteRequest(
            Yuan(600),
            "travel",
            RepaymentMethod.EqualPrincipal,
            6,
            Daily,
            Day("2026-01-31")
        );
        var quote = Quoter.Make(product, request).Value;
        var contract = new LoanContract(
            new DrawId(Id(0)),
            "x",
            "travel",
            quote.Schedule.Terms,
            Yuan(0),
            Yuan(0),
            new ServicingTerms(),
            quote.Hash
        );
        var plan = new Loan(contract, []).PlanLeftOn(Day("2026-02-10"));
        plan.FirstDueOn.ShouldBe(Day("2026-02-28"));
        var extended = new Loan(contract, [new LoanEntry.Restructured(Entry(1), Day("2026-02-10"), plan, "x")]);
        extended.Statement(Day("2026-02-10")).Instalments[1].DueOn.ShouldBe(Day("2026-03-31"));
    }

    [Fact]
    public void A_loan_whose_last_due_date_has_passed_is_extended_on_the_same_day_of_the_month()
    {
        var scene = new LoanScene(method: RepaymentMethod.AllAtMaturity, instalments: 3);
        scene.Do(new LoanCommand.Extend(Entry(1), Day("2026-05-01"), 2, "hardship"));
        scene.At("2026-05-01").DaysPastDue.ShouldBe(0);
        scene.At("2026-05-01").NextOn.ShouldBe(Day("2026-07-15"));
        scene.Answer(new LoanCommand.Extend(Entry(2), Day("2026-05-02"), 0, "x")).ShouldBe("instalments-out-of-range");
        scene.Answer(new LoanCommand.Extend(Entry(2), Day("2026-05-02"), 1, " ")).ShouldBe("reason-missing");
    }

    [Fact]
    public void An_extension_keeps_the_grace_that_is_left_and_so_does_the_next_one()
    {
        var scene = new LoanScene(principalGrace: 3);
        scene.Do(new LoanCommand.Extend(Entry(1), Day("2026-03-01"), 6, "hardship"));
        Spared(scene, "2026-03-01").ShouldBe(["2026-03-15", "2026-04-15"]);
        scene.Rows("2026-03-01").Count(row => row.Status == InstalmentStatus.Upcoming).ShouldBe(17);

        // On a due date the row that fell due has used its part of the grace.
        scene.Do(new LoanCommand.Extend(Entry(2), Day("2026-03-15"), 1, "hardship"));
        Spared(scene, "2026-03-15").ShouldBe(["2026-04-15"]);
        scene.Do(new LoanCommand.Extend(Entry(3), Day("2026-04-15"), 1, "hardship"));
        Spared(scene, "2026-04-15").ShouldBeEmpty();
        scene
            .Rows("2026-04-15")
            .Where(row => row.Status == InstalmentStatus.Upcoming)
            .Sum(row => row.Due.Principal.MinorUnits)
            .ShouldBe(1_000_000);
    }

    [Fact]
    public void A_prepayment_before_the_extension_leaves_the_grace_as_it_is()
    {
        var scene = new LoanScene(principalGrace: 3);
        scene.Repay("2026-02-15", 155);
        scene.Repay("2026-02-20", 2000, RepaymentIntent.PrepayKeepInstalment);
        scene.Do(new LoanCommand.Extend(Entry(9), Day("2026-03-01"), 2, "hardship"));
        Spared(scene, "2026-03-01").ShouldBe(["2026-03-15", "2026-04-15"]);
    }

    [Fact]
    public void An_extension_of_a_new_plan_that_began_on_a_months_last_day_keeps_to_it()
    {
        var scene = new LoanScene();
        var plan = new RestructurePlan(RepaymentMethod.EqualPrincipal, 6, Daily, PrincipalGrace: 1);
        scene.Do(new LoanCommand.Restructure(Entry(1), Day("2026-01-31"), plan, "agreed"));
        scene.Do(new LoanCommand.Extend(Entry(2), Day("2026-02-10"), 1, "hardship"));
        Spared(scene, "2026-02-10").ShouldBe(["2026-02-28"]);
        scene
            .Loan.PlanLeftOn(Day("2026-02-28"))
            .ShouldBe(new RestructurePlan(RepaymentMethod.EqualPrincipal, 6, Daily, Day("2026-03-31"), 31));
    }

    [Fact]
    public void A_new_plan_with_grace_in_every_period_is_refused() =>
        new LoanScene()
            .Answer(
                new LoanCommand.Restructure(
                    Entry(1),
                    Day("2026-03-01"),
                    new RestructurePlan(RepaymentMethod.EqualPrincipal, 3, Daily, PrincipalGrace: 3),
                    "agreed"
                )
            )
            .ShouldBe("principal-grace-out-of-range");

    private static string[] Spared(LoanScene scene, string date) =>
        [
            .. scene
                .Rows(date)
                .Where(row => row.Status == InstalmentStatus.Upcoming && row.Due.Principal.IsZero)
                .Select(row => row.DueOn.ToString("O", CultureInfo.InvariantCulture)),
        ];

    [Fact]
    public void A_loan_with_grace_on_its_principal_is_served_and_a_new_plan_has_none()
    {
        var scene = new LoanScene(principalGrace: 3);
        var rows = scene.Rows("2026-01-15");
        rows.Take(3).ShouldAllBe(row => row.Due.Principal.IsZero && row.Due.Interest.IsPositive);
        rows.Sum(row => row.Due.Principal.MinorUnits).ShouldBe(1_000_000);
        scene.Repay("2026-02-15", 155);
        scene.Repay("2026-02-20", 2000, RepaymentIntent.PrepayKeepInstalment);
        scene.Rows("2026-02-20").Count(row => row.Status == InstalmentStatus.Upcoming).ShouldBe(10);
        var plan = new RestructurePlan(RepaymentMethod.EqualPrincipal, 4, Daily);
        scene.Do(new LoanCommand.Restructure(Entry(7), Day("2026-02-25"), plan, "agreed"));
        scene
            .Rows("2026-02-25")
            .Where(row => row.Status == InstalmentStatus.Upcoming)
            .ShouldAllBe(row => row.Due.Principal.IsPositive);
    }

    [Theory]
    [InlineData("flat")]
    [InlineData("interest-grace")]
    [InlineData("interest-free")]
    [InlineData("down-payment")]
    public void Terms_that_can_only_be_shown_are_refused_at_the_draw_by_name(string which)
    {
        var scene = new LoanScene();
        var terms = scene.Quote.Schedule.Terms;
        var shown = which switch
        {
            "flat" => terms with { Base = InterestBase.Flat },
            "interest-grace" => terms with { InterestGrace = 2 },
            "interest-free" => terms with { InterestFree = 2 },
            _ => terms with { DownPaymentShare = 0.25m },
        };
        var quote = scene.Quote with { Schedule = Scheduler.Make(shown).Value };
        var context = new CommandContext(
            new CommandId(Id(1)),
            Actor.System("test"),
            new DateTimeOffset(2026, 1, 15, 4, 0, 0, TimeSpan.Zero),
            DrawnOn
        );
        LoanDecider
            .Decide(null, new LoanCommand.Disburse(new DrawId(Id(2)), quote, quote.Hash), context)
            .Refusal!.Code.ShouldBe("terms-not-serviceable");
    }

    [Fact]
    public void A_pause_ended_early_counts_for_the_days_before_and_stays_in_the_history()
    {
        var scene = new LoanScene();
        scene.Do(new LoanCommand.Pause(Entry(1), Day("2026-02-20"), Day("2026-03-20"), PauseScope.Ageing, "flood"));
        scene.Do(new LoanCommand.EndPause(Entry(2), Entry(1), Day("2026-03-02"), "over"));
        scene.At("2026-03-07").DaysPastDue.ShouldBe(10);
        scene.History.Count(@event => @event is LoanEvent.EntryReversed).ShouldBe(1);
        scene.Loan.Entries.ShouldBe([
            new LoanEntry.Paused(Entry(2), Day("2026-02-20"), Day("2026-03-02"), PauseScope.Ageing, "flood"),
        ]);
    }

    [Theory]
    [InlineData(2, "2026-02-20", "pause-end-outside")]
    [InlineData(2, "2026-03-20", "pause-end-outside")]
    [InlineData(7, "2026-03-01", "pause-not-found")]
    public void A_pause_ends_only_within_itself(int pause, string on, string code)
    {
        var scene = new LoanScene();
        scene.Do(new LoanCommand.Pause(Entry(2), Day("2026-02-20"), Day("2026-03-20"), PauseScope.Ageing, "flood"));
        scene.Answer(new LoanCommand.EndPause(Entry(3), Entry(pause), Day(on), "over")).ShouldBe(code);
    }

    [Fact]
    public void A_pause_without_end_is_refused() =>
        new LoanScene()
            .Answer(new LoanCommand.Pause(Entry(1), Day("2026-02-20"), DateOnly.MaxValue, PauseScope.Ageing, "x"))
            .ShouldBe("pause-too-long");
}
