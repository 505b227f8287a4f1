using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment.Tests;

public class RemedyTests
{
    private static readonly PolicyRelease Release = ShippedPack.Release;

    // csharpier-ignore-start
    public static TheoryData<string, DecisionFacts, string> Remedies => new()
    {
        { "a frozen line is freed by paying what is overdue",
            Facts.Open(20_000, Facts.Number("months_late_latest", 2)).WithHolds(Facts.Hold("late-two-months")), "pay-overdue" },
        { "an identity that failed verification is verified",
            Facts.Applied(Facts.Flag("identity_verified", false)), "verify-identity" },
        { "an unknown identity is verified",
            Facts.Applied(Facts.NotKnown("identity_verified")), "verify-identity" },
        { "overdue accounts elsewhere are paid",
            Facts.Applied(Facts.Number("bureau_overdue_accounts", 3)), "pay-elsewhere" },
        { "too many lenders is a matter of waiting",
            Facts.Open(20_000, Facts.Number("bureau_institutions_6m", 12)), "fewer-applications" },
        { "a court record is settled",
            Facts.Applied(Facts.Flag("court_record_active", true)), "settle-court-record" },
        { "an unreachable borrower confirms the address",
            Facts.Open(20_000, Facts.Flag("contact_reachable", false)), "update-contact" },
        { "old statements are renewed",
            Facts.Open(20_000, Facts.Number("statement_age_days", 400)), "send-statement" },
        { "late payments are lived down",
            Facts.Open(20_000, Facts.Number("max_months_late_6m", 1), Facts.Number("times_late_6m", 1)), "pay-on-time" },
        { "debts elsewhere are reduced",
            Facts.Open(10_000, Facts.Number("debt_service_monthly", 7300)), "less-debt-service" },
        { "an unknown income is told",
            Facts.Open(20_000, Facts.NotKnown("income_monthly"), Facts.NotKnown("income_verified"), Facts.NotKnown("debt_service_monthly")), "tell-income" },
    };
    // csharpier-ignore-end

    [Theory]
    [MemberData(nameof(Remedies))]
    public void A_lever_that_helps_is_found_and_the_engine_confirms_it(string what, DecisionFacts facts, string lever)
    {
        var remedies = RemedyFinder.Find(Release, facts);

        var remedy = remedies.FirstOrDefault(one => one.Code == lever);
        remedy.ShouldNotBeNull($"{what}: {string.Join(", ", remedies.Select(one => one.Code))}");
        var again = Release.Assess(facts.With(remedy.Changes.Select(change => (change.Name, change.Value))));
        OutcomeBytes.Of(again).ShouldBe(OutcomeBytes.Of(remedy.Outcome));
        again.LimitAfter.ShouldBeGreaterThanOrEqualTo(Release.Assess(facts).LimitAfter);
        Release.Text(remedy.TextKey, Language.En, remedy.Parameters).ShouldNotContain("unknown");
        Release.Text(remedy.TextKey, Language.Zh, remedy.Parameters).ShouldNotContain("{");
    }

    [Fact]
    public void The_smallest_step_that_helps_is_advised()
    {
        var remedies = RemedyFinder.Find(Release, Facts.Applied(Facts.Number("bureau_overdue_accounts", 3)));

        var remedy = remedies.Single(one => one.Code == "pay-elsewhere");
        remedy.Changes.ShouldHaveSingleItem().Value.ShouldBe(SignalValue.Number(1), "one left is enough for a line");
        Release
            .Text(remedy.TextKey, Language.En, remedy.Parameters)
            .ShouldBe("Pay overdue accounts with other lenders, so that at most 1 is left.");
    }

    [Theory]
    [InlineData(14_000)]
    [InlineData(20_000)]
    [InlineData(50_000)]
    [InlineData(100_000)]
    public void What_would_still_take_some_of_the_line_is_never_advised(long limit)
    {
        var facts = Facts.Open(
            limit,
            Facts.Number("debt_service_monthly", 7300),
            Facts.Number("max_months_late_6m", 1),
            Facts.Number("times_late_6m", 2),
            Facts.Number("utilisation_avg_6m", 0.95m)
        );

        Release.Assess(facts).LimitAfter.ShouldBeLessThan(facts.Line.Limit);
        foreach (var remedy in RemedyFinder.Find(Release, facts))
        {
            remedy.Outcome.LimitAfter.ShouldBeGreaterThanOrEqualTo(facts.Line.Limit, remedy.Code);
            remedy.Outcome.Action.ShouldNotBe(DecisionAction.Freeze, remedy.Code);
        }
    }

    [Fact]
    public void What_nobody_can_change_is_never_advised()
    {
        var minor = Facts.Applied(Facts.Number("age", 17));

        Release.Assess(minor).Reasons[0].Code.ShouldBe("under-age");
        RemedyFinder.Find(Release, minor).ShouldAllBe(remedy => remedy.Changes.All(change => change.Name != "age"));
        RemedyFinder.Find(Release, minor).ShouldAllBe(remedy => remedy.Outcome.Action == DecisionAction.Decline);
    }

    [Fact]
    public void A_failed_policy_has_no_remedy()
    {
        var foreign = Facts.Open(20_000);
        foreign = foreign with { Line = foreign.Line with { Limit = new Money(1000, Currency.KWD) } };

        RemedyFinder.Find(Release, foreign).ShouldBeEmpty();
    }

    [Fact]
    public void Amounts_are_advised_in_the_lines_own_currency()
    {
        var facts = Facts.Open(
            20_000,
            Facts.Number("debt_service_monthly", 36_500),
            Facts.Number("income_monthly", 66_000)
        );
        var line = facts.Line with
        {
            Limit = new Money(4_400_000, Currency.TWD),
            Drawn = Money.Zero(Currency.TWD),
            Reserved = Money.Zero(Currency.TWD),
        };

        var remedy = RemedyFinder
            .Find(Release, facts with { Line = line })
            .Single(one => one.Code == "less-debt-service");

        Release
            .Text(remedy.TextKey, Language.En, remedy.Parameters)
            .ShouldMatch(@"^Bring what other debts cost you down to NT\$[\d,]+\.00 a month\.$");
        (remedy.Changes.Single().Value.AsNumber % 4400m).ShouldBe(0m);
    }

    [Theory]
    [MemberData(nameof(Remedies))]
    public void Every_stated_reason_that_rests_on_features_moved_the_decision(
        string what,
        DecisionFacts facts,
        string lever
    )
    {
        _ = lever;
        var outcome = Release.Assess(facts);

        foreach (var reason in outcome.Reasons)
        {
            ReasonCheck.Moved(Release, facts, outcome, reason).ShouldNotBe(false, $"{what}: {reason.Code}");
        }
    }

    [Fact]
    public void A_reason_that_did_not_move_the_decision_is_found_out()
    {
        var facts = Facts.Applied(Facts.Number("age", 17));
        var invented = new Reason("overdue-elsewhere", ReasonKind.Rule, []);

        ReasonCheck.Moved(Release, facts, Release.Assess(facts), invented).ShouldBe(false);
    }

    [Fact]
    public void A_hold_of_the_staff_is_not_lifted_by_any_remedy()
    {
        var facts = Facts.Open(20_000).WithHolds(Facts.Hold("audit", HoldScope.DrawsAndIncreases, byPolicy: false));

        RemedyFinder.Find(Release, facts).ShouldAllBe(remedy => remedy.Outcome.HoldsToCure.Count == 0);
    }
}
