using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.ReadBorrower;
using Headroom.Operations.RegisterBorrower;
using Headroom.Operations.Review;
using Headroom.Operations.Verify;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Tests;

/// <summary>A file that corrects another of the same day: what it says stands, and the lines are reviewed by it.</summary>
public sealed class CorrectionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 8, 1, 4, 0, 0, TimeSpan.Zero);
    private static readonly Actor Import = Actor.System("import");

    // So many that no chance gets all of them right.
    private static readonly BorrowerId[] Borrowers =
    [
        .. Enumerable.Range(1, 12).Select(n => BorrowerId.Parse($"B{n}").Value),
    ];

    private HeadroomSystem _system = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new HeadroomOptions
        {
            Store = "memory:",
            PackFolder = Folders.Pack,
            Clock = new FixedClock(),
        };
        _system = await HeadroomSystem.OpenAsync(options);
        await RegisterAsync(monthsLate: 0);
    }

    public async ValueTask DisposeAsync() => await _system.DisposeAsync();

    [Fact]
    public async Task What_was_recorded_last_stands_though_it_happened_and_was_known_at_the_same_instant()
    {
        await RegisterAsync(monthsLate: 2);
        await ReviewAsync();

        foreach (var borrower in Borrowers)
        {
            (await ReadAsync(borrower)).Headroom.Status.ShouldBe(LineStatus.Frozen, borrower.Value);
        }

        var report = await _system.VerifyAsync();
        report.Findings.ShouldBeEmpty();
        report.Decisions.ShouldBe(Borrowers.Length);
    }

    private async Task<ReviewReport> ReviewAsync() =>
        (await _system.ReviewPortfolioAsync(ReviewTrigger.Schedule, Actor.System("review"))).Value;

    private async Task<BorrowerView> ReadAsync(BorrowerId borrower) =>
        (await _system.ReadBorrowerAsync(borrower)).Value;

    private async Task RegisterAsync(int monthsLate, int borrowers = int.MaxValue)
    {
        var line = new LineDraft("consumer", Cny(20_000), Cny(5_000), new DateOnly(2025, 1, 1));
        foreach (var borrower in Borrowers.Take(borrowers))
        {
            var draft = new BorrowerDraft(
                borrower,
                BorrowerKind.Person,
                Currency.CNY,
                line,
                [
                    Draft("identity", ("verified", SignalValue.Flag(true)), ("age", SignalValue.Number(35))),
                    Draft(
                        "statement",
                        ("period", SignalValue.Text("2026-07")),
                        ("limit", SignalValue.Number(20_000)),
                        ("billed", SignalValue.Number(5_000)),
                        ("paid", SignalValue.Number(5_000)),
                        ("monthsLate", SignalValue.Number(monthsLate))
                    ),
                ]
            );
            var stored = await _system.RegisterBorrowerAsync(draft, new RequestEnvelope(Import, At: At));
            stored.Answer.IsOk.ShouldBeTrue();
        }
    }

    private static SignalDraft Draft(string kind, params (string Name, SignalValue Value)[] values) =>
        new(kind, At.AddDays(-1), "core-bank", values.ToDictionary(v => v.Name, v => v.Value));

    private static Money Cny(long yuan) => new(yuan * 100, Currency.CNY);

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => At;
    }
}
