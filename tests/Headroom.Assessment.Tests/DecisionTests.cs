using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment.Tests;

/// <summary>From a line and a profile to a decision, its commands on the line, and back by replay.</summary>
public class DecisionTests
{
    private static readonly PolicyRelease Release = ShippedPack.Release;
    private static readonly DecisionId Id = new(SortableId.Of(Facts.Now, new byte[10]));
    private static readonly CommandContext Context = new(
        new CommandId(SortableId.Of(Facts.Now, new byte[10])),
        Actor.System("policy"),
        Facts.Now,
        Facts.Today
    );

    [Fact]
    public void A_line_lives_through_grant_freeze_restore_increase_and_cancellation()
    {
        var line = Run(Line.None, new LineCommand.Apply("cash", Currency.CNY));
        var granted = Decide(line, ReviewTrigger.Application);
        granted.Outcome.Action.ShouldBe(DecisionAction.Grant);
        line = Run(line, [.. LineOrders.Of(granted, line)]);
        line.StatusAt(Facts.Now).ShouldBe(LineStatus.Active);
        line.Limits.Approved.ShouldBe(granted.Outcome.LimitAfter);
        line.Limits.JurisdictionCap.ShouldBe(new Money(20_000_000, Currency.CNY));

        var frozen = Decide(line, ReviewTrigger.Signal, Facts.Number("months_late_latest", 2));
        frozen.Outcome.Action.ShouldBe(DecisionAction.Freeze);
        line = Run(line, [.. LineOrders.Of(frozen, line)]);
        line.StatusAt(Facts.Now).ShouldBe(LineStatus.Frozen);
        line.Holds.ShouldHaveSingleItem().Reason.ShouldBe("late-two-months");

        var again = Decide(line, ReviewTrigger.Schedule, Facts.Number("months_late_latest", 2));
        again.Outcome.Action.ShouldBe(DecisionAction.NoChange);
        LineOrders.Of(again, line).ShouldBeEmpty("a hold that stands is not placed again");

        var restored = Decide(line, ReviewTrigger.Signal);
        restored.Outcome.Action.ShouldBe(DecisionAction.Restore);
        line = Run(line, [.. LineOrders.Of(restored, line)]);
        line.StatusAt(Facts.Now).ShouldBe(LineStatus.Active);
        line.Holds.ShouldBeEmpty();

        var ended = Decide(line, ReviewTrigger.Schedule, Facts.Number("months_late_latest", 5));
        line = Run(line, [.. LineOrders.Of(ended, line)]);
        line.StatusAt(Facts.Now).ShouldBe(LineStatus.Cancelled);
    }

    [Fact]
    public void A_decline_and_every_kind_of_hold_can_be_carried_out()
    {
        var applied = Run(Line.None, new LineCommand.Apply("cash", Currency.CNY));
        var declined = Decide(applied, ReviewTrigger.Application, Facts.Number("age", 17));
        Run(applied, [.. LineOrders.Of(declined, applied)]).StatusAt(Facts.Now).ShouldBe(LineStatus.Declined);

        var open = Run(applied, [.. LineOrders.Of(Decide(applied, ReviewTrigger.Application), applied)]);
        var decision = Decide(
            open,
            ReviewTrigger.Signal,
            Facts.Number("months_late_latest", 3),
            ("fraud_severity_180d", SignalValue.Text("medium")),
            Facts.Flag("takeover_suspected", true),
            Facts.Number("login_risk_30d", 99),
            Facts.Flag("device_known", false),
            ("use_of_funds_12m", SignalValue.Text("securities")),
            Facts.Flag("court_record_active", true),
            Facts.Number("bureau_overdue_accounts", 3),
            Facts.Number("bureau_institutions_6m", 20),
            Facts.Number("statement_age_days", 999),
            Facts.Number("income_age_days", 999),
            Facts.Flag("contact_reachable", false)
        );

        var held = Run(open, [.. LineOrders.Of(decision, open)]);

        held.Holds.Count.ShouldBe(decision.Outcome.HoldsToPlace.Count);
        held.Holds.Count.ShouldBeGreaterThanOrEqualTo(11);
        held.Holds.Select(hold => hold.Id).Distinct().Count().ShouldBe(held.Holds.Count);
        decision.Outcome.Reasons.Count.ShouldBe(4);
        decision.Outcome.Reasons.ShouldAllBe(reason => reason.Kind == ReasonKind.Rule);
    }

    [Fact]
    public void Decreases_increases_and_prices_are_carried_out()
    {
        var line = Open(100_000, 0.0005m);
        var decision = Decide(line, ReviewTrigger.Schedule);

        decision.Outcome.Action.ShouldBe(DecisionAction.Decrease);
        var after = Run(line, [.. LineOrders.Of(decision, line)]);

        after.Limits.Approved.ShouldBe(new Money(8_000_000, Currency.CNY));
        after.Rate.ShouldBe(Rate.Daily(0.0002m));

        var small = Open(20_000, 0.0002m);
        small = Run(small, [.. LineOrders.Of(Decide(small, ReviewTrigger.Schedule), small)]);
        small.Limits.Approved.ShouldBe(new Money(4_000_000, Currency.CNY));
    }

    [Fact]
    public void The_dates_of_movements_are_carried_from_decision_to_decision()
    {
        var line = Open(20_000, 0.0002m);
        var first = Decide(line, ReviewTrigger.Schedule);
        first.Outcome.Action.ShouldBe(DecisionAction.Increase);
        var second = Release.Decide(
            Id,
            Input(Run(line, [.. LineOrders.Of(first, line)]), ReviewTrigger.Schedule) with
            {
                Movements = MovementDates.After(first),
            }
        );
        var third = Release.Decide(
            Id,
            Input(line, ReviewTrigger.Schedule) with
            {
                Movements = MovementDates.After(second),
            }
        );

        second.Facts.Movements.ShouldBe(new MovementDates(Facts.Today, null));
        second.Outcome.Reasons[0].Code.ShouldBe("increase-cooldown");
        third.Facts.Movements.ShouldBe(second.Facts.Movements);
    }

    [Theory]
    [InlineData(10, 5, false)]
    [InlineData(10, 10, false)]
    [InlineData(5, 6, true)]
    public void What_a_person_lifted_comes_back_only_for_something_new(
        int signalHoursAgo,
        int liftedHoursAgo,
        bool freezes
    )
    {
        var record = new FeatureValue(SignalValue.Flag(true), "court", 0)
        {
            OccurredAt = Facts.Now.AddHours(-signalHoursAgo),
        };
        var profile = Headroom.Profiles.Profile.Of(Facts.Now, [(FeatureCatalog.CourtRecordActive, record)]);
        var input = Input(Open(20_000, 0.0002m), ReviewTrigger.Schedule) with
        {
            Profile = profile,
            Overruled = [new OverruledHold("court-record", Facts.Now.AddHours(-liftedHoursAgo))],
        };

        var decision = Release.Decide(Id, input);

        (decision.Outcome.Action == DecisionAction.Freeze).ShouldBe(freezes);
        decision.Outcome.HoldsToPlace.Count.ShouldBe(freezes ? 1 : 0);
        Release.Repeats(decision).ShouldBeTrue();
    }

    [Fact]
    public void A_stored_decision_replays_and_a_changed_one_is_found_out()
    {
        var decision = Decide(Open(20_000, 0.0002m), ReviewTrigger.Schedule);
        var tampered = decision with { Outcome = decision.Outcome with { LimitAfter = new Money(99, Currency.CNY) } };
        var otherFacts = decision with { Facts = decision.Facts.With([Facts.Number("months_late_latest", 3)]) };
        var otherRelease = decision with { Release = ContentHash.Of([1]) };

        Release.Repeats(decision).ShouldBeTrue();
        Release.Repeats(tampered).ShouldBeFalse();
        Release.Repeats(otherFacts).ShouldBeFalse();
        Release.Repeats(otherRelease).ShouldBeFalse();
    }

    [Fact]
    public void A_release_is_its_content_and_can_be_loaded_from_it()
    {
        var stored = PolicyRelease.FilesOf(Release.Content);
        var again = PolicyRelease.Load(stored).Release.ShouldNotBeNull();

        again.Hash.ShouldBe(Release.Hash);
        again.Hash.ShouldBe(ContentHash.Of(again.Content.Span));
        again.Models.ShouldBe(Release.Models);
        again.Repeats(Decide(Open(20_000, 0.0002m), ReviewTrigger.Schedule)).ShouldBeTrue();
    }

    [Fact]
    public void A_decision_tells_which_rules_fired_and_what_it_saw()
    {
        var decision = Decide(Open(20_000, 0.0002m), ReviewTrigger.Signal, Facts.Number("months_late_latest", 2));

        var freeze = decision.Outcome.Trace.Single(step => step.Decision == "Freeze triggers");
        freeze.Rules.ShouldBe([1]);
        freeze.Output.ShouldContain("late-two-months");
        decision.Outcome.Trace[0].Decision.ShouldBe("score");
        decision.Facts.Features.ShouldContain(new FeatureUsed("months_late_latest", SignalValue.Number(2), "test", 1));
        decision.Facts.Features.ShouldAllBe(feature => feature.Name != "marital_status");
        decision
            .Models.Select(model => model.File)
            .ShouldBe(["gates.dmn", "limit.dmn", "movement.dmn", "score-enterprise.pmml", "score.pmml"]);
    }

    [Fact]
    public void The_whole_trace_can_be_derived_again_and_agrees_with_what_is_stored()
    {
        var decision = Decide(Open(20_000, 0.0002m), ReviewTrigger.Signal, Facts.Number("months_late_latest", 2));

        var trace = Release.Trace(decision.Facts);

        trace.Select(step => step.Decision).ShouldBe(decision.Outcome.Trace.Skip(1).Select(step => step.Decision));
        foreach (var (whole, stored) in trace.Zip(decision.Outcome.Trace.Skip(1)))
        {
            var tables = whole.Steps.SelectMany(step => step.Tables).ToList();
            stored.Rules.ShouldBe(tables.Count == 0 ? [] : tables[^1].Fired, stored.Decision);
        }
    }

    [Fact]
    public void A_stored_decision_names_the_rule_that_fired_and_not_those_that_it_passed_over()
    {
        var decision = Decide(Open(20_000, 0.0002m), ReviewTrigger.Signal, Facts.Number("months_late_latest", 2));

        var before = Release.WithRulesPassedOver(decision);

        RulesOf(decision, "Next review").Count.ShouldBe(1);
        RulesOf(before, "Next review").Count.ShouldBeGreaterThan(1);
        RulesOf(before, "Next review")[0].ShouldBe(RulesOf(decision, "Next review")[0]);
        RulesOf(before, "Freeze triggers").ShouldBe(RulesOf(decision, "Freeze triggers"));
        before.Outcome.Trace.Select(step => step.Output).ShouldBe(decision.Outcome.Trace.Select(step => step.Output));
    }

    private static IReadOnlyList<int> RulesOf(DecisionMade decision, string step) =>
        decision.Outcome.Trace.Single(traced => traced.Decision == step).Rules;

    [Fact]
    public void Many_threads_get_the_same_answers()
    {
        var facts = Facts.Open(20_000);
        var expected = ContentHash.Of(OutcomeBytes.Of(Release.Assess(facts)));

        var all = Enumerable
            .Range(0, 2000)
            .AsParallel()
            .Select(_ => ContentHash.Of(OutcomeBytes.Of(Release.Assess(facts))))
            .ToList();

        all.ShouldAllBe(hash => hash == expected);
    }

    private static DecisionMade Decide(Line line, ReviewTrigger trigger, params (string, SignalValue)[] changes) =>
        Release.Decide(Id, Input(line, trigger, changes));

    private static AssessmentInput Input(Line line, ReviewTrigger trigger, params (string, SignalValue)[] changes)
    {
        var known = Facts
            .Open(0, changes)
            .Features.Select(used => (FeatureCatalog.Find(used.Name)!, new FeatureValue(used.Value, "test", 1)));
        var profile = Headroom.Profiles.Profile.Of(Facts.Now, known);
        return new AssessmentInput(
            BorrowerKind.Person,
            line,
            profile,
            trigger,
            Facts.Now,
            Facts.Today,
            MovementDates.Never
        );
    }

    private static Line Open(long limit, decimal rate) =>
        Run(
            Line.None,
            new LineCommand.ImportLine(
                "cash",
                new Money(limit * 100, Currency.CNY),
                Rate.Daily(rate),
                null,
                null,
                null,
                new DrawId(Id.Value),
                Money.Zero(Currency.CNY)
            )
        );

    private static Line Run(Line line, params LineCommand[] commands)
    {
        foreach (var command in commands)
        {
            var decided = LineDecider.Decide(line, command, Context);
            decided.Refusal.ShouldBeNull(command.ToString());
            line = LineFold.Apply(line, decided.Value);
        }

        return line;
    }
}
