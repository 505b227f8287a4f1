using Headroom.Assessment;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Explain;
using Headroom.Operations.PostSignals;
using Headroom.Operations.RegisterBorrower;
using Headroom.Operations.Review;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Tests;

/// <summary>A remedy is told against the line as it stands, and promises nothing that the line will not give.</summary>
public sealed class RemedyExplanationTests : IAsyncLifetime
{
    private static readonly BorrowerId Borrower = BorrowerId.Parse("B1").Value;
    private static readonly RequestEnvelope Core = new(new Actor(ActorKind.Partner, "core-bank"));
    private static readonly RequestEnvelope Staff = new(new Actor(ActorKind.Staff, "li.wei"));

    private HeadroomSystem _system = null!;

    public async ValueTask InitializeAsync() =>
        _system = await HeadroomSystem.OpenAsync(
            new HeadroomOptions
            {
                Store = "memory:",
                PackFolder = Folders.Pack,
                Clock = new StandingClock(new(2026, 8, 10, 4, 0, 0, TimeSpan.Zero)),
            }
        );

    public async ValueTask DisposeAsync() => await _system.DisposeAsync();

    [Fact]
    public async Task A_freeze_that_ends_on_a_line_that_is_over_its_limit_says_what_must_be_repaid_first()
    {
        await RegisterAsync(10_000, 9_990, Statement(6, monthsLate: 2));
        await ReviewAsync();
        var frozen = await ExplainAsync(Language.En);
        frozen.Status.Code.ShouldBe("frozen");
        var over = frozen.Drawn - frozen.Limit;
        over.IsPositive.ShouldBeTrue();

        var remedy = frozen.Decision!.Remedies.Single(one => one.Code == "pay-overdue");
        remedy.Action.Code.ShouldBe("restore");
        remedy.Effects.ShouldNotContain("You can draw again.");
        remedy.Action.Text.ShouldNotBe("You can draw again.");
        remedy.Effects[0].ShouldContain($"more than ¥{over.Amount:N2} is repaid");
        var chinese = (await ExplainAsync(Language.Zh)).Decision!.Remedies.Single(one => one.Code == "pay-overdue");
        chinese.Effects[0].ShouldContain($"须先归还超过 ¥{over.Amount:N2} 才能支用");
    }

    [Fact]
    public async Task A_restored_line_without_headroom_is_not_said_to_be_free()
    {
        await RegisterAsync(10_000, 9_990, Statement(6, monthsLate: 2));
        await ReviewAsync();
        await _system.PostSignalsAsync(Borrower, [Statement(7, monthsLate: 0)], Core);
        await _system.DrainReviewsAsync();

        var restored = await ExplainAsync(Language.En);
        restored.Headroom.IsPositive.ShouldBeFalse();
        restored.Decision!.Action.ShouldBe(new CodedText("restore", "The freeze was lifted."));
        (await ExplainAsync(Language.Zh)).Decision!.Action.Text.ShouldBe("冻结已解除。");
    }

    [Fact]
    public async Task A_freeze_that_ends_on_a_line_with_room_lets_one_draw_again()
    {
        await RegisterAsync(10_000, 100, Statement(6, monthsLate: 2));
        await ReviewAsync();
        var remedy = (await ExplainAsync(Language.En)).Decision!.Remedies.Single(one => one.Code == "pay-overdue");
        remedy.Effects[0].ShouldBe("You can draw again.");
    }

    [Fact]
    public async Task A_capacity_of_an_unknown_income_is_not_said_to_be_the_incomes()
    {
        await RegisterAsync(10_000, 100, Statement(6, monthsLate: 0));
        await ReviewAsync();
        var english = (await ExplainAsync(Language.En)).Decision!.Caps.Single(cap => cap.Code == "capacity");
        english.Amount.ShouldNotBeNull("the limit and the payments speak where no income does");
        english.Text.ShouldContain("your limit and payments where we do not know your income");
        var chinese = (await ExplainAsync(Language.Zh)).Decision!.Caps.Single(cap => cap.Code == "capacity");
        chinese.Text.ShouldContain("收入未知时");
    }

    private async Task<Explanation> ExplainAsync(Language language) =>
        (await _system.ExplainBorrowerAsync(Borrower, language)).Value;

    private async Task RegisterAsync(long limit, long drawn, params SignalDraft[] signals)
    {
        var line = new LineDraft("consumer", Cny(limit), Cny(drawn), new DateOnly(2025, 1, 1));
        var draft = new BorrowerDraft(Borrower, BorrowerKind.Person, Currency.CNY, line, [Identity(), .. signals]);
        (await _system.RegisterBorrowerAsync(draft, Core)).Answer.IsOk.ShouldBeTrue();
    }

    private async Task ReviewAsync()
    {
        var release = (await _system.Releases.LiveAsync()).Value;
        var reviewed = await _system.ReviewBorrowerAsync(Borrower, release, ReviewTrigger.Schedule, Staff);
        reviewed.Answer.IsOk.ShouldBeTrue();
    }

    private static SignalDraft Statement(int month, int monthsLate) =>
        Signal(
            "statement",
            new DateTimeOffset(2026, month + 1, 1, 0, 0, 0, TimeSpan.Zero),
            ("period", SignalValue.Text($"2026-0{month}")),
            ("limit", SignalValue.Number(10_000)),
            ("billed", SignalValue.Number(9_990)),
            ("paid", SignalValue.Number(0)),
            ("monthsLate", SignalValue.Number(monthsLate))
        );

    private static SignalDraft Identity() =>
        Signal(
            "identity",
            new DateTimeOffset(2026, 6, 30, 0, 0, 0, TimeSpan.Zero),
            ("verified", SignalValue.Flag(true)),
            ("age", SignalValue.Number(35))
        );

    private static SignalDraft Signal(
        string kind,
        DateTimeOffset at,
        params (string Name, SignalValue Value)[] values
    ) => new(kind, at, "core-bank", values.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal));

    private static Money Cny(long yuan) => new(yuan * 100, Currency.CNY);

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
