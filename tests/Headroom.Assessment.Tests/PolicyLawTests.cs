using FsCheck;
using FsCheck.Fluent;
using Headroom.Profiles;

namespace Headroom.Assessment.Tests;

/// <summary>Laws that hold for the shipped pack whatever the facts are.</summary>
public class PolicyLawTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static readonly (string Feature, decimal[] Values)[] Numbers =
    [
        ("months_late_latest", [0, 0, 0, 1, 2, 3, 4, 9]),
        ("max_months_late_6m", [0, 0, 1, 2, 6]),
        ("max_months_late_12m", [0, 1, 3, 12]),
        ("times_late_6m", [0, 0, 1, 2, 6]),
        ("statements_seen", [0, 2, 3, 6, 12]),
        ("statement_age_days", [0, 61, 181, 9000]),
        ("utilisation_avg_6m", [-0.1m, 0, 0.5m, 0.9m, 3]),
        ("payment_ratio_3m", [0, 0.1m, 1, 10]),
        ("paid_avg_6m", [0, 300, 3000, 5_000_000]),
        ("income_monthly", [0, 1, 2999, 8000, 15000, 60000, 100_000_000_000]),
        ("income_age_days", [0, 400, 800]),
        ("debt_service_monthly", [0, 3000, 999_999]),
        ("age", [0, 17, 18, 40, 120]),
        ("other_lines", [0, 5, 50]),
        ("bureau_overdue_accounts", [0, 0, 1, 2, 3]),
        ("bureau_institutions_6m", [0, 3, 8, 10, 99]),
        ("bureau_inquiries_3m", [0, 5, 99]),
        ("login_risk_30d", [0, 75, 95]),
        ("court_record_amount", [0, 100_000]),
        ("enterprise_months", [0, 12, 80]),
        ("enterprise_revenue", [0, 600_000, 30_000_000, 999_999_999_999]),
    ];

    private static readonly string[] Flags =
    [
        "identity_verified",
        "income_verified",
        "device_known",
        "takeover_suspected",
        "court_record_active",
        "contact_reachable",
    ];

    private static readonly Arbitrary<DecisionFacts> AnyFacts = Arb.From(
        from start in Gen.Elements(Facts.Applied(), Facts.Open(500), Facts.Open(20_000), Facts.Open(300_000))
        from kind in Gen.Frequency((5, Gen.Constant(BorrowerKind.Person)), (1, Gen.Constant(BorrowerKind.Enterprise)))
        from trigger in Gen.Elements(Enum.GetValues<ReviewTrigger>())
        from numbers in Gen.CollectToList(Numbers, AnyNumber)
        from flags in Gen.CollectToList(Flags, AnyFlag)
        from increased in Gen.Elements<DateOnly?>(null, Facts.Today, Facts.Today.AddDays(-400))
        from decreased in Gen.Elements<DateOnly?>(null, Facts.Today, Facts.Today.AddDays(-400))
        select (
            start with
            {
                Kind = kind,
                Trigger = start.Line.Limit.IsZero ? ReviewTrigger.Application : trigger,
                Movements = new MovementDates(increased, decreased),
            }
        ).With([.. numbers, .. flags])
    );

    [Fact]
    public void The_limit_is_never_above_a_cap_that_binds_at_once() =>
        Holds(facts =>
        {
            var outcome = Assess(facts);
            return outcome.Action == DecisionAction.Refer
                || outcome.Caps.All(cap =>
                    !cap.IsHard() || cap.Amount is not { } amount || outcome.LimitAfter <= amount
                );
        });

    [Fact]
    public void A_limit_that_is_granted_or_raised_is_within_every_cap_and_a_multiple_of_the_step() =>
        Holds(facts =>
        {
            var outcome = Assess(facts);
            return outcome.LimitAfter <= outcome.LimitBefore
                || (
                    outcome.Caps.All(cap => cap.Amount is not { } amount || outcome.LimitAfter <= amount)
                    && outcome.LimitAfter.MinorUnits % 10_000 == 0
                );
        });

    [Fact]
    public void Being_later_never_raises_the_limit_nor_betters_the_score() =>
        Holds(facts =>
        {
            var now = Assess(facts.With([Facts.Number("months_late_latest", 0)]));
            var later = Assess(facts.With([Facts.Number("months_late_latest", 2)]));
            return later.LimitAfter <= Less(now) && later.Score <= now.Score;

            // A referral leaves the limit as it stands; what is compared is what would then stand without one.
            Primitives.Money Less(Assessment outcome) =>
                outcome.Action == DecisionAction.Refer || later.Action == DecisionAction.Freeze
                    ? Primitives.Money.Max(outcome.LimitAfter, outcome.LimitBefore)
                    : outcome.LimitAfter;
        });

    [Fact]
    public void A_referral_changes_nothing_in_the_borrowers_favour() =>
        Holds(facts =>
        {
            var outcome = Assess(facts);
            return outcome.Referral is null
                || (
                    outcome.LimitAfter <= outcome.LimitBefore
                    && outcome.HoldsToCure.Count == 0
                    && outcome.RateAfter == outcome.RateBefore
                );
        });

    [Fact]
    public void Every_outcome_says_why_in_at_most_four_reasons_that_have_texts() =>
        Holds(facts =>
        {
            var reasons = Assess(facts).Reasons;
            return reasons.Count is >= 1 and <= 4
                && reasons.Select(reason => reason.Code).Distinct().Count() == reasons.Count
                && reasons.All(reason => ShippedPack.Release.HasText(reason.TextKey));
        });

    [Fact]
    public void Every_outcome_replays_to_the_same_bytes() =>
        Holds(facts => ShippedPack.Release.Repeats(Facts.Decided(facts)));

    [Fact]
    public void The_shipped_policy_answers_all_facts_without_failing() => Holds(facts => Assess(facts).Failure is null);

    private static Assessment Assess(DecisionFacts facts) => ShippedPack.Release.Assess(facts);

    private static void Holds(Func<DecisionFacts, bool> law) => Check.One(Many, Prop.ForAll(AnyFacts, law));

    private static Gen<(string, SignalValue)> AnyNumber((string Feature, decimal[] Values) number) =>
        Gen.OneOf(Gen.Constant(default(SignalValue)), Gen.Elements(number.Values).Select(SignalValue.Number))
            .Select(value => (number.Feature, value));

    private static Gen<(string, SignalValue)> AnyFlag(string feature) =>
        Gen.Elements(default, SignalValue.Flag(true), SignalValue.Flag(false)).Select(value => (feature, value));
}
