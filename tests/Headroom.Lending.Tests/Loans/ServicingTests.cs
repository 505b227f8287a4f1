using static Headroom.Lending.Tests.Loans.LoanScene;

namespace Headroom.Lending.Tests.Loans;

/// <summary>Late, paused, restructured, written off; and the books and the line behind it.</summary>
public class ServicingTests
{
    [Theory]
    [InlineData("2026-02-15", 0, DelinquencyStage.Current, FiveClass.Normal, 1)]
    [InlineData("2026-02-16", 1, DelinquencyStage.Days1To3, FiveClass.SpecialMention, 1)]
    [InlineData("2026-02-19", 4, DelinquencyStage.Days4To30, FiveClass.SpecialMention, 1)]
    [InlineData("2026-03-17", 30, DelinquencyStage.Days4To30, FiveClass.SpecialMention, 1)]
    [InlineData("2026-03-18", 31, DelinquencyStage.Days31To60, FiveClass.SpecialMention, 2)]
    [InlineData("2026-04-17", 61, DelinquencyStage.Days61To90, FiveClass.SpecialMention, 2)]
    [InlineData("2026-05-16", 90, DelinquencyStage.Days61To90, FiveClass.SpecialMention, 3)]
    [InlineData("2026-05-17", 91, DelinquencyStage.Over90, FiveClass.Substandard, 3)]
    [InlineData("2026-11-13", 271, DelinquencyStage.Over90, FiveClass.Doubtful, 3)]
    [InlineData("2027-02-11", 361, DelinquencyStage.Over90, FiveClass.Loss, 3)]
    public void An_unpaid_loan_ages(string date, int days, DelinquencyStage stage, FiveClass five, int ifrs)
    {
        var position = new LoanScene().At(date);
        (position.DaysPastDue, position.Stage, position.Class, position.Ifrs9Stage).ShouldBe((days, stage, five, ifrs));
    }

    [Fact]
    public void Every_stage_is_read_back_from_its_code()
    {
        Enum.GetValues<DelinquencyStage>().ShouldAllBe(stage => Delinquency.ParseStage(stage.Code()).Value == stage);
        Delinquency.ParseStage("5-30").Refusal!.Code.ShouldBe("stage-unknown");
    }

    [Fact]
    public void Each_date_on_which_something_changes_is_named_by_the_one_before()
    {
        var scene = new LoanScene();
        var dates = new List<string>();
        for (
            var next = scene.At("2026-01-15").NextOn;
            next is { } date && dates.Count < 6;
            next = scene.Loan.At(date).NextOn
        )
        {
            dates.Add($"{date:MM-dd}");
        }

        dates.ShouldBe(["02-15", "02-16", "02-19", "03-15", "03-18", "04-15"]);
    }

    [Fact]
    public void A_pause_stops_days_past_due_and_penalty_and_where_asked_interest()
    {
        var scene = new LoanScene();
        scene.Do(new LoanCommand.Pause(Entry(1), Day("2026-02-20"), Day("2026-03-02"), PauseScope.Ageing, "flood"));
        scene.At("2026-03-07").DaysPastDue.ShouldBe(10);
        scene.At("2026-03-07").Arrears.Penalty.ShouldBe(Yuan(5.72m));
        scene.Rows("2026-03-15")[1].Due.Interest.ShouldBe(Yuan(129.32m));
        scene.Do(new LoanCommand.Reverse(Entry(1), "wrong"));
        scene.At("2026-03-07").DaysPastDue.ShouldBe(20);
        scene.Do(
            new LoanCommand.Pause(Entry(2), Day("2026-02-20"), Day("2026-03-02"), PauseScope.AgeingAndInterest, "flood")
        );
        scene.Rows("2026-03-15")[1].Due.Interest.ShouldBe(Yuan(83.14m));
        scene
            .Answer(new LoanCommand.Pause(Entry(3), Day("2026-02-20"), Day("2026-02-20"), PauseScope.Ageing, "x"))
            .ShouldBe("pause-empty");
    }

    [Fact]
    public void A_restructured_loan_goes_on_with_its_principal_and_owes_its_arrears_with_the_first_new_instalment()
    {
        var scene = new LoanScene();
        var plan = new RestructurePlan(RepaymentMethod.EqualInstalment, 24, new LoanRate(0.0003m, DayCount.Daily));
        scene.Do(new LoanCommand.Restructure(Entry(1), Day("2026-03-07"), plan, "hardship"));
        var position = scene.At("2026-03-07");
        position.Principal.ShouldBe(Yuan(10000));
        position.DaysPastDue.ShouldBe(0);
        position.Class.ShouldBe(FiveClass.SpecialMention);
        position.Ifrs9Stage.ShouldBe(2);
        position.NextOn.ShouldBe(Day("2026-04-07"));
        scene.Rows("2026-03-07")[0].Status.ShouldBe(InstalmentStatus.Settled);

        // The arrears: 155 of the first, 92.37 of the running period, 11.44 of penalty.
        var due = scene.At("2026-04-07");
        due.Arrears.Interest.ShouldBe(Yuan(155 + 92.37m + 93));
        due.Arrears.Penalty.ShouldBe(Yuan(11.44m));
        scene.Rows("2026-04-07")[^1].DueOn.ShouldBe(Day("2028-03-07"));
        scene.Books("2026-04-07")[Account.LoanPrincipal].ShouldBe(Yuan(10000));
    }

    [Fact]
    public void What_is_written_off_is_a_loss_and_what_comes_in_later_a_recovery()
    {
        var scene = new LoanScene();
        scene.Repay("2026-02-15", 917.63m);
        scene.Do(new LoanCommand.WriteOff(Entry(9), Day("2026-06-30"), "uncollectable"));
        var position = scene.At("2026-06-30");
        position.Status.ShouldBe(LoanStatus.WrittenOff);
        position.Class.ShouldBe(FiveClass.Loss);
        position.Principal.ShouldBe(Yuan(0));
        position.NextOn.ShouldBeNull();
        var books = scene.Books("2026-06-30");
        books[Account.LoanPrincipal].ShouldBe(Yuan(0));
        books[Account.InterestReceivable].ShouldBe(Yuan(0));
        books[Account.LoanLoss].ShouldBe(Yuan(9237.37m) + Yuan(129.32m + 130.96m + 114.94m + 106.33m));
        scene.Repay("2026-08-01", 1000);
        scene.Books("2026-08-01")[Account.RecoveryIncome].ShouldBe(Yuan(-1000));
        scene.At("2026-08-01").Claim.ShouldBe(position.Claim - Yuan(1000));
        scene.Answer(new LoanCommand.WriteOff(Entry(10), Day("2026-08-02"), "x")).ShouldBe("loan-written-off");
    }

    [Fact]
    public void A_funder_bears_its_share_of_everything()
    {
        var scene = new LoanScene(servicing: new ServicingTerms { FunderShare = 0.7m });
        scene.Books("2026-01-15")[Account.Cash].ShouldBe(Yuan(-3000));
        scene.Books("2026-01-15")[Account.FunderPrincipal].ShouldBe(Yuan(-7000));
        foreach (var row in scene.Quote.Schedule.Instalments)
        {
            scene.Do(new LoanCommand.Repay(Entry(row.Number), row.DueOn, row.Due, RepaymentIntent.Scheduled));
        }

        var books = scene.Books("2027-01-15");
        books[Account.FunderPrincipal].ShouldBe(Yuan(0));
        books[Account.FunderPayable].ShouldBe(-(Yuan(7000) + Yuan(708.06m)));
        books[Account.InterestIncome].ShouldBe(Yuan(-303.45m));
        books[Account.LoanPrincipal].ShouldBe(Yuan(0));
    }

    [Fact]
    public void The_days_end_reports_what_fell_due_and_the_stage_and_says_the_same_when_asked_again()
    {
        var scene = new LoanScene();
        var outcome = DayEnd.Close(scene.Loan, Day("2026-02-10"), Day("2026-02-19"));
        outcome.StageChanged.ShouldBeTrue();
        outcome.Postings.ShouldBe([
            new Posting(Day("2026-02-15"), Account.InterestReceivable, Account.InterestIncome, Yuan(155)),
        ]);
        var again = DayEnd.Close(scene.Loan, Day("2026-02-10"), Day("2026-02-19"));
        again.Postings.ShouldBe(outcome.Postings);
        DayEnd.Close(scene.Loan, Day("2026-02-19"), Day("2026-02-19")).Postings.ShouldBeEmpty();
    }

    [Fact]
    public void The_policys_stage_places_a_hold_and_paying_cures_it()
    {
        var line = Lines.LineScene.Active().Line;
        DayEnd.Hold(line, DelinquencyStage.Days1To3, DelinquencyStage.Days4To30, default).ShouldBeNull();
        var place = DayEnd.Hold(
            line,
            DelinquencyStage.Days4To30,
            DelinquencyStage.Days4To30,
            Lines.LineScene.HoldNumber(1)
        );
        var scene = Lines.LineScene.Active();
        scene.Do(place.ShouldNotBeNull());
        scene.Causes.ShouldBe("hold.delinquency");
        DayEnd.Hold(scene.Line, DelinquencyStage.Over90, DelinquencyStage.Days4To30, default).ShouldBeNull();
        scene.Do(
            DayEnd.Hold(scene.Line, DelinquencyStage.Current, DelinquencyStage.Days4To30, default).ShouldNotBeNull()
        );
        scene.Free.ShouldBe(1000);
    }

    [Fact]
    public void Headroom_follows_the_principal_owed_both_ways()
    {
        var scene = Lines.LineScene.Active().Draw(1, 1000);
        var draw = Lines.LineScene.DrawNumber(1);
        scene.Do(DayEnd.Principal(scene.Line, draw, Yuan(400)).ShouldNotBeNull());
        scene.Free.ShouldBe(600);
        scene.Do(DayEnd.Principal(scene.Line, draw, Yuan(700)).ShouldNotBeNull());
        scene.Free.ShouldBe(300);
        DayEnd.Principal(scene.Line, draw, Yuan(700)).ShouldBeNull();
        scene.Do(DayEnd.Principal(scene.Line, draw, Yuan(0)).ShouldNotBeNull());
        scene.Do(DayEnd.Principal(scene.Line, draw, Yuan(50)).ShouldNotBeNull());
        scene.Free.ShouldBe(950);
    }

    [Theory]
    [InlineData("21:59", 0, null)]
    [InlineData("22:00", 0, "contact-quiet-hours")]
    [InlineData("07:59", 0, "contact-quiet-hours")]
    [InlineData("08:00", 2, null)]
    [InlineData("12:00", 3, "contact-too-often")]
    public void Contacts_keep_to_the_hours_and_the_number(string time, int before, string? refusal) =>
        (new ContactRules().Check(TimeOnly.Parse(time, null), before)?.Code).ShouldBe(refusal);
}
