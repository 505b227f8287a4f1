using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Explain;
using Headroom.Operations.Holds;
using Headroom.Operations.PostSignals;
using Headroom.Operations.RegisterBorrower;
using Headroom.Operations.Review;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Tests;

/// <summary>What a borrower is told is true: of the line as it stands, and of what comes when the advice is followed.</summary>
public sealed class ExplanationTests : IAsyncLifetime
{
    private static readonly BorrowerId Borrower = BorrowerId.Parse("B1").Value;
    private static readonly RequestEnvelope Core = new(new Actor(ActorKind.Partner, "core-bank"));
    private static readonly RequestEnvelope Staff = new(new Actor(ActorKind.Staff, "li.wei"));

    private readonly DateTimeOffset _now = new(2026, 8, 10, 4, 0, 0, TimeSpan.Zero);
    private HeadroomSystem _system = null!;

    public async ValueTask InitializeAsync()
    {
        _system = await HeadroomSystem.OpenAsync(
            new HeadroomOptions
            {
                Store = "memory:",
                PackFolder = Folders.Pack,
                Clock = new StandingClock(_now),
            }
        );
        var line = new LineDraft("consumer", Cny(20_000), Cny(1_000), new DateOnly(2025, 1, 1));
        var signals = Enumerable.Range(3, 4).Select(month => Statement(month, monthsLate: 1));
        var draft = new BorrowerDraft(Borrower, BorrowerKind.Person, Currency.CNY, line, [.. signals, Identity()]);
        (await _system.RegisterBorrowerAsync(draft, Core)).Answer.IsOk.ShouldBeTrue();
        await ReviewAsync();
    }

    public async ValueTask DisposeAsync() => await _system.DisposeAsync();

    [Fact]
    public async Task What_a_remedy_promises_is_what_comes_when_it_is_done()
    {
        var cut = await ExplainAsync();
        cut.Decision!.Action.Code.ShouldBe("decrease");
        var remedy = cut.Decision.Remedies.Single(one => one.Code == "pay-overdue");
        remedy.Effects.ShouldContain("This hold ends: Overdue amount.");

        await PostAsync(Statement(7, monthsLate: 0));
        var paid = await ExplainAsync();
        paid.Holds.ShouldBeEmpty();
        paid.Limit.ShouldBe(remedy.Limit);
        paid.Decision!.Action.ShouldBe(remedy.Action);
    }

    [Fact]
    public async Task A_remedy_says_what_changes_and_never_that_all_stays_as_it_is()
    {
        foreach (var language in new[] { Language.En, Language.Zh })
        {
            var told = (await _system.ExplainBorrowerAsync(Borrower, language)).Value.Decision!;
            told.Remedies.ShouldNotBeEmpty();
            foreach (var remedy in told.Remedies)
            {
                remedy.Effects.ShouldNotBeEmpty();
                remedy.Effects.ShouldAllBe(effect => !effect.Contains('{'));
                remedy.Effects.ShouldNotContain("Your line stays as it is.");
            }
        }
    }

    [Fact]
    public async Task A_line_that_was_ended_says_when_one_may_apply_again_and_that_nothing_betters_it()
    {
        await PostAsync(Statement(7, monthsLate: 4));
        var ended = await ExplainAsync();
        ended.Status.Code.ShouldBe("cancelled");
        ended.Limit.ShouldBe(Money.Zero(Currency.CNY));
        ended.EffectiveLimit.ShouldBe(ended.Limit);
        ended.ReapplyOn.ShouldBe(new DateOnly(2027, 8, 5));
        ended.Decision!.NextReview.ShouldBeNull("nobody reviews a line that has ended");
        ended.Decision.Remedies.ShouldBeEmpty("a remedy is of a line that stands");
    }

    [Fact]
    public async Task A_hold_says_what_it_blocks_and_from_when_on_it_may_be_lifted()
    {
        var own = (await ExplainAsync()).Holds.ShouldHaveSingleItem();
        own.Scope.ShouldBe(new CodedText("increases", "increases"));

        var hold = new HoldDraft(
            HoldKind.Compliance,
            HoldScope.Draws,
            "court order 12",
            HoldOverride.NobodyBeforeDate,
            NotBefore: _now.AddDays(30)
        );
        (await _system.PlaceHoldAsync(Borrower, hold, Staff)).Answer.IsOk.ShouldBeTrue();
        var placed = (await ExplainAsync()).Holds[1];
        placed.NotBefore.ShouldBe(_now.AddDays(30));
        placed.Scope.Code.ShouldBe("draws");
    }

    private async Task<Explanation> ExplainAsync() => (await _system.ExplainBorrowerAsync(Borrower, Language.En)).Value;

    private async Task PostAsync(SignalDraft signal)
    {
        (await _system.PostSignalsAsync(Borrower, [signal], Core)).Answer.IsOk.ShouldBeTrue();
        await _system.DrainReviewsAsync();
    }

    private async Task ReviewAsync()
    {
        var release = (await _system.Releases.LiveAsync()).Value;
        var reviewed = await _system.ReviewBorrowerAsync(Borrower, release, ReviewTrigger.Schedule, Staff);
        reviewed.Answer.IsOk.ShouldBeTrue();
    }

    private static SignalDraft Statement(int month, int monthsLate) =>
        new(
            "statement",
            new DateTimeOffset(2026, month + 1, 1, 0, 0, 0, TimeSpan.Zero),
            "core-bank",
            new Dictionary<string, SignalValue>(StringComparer.Ordinal)
            {
                ["period"] = SignalValue.Text($"2026-0{month}"),
                ["limit"] = SignalValue.Number(20_000),
                ["billed"] = SignalValue.Number(1_000),
                ["paid"] = SignalValue.Number(100),
                ["monthsLate"] = SignalValue.Number(monthsLate),
            }
        );

    private SignalDraft Identity() =>
        new(
            "identity",
            _now.AddDays(-1),
            "core-bank",
            new Dictionary<string, SignalValue>(StringComparer.Ordinal)
            {
                ["verified"] = SignalValue.Flag(true),
                ["age"] = SignalValue.Number(35),
            }
        );

    private static Money Cny(long yuan) => new(yuan * 100, Currency.CNY);

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
