using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.ApplyForLine;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Holds;
using Headroom.Operations.Json;
using Headroom.Operations.PostSignals;
using Headroom.Operations.ReadBorrower;
using Headroom.Operations.RegisterBorrower;
using Headroom.Operations.Review;
using Headroom.Operations.Verify;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Tests;

/// <summary>The causal chain in one process: signals, reviews, holds, a reviewer's judgement, and the proof.</summary>
public sealed class ReviewTests : IAsyncLifetime
{
    private static readonly BorrowerId Borrower = BorrowerId.Parse("B1").Value;
    private static readonly RequestEnvelope Reviewer = new(new Actor(ActorKind.Staff, "li.wei"));
    private static readonly RequestEnvelope Core = new(new Actor(ActorKind.Partner, "core-bank"));

    private readonly SteppedClock _clock = new(new DateTimeOffset(2026, 8, 1, 4, 0, 0, TimeSpan.Zero));
    private HeadroomSystem _system = null!;

    public async ValueTask InitializeAsync()
    {
        _system = await HeadroomSystem.OpenAsync(
            new HeadroomOptions
            {
                Store = "memory:",
                PackFolder = Folders.Pack,
                Clock = _clock,
            }
        );
        var line = new LineDraft("consumer", Cny(20_000), Cny(5_000), new DateOnly(2025, 1, 1));
        var draft = new BorrowerDraft(Borrower, BorrowerKind.Person, Currency.CNY, line, [Statement(0), Identity()]);
        (await _system.RegisterBorrowerAsync(draft, Core)).Answer.IsOk.ShouldBeTrue();
    }

    public async ValueTask DisposeAsync() => await _system.DisposeAsync();

    [Fact]
    public async Task A_late_statement_freezes_and_its_payment_restores_without_a_number_written_back()
    {
        await PostAsync(Statement(monthsLate: 2));
        (await ReadAsync()).Headroom.Status.ShouldBe(LineStatus.Frozen);
        var frozen = await ReadAsync();
        frozen.Headroom.Headroom.IsZero.ShouldBeTrue();
        frozen.Headroom.Causes[0].Code.ShouldBe("hold.delinquency");

        await PostAsync(Statement(monthsLate: 0));
        var restored = await ReadAsync();
        restored.Headroom.Status.ShouldBe(LineStatus.Active);
        restored.Headroom.Headroom.ShouldBe(restored.Headroom.EffectiveLimit - restored.Headroom.Drawn);
    }

    [Fact]
    public async Task A_hold_that_a_reviewer_lifted_stays_lifted_until_something_new_is_known()
    {
        await PostAsync(Draft("fraud-alert", ("severity", SignalValue.Text("high"))));
        var hold = (await ReadAsync()).State.Line.Holds.Single(held => held.Kind == HoldKind.Risk);
        (await _system.LiftHoldAsync(Borrower, hold.Id, "receipt seen", Reviewer)).Answer.IsOk.ShouldBeTrue();
        await ReviewAsync();
        (await ReadAsync()).State.Line.Holds.ShouldNotContain(held => held.Kind == HoldKind.Risk);

        await PostAsync(Draft("fraud-alert", ("severity", SignalValue.Text("high"))));
        (await ReadAsync()).State.Line.Holds.ShouldContain(held => held.Kind == HoldKind.Risk);
    }

    [Fact]
    public async Task Several_signals_that_wait_are_one_review_and_a_second_pass_finds_nothing()
    {
        for (var i = 0; i < 5; i++)
        {
            _clock.Step();
            var posted = await _system.PostSignalsAsync(Borrower, [Statement(0)], Core);
            posted.Answer.IsOk.ShouldBeTrue();
        }

        (await _system.DrainReviewsAsync()).ShouldBe(5);
        (await _system.DrainReviewsAsync()).ShouldBe(0);
        (await _system.Store.QueryDecisionsAsync(Borrower, null, 10)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_signal_that_came_before_adds_nothing()
    {
        var signal = Statement(0);
        await _system.PostSignalsAsync(Borrower, [signal], Core);
        var again = await _system.PostSignalsAsync(Borrower, [signal], Core);
        EventJson.Read<SignalsAnswer>(again.Answer.Value).Signals.ShouldBeEmpty();

        // Nor does one that a file brought.
        var imported = await _system.PostSignalsAsync(Borrower, [Identity()], Core);
        EventJson.Read<SignalsAnswer>(imported.Answer.Value).Signals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whatever_happened_the_store_verifies()
    {
        await PostAsync(Statement(monthsLate: 2));
        await PostAsync(Draft("fraud-alert", ("severity", SignalValue.Text("high"))));
        var hold = (await ReadAsync()).State.Line.Holds.Single(held => held.Kind == HoldKind.Risk);
        await _system.LiftHoldAsync(Borrower, hold.Id, "receipt seen", Reviewer);
        await ReviewAsync();
        var report = await _system.VerifyAsync();
        report.Findings.ShouldBeEmpty();
        report.Decisions.ShouldBe(3);
    }

    [Fact]
    public async Task A_borrower_who_is_written_to_meanwhile_is_no_finding()
    {
        // So many that their events are read in several pages, the later ones after the rows.
        var line = new LineDraft("consumer", Cny(20_000), Cny(5_000), new DateOnly(2025, 1, 1));
        foreach (var id in Enumerable.Range(10_000, 1_800).Select(n => BorrowerId.Parse($"B{n}").Value))
        {
            var draft = new BorrowerDraft(id, BorrowerKind.Person, Currency.CNY, line, [Statement(0), Identity()]);
            (await _system.RegisterBorrowerAsync(draft, Core)).Answer.IsOk.ShouldBeTrue();
        }

        var last = BorrowerId.Parse("B11799").Value;
        var reports = 0;
        var report = await _system.VerifyAsync(
            progress: new Told(_ =>
            {
                if (reports++ == 0)
                {
                    var draft = Draft("fraud-alert", ("severity", SignalValue.Text("high")));
                    var posted = _system.PostSignalsAsync(last, [draft], Core).AsTask().GetAwaiter().GetResult();
                    posted.Answer.IsOk.ShouldBeTrue();
                }
            })
        );

        reports.ShouldBeGreaterThan(1);
        report.Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signal_has_an_application_that_waits_decided_again()
    {
        var applicant = await ApplyAsync("A1");
        (await _system.ReadBorrowerAsync(applicant)).Value.Headroom.Status.ShouldBe(LineStatus.Applied);

        _clock.Step();
        var income = Draft("income", ("monthly", SignalValue.Number(6_000)), ("verified", SignalValue.Flag(true)));
        (await _system.PostSignalsAsync(applicant, [Identity(), income], Core)).Answer.IsOk.ShouldBeTrue();
        await _system.DrainReviewsAsync();
        var granted = (await _system.ReadBorrowerAsync(applicant)).Value;
        granted.Headroom.Status.ShouldBe(LineStatus.Active);
        granted.Decision!.Outcome.Action.ShouldBe(DecisionAction.Grant);
    }

    [Fact]
    public async Task A_signal_with_a_value_of_another_kind_is_refused_and_nothing_is_recorded()
    {
        var before = (await ReadAsync()).Version;
        var posted = await _system.PostSignalsAsync(
            Borrower,
            [Identity(), Draft("identity", ("age", SignalValue.Text("thirty")))],
            Core
        );
        posted.Answer.Match(_ => "", refusal => refusal.Code).ShouldBe("signal-value-wrong-kind");

        var draft = new BorrowerDraft(
            BorrowerId.Parse("B9").Value,
            BorrowerKind.Person,
            Currency.CNY,
            null,
            [Draft("identity", ("age", SignalValue.Text("thirty")))]
        );
        var registered = await _system.RegisterBorrowerAsync(draft, Core);
        registered.Answer.Match(_ => "", refusal => refusal.Code).ShouldBe("signal-value-wrong-kind");
        (await ReadAsync()).Version.ShouldBe(before);
    }

    [Fact]
    public async Task A_line_that_would_be_opened_tomorrow_is_not_registered()
    {
        var line = new LineDraft("consumer", Cny(20_000), Cny(0), new DateOnly(2026, 8, 2));
        var draft = new BorrowerDraft(BorrowerId.Parse("B9").Value, BorrowerKind.Person, Currency.CNY, line, []);
        var registered = await _system.RegisterBorrowerAsync(draft, Core);
        registered.Answer.Match(_ => "", refusal => refusal.Code).ShouldBe("line-opened-in-future");
    }

    [Fact]
    public async Task A_limit_that_nobody_can_ask_for_is_refused()
    {
        (await RequestAsync(new Money(-1, Currency.CNY))).ShouldBe("amount-not-positive");
        (await RequestAsync(new Money(0, Currency.CNY))).ShouldBe("amount-not-positive");
        (await RequestAsync(new Money(1, Currency.USD))).ShouldBe("currency-mismatch");
        (await RequestAsync(Cny(1))).ShouldBe("");
    }

    [Fact]
    public async Task A_line_that_has_ended_is_not_reviewed_so_that_its_last_decision_stays_the_last()
    {
        await PostAsync(Statement(monthsLate: 4));
        var ended = await ReadAsync();
        ended.Headroom.Status.ShouldBe(LineStatus.Cancelled);

        (await RequestAsync(Cny(1_000))).ShouldBe("line-not-open");
        (await ReadAsync()).Decision!.Outcome.Action.ShouldBe(DecisionAction.Cancel);
    }

    [Fact]
    public async Task What_a_policy_orders_is_its_own_whoever_asked_for_the_review()
    {
        // Posted, but reviewed at the word of a member of staff before the queue was worked off.
        (await _system.PostSignalsAsync(Borrower, [Statement(monthsLate: 1)], Core)).Answer.IsOk.ShouldBeTrue();
        await ReviewAsync();
        var hold = (await ReadAsync()).State.Line.Holds.ShouldHaveSingleItem();
        hold.PlacedBy.Kind.ShouldBe(ActorKind.System);

        _clock.Step();
        (await _system.PostSignalsAsync(Borrower, [Statement(monthsLate: 0)], Core)).Answer.IsOk.ShouldBeTrue();
        await ReviewAsync();
        (await ReadAsync()).State.Line.Holds.ShouldBeEmpty();
    }

    private async Task<string> RequestAsync(Money requested)
    {
        var release = (await _system.Releases.LiveAsync()).Value;
        var asked = await _system.ReviewBorrowerAsync(Borrower, release, ReviewTrigger.Request, Reviewer, requested);
        return asked.Answer.Match(_ => "", refusal => refusal.Code);
    }

    private async Task<BorrowerId> ApplyAsync(string id)
    {
        var applicant = BorrowerId.Parse(id).Value;
        var draft = new BorrowerDraft(applicant, BorrowerKind.Person, Currency.CNY, null, []);
        (await _system.RegisterBorrowerAsync(draft, Core)).Answer.IsOk.ShouldBeTrue();
        var release = (await _system.Releases.LiveAsync()).Value;
        var applied = await _system.ApplyForLineAsync(applicant, new ApplicationDraft("consumer"), release, Core);
        applied.Answer.IsOk.ShouldBeTrue();
        return applicant;
    }

    private async Task PostAsync(SignalDraft signal)
    {
        _clock.Step();
        (await _system.PostSignalsAsync(Borrower, [signal], Core)).Answer.IsOk.ShouldBeTrue();
        await _system.DrainReviewsAsync();
    }

    private async Task ReviewAsync()
    {
        _clock.Step();
        var release = (await _system.Releases.LiveAsync()).Value;
        var outcome = await _system.ReviewBorrowerAsync(Borrower, release, ReviewTrigger.Schedule, Reviewer);
        outcome.Answer.IsOk.ShouldBeTrue();
    }

    private async Task<BorrowerView> ReadAsync() => (await _system.ReadBorrowerAsync(Borrower)).Value;

    private SignalDraft Statement(int monthsLate) =>
        Draft(
            "statement",
            ("period", SignalValue.Text("2026-07")),
            ("limit", SignalValue.Number(20_000)),
            ("billed", SignalValue.Number(5_000)),
            ("paid", SignalValue.Number(5_000)),
            ("monthsLate", SignalValue.Number(monthsLate))
        );

    private SignalDraft Identity() =>
        Draft("identity", ("verified", SignalValue.Flag(true)), ("age", SignalValue.Number(35)));

    private SignalDraft Draft(string kind, params (string Name, SignalValue Value)[] values) =>
        new(kind, _clock.GetUtcNow(), "core-bank", values.ToDictionary(v => v.Name, v => v.Value));

    private static Money Cny(long yuan) => new(yuan * 100, Currency.CNY);

    /// <summary>Hears of progress at once.</summary>
    private sealed class Told(Action<(long Done, long Total)> hears) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value) => hears(value);
    }

    /// <summary>A clock that moves only when it is told to.</summary>
    private sealed class SteppedClock(DateTimeOffset start) : TimeProvider
    {
        private DateTimeOffset _now = start;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Step() => _now = _now.AddHours(1);
    }
}
