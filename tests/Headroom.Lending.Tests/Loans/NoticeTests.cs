using FsCheck;
using FsCheck.Fluent;
using static Headroom.Lending.Tests.Loans.LoanScene;

namespace Headroom.Lending.Tests.Loans;

/// <summary>What there is to say about a loan, and when it may be said.</summary>
public class NoticeTests
{
    private static readonly NoticeRules Rules = new();

    [Theory]
    [InlineData("2026-01-15", "")]
    [InlineData("2026-02-11", "")]
    [InlineData("2026-02-12", "DueSoon 917.63 2026-02-15")]
    [InlineData("2026-02-15", "DueToday 917.63 2026-02-15")]
    [InlineData("2026-02-16", "Overdue 918.20 2026-02-16")]
    [InlineData("2026-02-17", "")]
    [InlineData("2026-02-18", "Overdue 919.35 2026-02-18")]
    [InlineData("2026-03-12", "DueSoon 917.63 2026-03-15")]
    [InlineData("2026-03-18", "Collection 1854.76 2026-03-18")]
    public void A_loan_that_nobody_pays_is_spoken_of_on_its_days(string date, string said) =>
        Say(new LoanScene(), date).ShouldBe(said);

    [Fact]
    public void Who_paid_before_is_not_asked_and_who_paid_a_part_is_asked_for_the_rest()
    {
        var scene = new LoanScene();
        scene.Repay("2026-02-01", 900);
        Say(scene, "2026-02-12").ShouldBe("DueSoon 17.63 2026-02-15");
        scene.Repay("2026-02-11", 17.63m);
        Say(scene, "2026-02-12").ShouldBe("");
        Say(scene, "2026-02-16").ShouldBe("");
    }

    [Fact]
    public void A_paused_loan_is_left_alone()
    {
        var scene = new LoanScene();
        scene.Do(new LoanCommand.Pause(Entry(1), Day("2026-02-15"), Day("2026-03-20"), PauseScope.Ageing, "flood"));
        Say(scene, "2026-02-16").ShouldBe("");
        Say(scene, "2026-03-18").ShouldBe("");
        Say(scene, "2026-03-21").ShouldStartWith("Overdue");
    }

    [Theory]
    [InlineData("2026-03-01 09:00", 0, "2026-03-01 09:00")]
    [InlineData("2026-03-01 22:00", 0, "2026-03-02 08:00")]
    [InlineData("2026-03-01 03:00", 0, "2026-03-01 08:00")]
    [InlineData("2026-03-01 09:00", 3, "2026-03-02 08:00")]
    [InlineData("2026-03-01 23:00", 3, "2026-03-02 08:00")]
    public void What_may_not_be_said_now_waits(string wanted, int made, string earliest) =>
        new ContactRules()
            .Earliest(DateTime.Parse(wanted, null), day => day == Day("2026-03-01") ? made : 0)
            .ShouldBe(DateTime.Parse(earliest, null));

    [Fact]
    public void The_time_that_is_given_always_passes_the_check_and_is_never_earlier() =>
        Prop.ForAll(
                (
                    from minute in Gen.Choose(0, 60 * 24 * 5)
                    from made in Gen.Choose(0, 4).ArrayOf(5)
                    select (Wanted: new DateTime(2026, 3, 1).AddMinutes(minute), Made: made)
                ).ToArbitrary(),
                given =>
                {
                    int Made(DateOnly day) =>
                        day.DayNumber - Day("2026-03-01").DayNumber is >= 0 and < 5 and var i ? given.Made[i] : 0;
                    var rules = new ContactRules();
                    var at = rules.Earliest(given.Wanted, Made);
                    return at >= given.Wanted
                        && rules.Check(TimeOnly.FromDateTime(at), Made(DateOnly.FromDateTime(at))) is null;
                }
            )
            .QuickCheckThrowOnFailure();

    private static string Say(LoanScene scene, string date) =>
        string.Join(
            "; ",
            LoanNotices
                .On(scene.Loan, Day(date), Rules)
                .Select(notice => $"{notice.Kind} {notice.Amount.ToAmountString()} {notice.DueOn:yyyy-MM-dd}")
        );
}
