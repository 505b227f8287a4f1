using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Import;
using Headroom.Operations.ReadBorrower;
using Headroom.Operations.RegisterBorrower;
using Headroom.Operations.Review;
using Headroom.Operations.Texts;
using Headroom.Operations.Verify;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Tests;

/// <summary>A file that corrects another of the same day: what it says stands, and the lines are reviewed by it.</summary>
public sealed class CorrectionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 8, 1, 4, 0, 0, TimeSpan.Zero);
    private static readonly Actor Importer = Actor.System("import");

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

    [Fact]
    public async Task A_review_of_the_same_day_decides_again_on_those_of_whom_something_was_recorded_since_and_on_no_other()
    {
        (await ReviewAsync()).Repeated.ShouldBe(0);
        (await ReviewAsync()).Repeated.ShouldBe(Borrowers.Length);

        await RegisterAsync(monthsLate: 2, borrowers: 5);
        (await ReviewAsync()).Repeated.ShouldBe(Borrowers.Length - 5);
        (await ReviewAsync()).Repeated.ShouldBe(Borrowers.Length);

        foreach (var (at, borrower) in Borrowers.Index())
        {
            var decisions = await _system.Store.QueryDecisionsAsync(borrower, null, 10);
            decisions.Count.ShouldBe(at < 5 ? 2 : 1);
            var frozen = (await ReadAsync(borrower)).Headroom.Status == LineStatus.Frozen;
            frozen.ShouldBe(at < 5, borrower.Value);
        }
    }

    [Theory]
    [InlineData(ReviewTrigger.Request, "review")]
    [InlineData(ReviewTrigger.Schedule, "api")]
    public async Task After_another_decision_of_the_day_a_review_decides_once(ReviewTrigger trigger, string actor)
    {
        await _system.ReviewPortfolioAsync(trigger, Actor.System(actor));
        (await ReviewAsync()).Repeated.ShouldBe(0);
        (await ReviewAsync()).Repeated.ShouldBe(Borrowers.Length);
        (await ReviewAsync()).Repeated.ShouldBe(Borrowers.Length);
        (await _system.Store.QueryDecisionsAsync(Borrowers[0], null, 10)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_review_that_was_interrupted_goes_on_and_decides_on_nobody_twice()
    {
        var interrupted = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await _system.ReviewPortfolioAsync(
                ReviewTrigger.Schedule,
                Actor.System("review"),
                new Interruption(interrupted),
                interrupted.Token
            )
        );
        await ReviewAsync();
        await ReviewAsync();

        foreach (var borrower in Borrowers)
        {
            (await _system.Store.QueryDecisionsAsync(borrower, null, 10)).Count.ShouldBe(1, borrower.Value);
        }
    }

    [Fact]
    public async Task What_a_file_tells_of_a_line_that_is_kept_here_is_named_where_it_was_not_taken_over()
    {
        const string Row = "A-1,person,5000,12.5,2020-01-31,900\n";
        (await ImportAsync(Row)).LinesKept.ShouldBe(0);
        (await ImportAsync(Row)).LinesKept.ShouldBe(0);

        var report = await ImportAsync("A-1,person,6000,0,2020-01-31,950\n");
        (report.Imported, report.BadRows, report.Stopped, report.LinesKept).ShouldBe((1, 0, false, 1));
        report
            .Warnings.ShouldHaveSingleItem()
            .Say(TextCatalog.Shipped, Language.En)
            .ShouldBe(
                "Line 2, column limit, drawn, for line.limit, line.drawn: The line of A-1 is kept here since it was imported, so that this was not taken over; the signals of the row were."
            );
        report.Warnings[0].Why.ShouldBeSaid();
        var here = (await ReadAsync(BorrowerId.Parse("A-1").Value)).State;
        here.Line.Limits.Approved.ShouldBe(Cny(5_000));
        here.Signals.Of("income")[0]["monthly"].AsNumber.ShouldBe(950);
    }

    private async Task<ImportReport> ImportAsync(string row)
    {
        using var files = new ImportFiles(ImportFiles.Header + row);
        var store = DraftStoring.Into(_system, At);
        var import = new ImportPortfolio(store, BusinessCalendar.Default, TimeProvider.System);
        return (await import.HandleAsync(files.Csv, files.ReadMapping(), BadRows.Stop)).Value;
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
            var stored = await _system.RegisterBorrowerAsync(draft, new RequestEnvelope(Importer, At: At));
            stored.Answer.IsOk.ShouldBeTrue();
        }
    }

    private static SignalDraft Draft(string kind, params (string Name, SignalValue Value)[] values) =>
        new(kind, At.AddDays(-1), "core-bank", values.ToDictionary(v => v.Name, v => v.Value));

    private static Money Cny(long yuan) => new(yuan * 100, Currency.CNY);

    /// <summary>Cancels as soon as it hears of progress.</summary>
    private sealed class Interruption(CancellationTokenSource cancellation) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value) => cancellation.Cancel();
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => At;
    }
}
