using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment.Tests;

/// <summary>Facts for tests: a good borrower on an open line unless said otherwise.</summary>
internal static class Facts
{
    public static readonly DateOnly Today = new(2026, 3, 2);
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    private static readonly (string, SignalValue)[] Good =
    [
        ("months_late_latest", SignalValue.Number(0)),
        ("max_months_late_6m", SignalValue.Number(0)),
        ("max_months_late_12m", SignalValue.Number(0)),
        ("times_late_6m", SignalValue.Number(0)),
        ("statements_seen", SignalValue.Number(12)),
        ("statement_age_days", SignalValue.Number(2)),
        ("utilisation_avg_6m", SignalValue.Number(0.2m)),
        ("payment_ratio_3m", SignalValue.Number(0.9m)),
        ("paid_avg_6m", SignalValue.Number(3000)),
        ("income_monthly", SignalValue.Number(15000)),
        ("income_verified", SignalValue.Flag(true)),
        ("income_age_days", SignalValue.Number(10)),
        ("debt_service_monthly", SignalValue.Number(3200)),
        ("identity_verified", SignalValue.Flag(true)),
        ("age", SignalValue.Number(35)),
        ("bureau_overdue_accounts", SignalValue.Number(0)),
        ("bureau_institutions_6m", SignalValue.Number(1)),
        ("bureau_inquiries_3m", SignalValue.Number(1)),
    ];

    /// <summary>A good borrower on an open line.</summary>
    public static DecisionFacts Open(long limit, params (string Feature, SignalValue Value)[] changes) =>
        Of(LineStatus.Active, limit, ReviewTrigger.Schedule).With(changes);

    /// <summary>A good borrower's application.</summary>
    public static DecisionFacts Applied(params (string Feature, SignalValue Value)[] changes) =>
        Of(LineStatus.Applied, 0, ReviewTrigger.Application).With(changes);

    /// <summary>An open line of whose borrower nothing is known but what is given.</summary>
    public static DecisionFacts Unknown(long limit, params (string Feature, SignalValue Value)[] known) =>
        (Open(limit) with { Features = [] }).With([("statements_seen", SignalValue.Number(0)), .. known]);

    public static StandingHold Hold(string reason, HoldScope scope = HoldScope.Draws, bool byPolicy = true) =>
        new(
            new HoldId(SortableId.Of(Now, new byte[10]).Derive(reason.Length)),
            HoldKind.Risk,
            scope,
            reason,
            HoldOverride.ClearsItself,
            byPolicy
        );

    public static DecisionFacts WithHolds(this DecisionFacts facts, params StandingHold[] holds) =>
        facts with
        {
            Line = facts.Line with { Status = LineStatus.Frozen, Holds = holds },
        };

    public static (string, SignalValue) Number(string feature, decimal value) => (feature, SignalValue.Number(value));

    public static (string, SignalValue) Flag(string feature, bool value) => (feature, SignalValue.Flag(value));

    public static (string, SignalValue) NotKnown(string feature) => (feature, default);

    public static DecisionMade Decided(DecisionFacts facts) =>
        new(
            new DecisionId(SortableId.Of(Now, new byte[10])),
            ShippedPack.Release.Hash,
            ShippedPack.Release.Models,
            facts,
            ShippedPack.Release.Assess(facts)
        );

    private static DecisionFacts Of(LineStatus status, long limit, ReviewTrigger trigger)
    {
        var zero = Money.Zero(Currency.CNY);
        Rate? rate = status == LineStatus.Applied ? null : Rate.Daily(0.0002m);
        var line = new LineFacts(status, new Money(limit * 100, Currency.CNY), zero, zero, rate, []);
        var features = Good.Select(good => new FeatureUsed(good.Item1, good.Item2, "test", 1)).ToList();
        return new DecisionFacts(BorrowerKind.Person, trigger, Now, Today, line, MovementDates.Never, null, features);
    }
}
