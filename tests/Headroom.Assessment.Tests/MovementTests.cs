using Headroom.Primitives;

namespace Headroom.Assessment.Tests;

public class MovementTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Money Step = Yuan(100);

    // Up by at most half and at least 10 %, every 90 days; down by at most 30 % and at least 10 %, every 60 days.
    private static readonly MovementRule Rule = new(true, null, 0.5m, 0.1m, 90, 0.3m, 0.1m, 60);

    // csharpier-ignore-start
    [Theory]
    //          before  target  hard     up ago  down ago  held   limit   code                   in steps
    [InlineData(10_000, 10_000, 200_000, -1,     -1,       false, 10_000, "limit-already-right", false)]
    [InlineData(10_000, 12_000, 200_000, -1,     -1,       false, 12_000, "increase-earned",     false)]
    [InlineData(10_000, 15_000, 200_000, -1,     -1,       false, 15_000, "increase-earned",     false)]
    [InlineData(10_000, 15_100, 200_000, -1,     -1,       false, 15_000, "increase-earned",     true)]
    [InlineData(10_000, 11_000, 200_000, -1,     -1,       false, 11_000, "increase-earned",     false)]
    [InlineData(10_000, 10_900, 200_000, -1,     -1,       false, 10_000, "change-too-small",    false)]
    [InlineData(10_000, 15_000, 200_000, 89,     -1,       false, 10_000, "increase-cooldown",   false)]
    [InlineData(10_000, 15_000, 200_000, 90,     -1,       false, 15_000, "increase-earned",     false)]
    [InlineData(10_000, 15_000, 200_000, -1,     59,       false, 10_000, "decrease-cooldown",   false)]
    [InlineData(10_000, 15_000, 200_000, -1,     60,       false, 15_000, "increase-earned",     false)]
    [InlineData(10_000, 15_000, 200_000, -1,     -1,       true,  10_000, "increase-held",       false)]
    [InlineData(0,      15_000, 200_000, -1,     -1,       false, 15_000, "increase-earned",     false)]
    [InlineData(10_000, 9_100,  200_000, -1,     -1,       false, 10_000, "change-too-small",    false)]
    [InlineData(10_000, 9_000,  200_000, -1,     -1,       false, 9_000,  "cap",                 false)]
    [InlineData(10_000, 7_000,  200_000, -1,     -1,       false, 7_000,  "cap",                 false)]
    [InlineData(10_000, 1_000,  200_000, -1,     -1,       false, 7_000,  "cap",                 true)]
    [InlineData(10_050, 0,      200_000, -1,     -1,       false, 7_100,  "cap",                 true)]
    [InlineData(10_000, 1_000,  200_000, 1,      -1,       true,  7_000,  "cap",                 true)]
    [InlineData(10_000, 1_000,  200_000, -1,     59,       false, 10_000, "decrease-cooldown",   false)]
    [InlineData(10_000, 1_000,  200_000, -1,     60,       false, 7_000,  "cap",                 true)]
    [InlineData(10_000, 5_000,  5_000,   -1,     1,        false, 5_000,  "cap",                 false)]
    [InlineData(10_000, 1_000,  5_000,   -1,     -1,       false, 5_000,  "cap",                 false)]
    [InlineData(10_000, 9_900,  9_900,   -1,     -1,       false, 9_900,  "cap",                 false)]
    [InlineData(50,     0,      200_000, -1,     -1,       false, 50,     "change-too-small",    false)]
    public void A_limit_moves_by_the_rule(
        int before,
        int target,
        int hard,
        int increasedDaysAgo,
        int decreasedDaysAgo,
        bool held,
        int limit,
        string code,
        bool inSteps
    )
    {
        var goal = new MovementGoal(Yuan(before), Yuan(target), Yuan(hard), Step);
        var dates = new MovementDates(Ago(increasedDaysAgo), Ago(decreasedDaysAgo));

        Movement.Plan(goal, Rule, dates, Today, held).ShouldBe(new Movement(Yuan(limit), code, inSteps));
    }
    // csharpier-ignore-end

    [Fact]
    public void Where_increases_are_not_allowed_the_rule_says_why()
    {
        var goal = new MovementGoal(Yuan(10_000), Yuan(20_000), null, Step);
        var rule = Rule with { IncreaseAllowed = false, IncreaseReason = "grade-too-low" };

        Movement
            .Plan(goal, rule, MovementDates.Never, Today, increaseHeld: false)
            .ShouldBe(new Movement(Yuan(10_000), "grade-too-low", false));
    }

    private static DateOnly? Ago(int days) => days < 0 ? null : Today.AddDays(-days);

    private static Money Yuan(int amount) => new(amount * 100L, Currency.CNY);
}
