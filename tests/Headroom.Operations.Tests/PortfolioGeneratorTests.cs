using System.Globalization;
using Headroom.Assessment;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Generate;
using Headroom.Operations.Json;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Tests;

public class PortfolioGeneratorTests
{
    private static readonly DateOnly AsOf = new(2026, 6, 30);
    private static readonly BorrowerDraft[] Portfolio = [.. new PortfolioGenerator(42, 10_000, AsOf).Generate()];
    private static readonly BorrowerDraft[] WithLine = [.. Portfolio.Where(draft => draft.Line is not null)];

    [Fact]
    public void The_same_seed_gives_the_same_portfolio_byte_for_byte_on_every_machine()
    {
        var bytes = new PortfolioGenerator(7, 500, AsOf).Generate().SelectMany(EventJson.Write).ToArray();
        ContentHash.Of(bytes).ToString().ShouldBe("795d54c5ab13b48a723e5c6eb2e0d7f50c17fbd7a5ec4b7504395f0c3a555ef1");
    }

    [Fact]
    public void A_borrower_does_not_depend_on_how_many_others_there_are() =>
        new PortfolioGenerator(42, 10, AsOf)
            .Generate()
            .Select(draft => draft.Hash())
            .ShouldBe(Portfolio.Take(10).Select(draft => draft.Hash()));

    [Fact]
    public void Another_seed_gives_other_borrowers() =>
        new PortfolioGenerator(43, 10, AsOf)
            .Generate()
            .Select(draft => draft.Hash())
            .Intersect(Portfolio.Take(10).Select(draft => draft.Hash()))
            .ShouldBeEmpty();

    [Fact]
    public void Borrowers_are_numbered_from_one()
    {
        Portfolio[0].Id.Value.ShouldBe("B000001");
        Portfolio[^1].Id.Value.ShouldBe("B010000");
        Portfolio.Select(draft => draft.Id).Distinct().Count().ShouldBe(Portfolio.Length);
    }

    [Fact]
    public void About_one_in_eight_is_an_enterprise_and_some_are_applicants_without_a_line()
    {
        Share(Portfolio, draft => draft.Kind == BorrowerKind.Enterprise).ShouldBeInRange(0.11, 0.13);
        Share(Portfolio, draft => draft.Line is null).ShouldBeInRange(0.05, 0.07);
        Share(Portfolio.Where(d => d.Line is null), d => d.Signals.Any(s => s.Kind == "statement")).ShouldBe(0);
    }

    [Fact]
    public void Limits_are_steps_of_500_within_the_product_and_what_is_drawn_is_within_the_limit()
    {
        foreach (var line in WithLine.Select(draft => draft.Line!))
        {
            line.Limit.Amount.ShouldBeInRange(500, 300_000);
            (line.Limit.Amount % 500).ShouldBe(0);
            line.Drawn.IsNegative.ShouldBeFalse();
            (line.Drawn <= line.Limit).ShouldBeTrue();
        }

        Share(WithLine, draft => draft.Line!.Limit.Amount is 500 or 300_000).ShouldBeLessThan(0.08);
    }

    [Fact]
    public void Each_line_has_the_twelve_statements_of_the_months_that_ended()
    {
        string[] months =
        [
            .. Enumerable
                .Range(0, 12)
                .Select(i => AsOf.AddMonths(-11 + i).ToString("yyyy-MM", CultureInfo.InvariantCulture)),
        ];
        foreach (var draft in WithLine)
        {
            Statements(draft).Select(statement => statement.Values["period"].AsText).ShouldBe(months);
        }

        var midMonth = new PortfolioGenerator(1, 50, new DateOnly(2026, 6, 29))
            .Generate()
            .First(d => d.Line is not null);
        Statements(midMonth)[^1].Values["period"].AsText.ShouldBe("2026-05");
    }

    [Fact]
    public void Every_signal_passes_the_catalog_and_none_happens_after_the_day()
    {
        var start = BusinessCalendar.Default.StartOf(AsOf);
        var id = new SignalId(SortableId.Of(start, new byte[10]));
        foreach (var signal in Portfolio.SelectMany(draft => draft.Signals))
        {
            SignalCatalog
                .Check(new Signal(id, signal.Kind, signal.OccurredAt, start, signal.Source, signal.Values))
                .ShouldBeNull();
        }
    }

    [Fact]
    public void Who_uses_more_of_the_limit_falls_behind_more_often()
    {
        var byUse = WithLine.OrderBy(MeanUse).Chunk(WithLine.Length / 4).Take(4).ToArray();
        var late = byUse.Select(quarter => Share(quarter, draft => WorstLateness(draft) > 0)).ToArray();
        late.ShouldBeInOrder();
        late[3].ShouldBeGreaterThan(3 * late[0]);
        Correlation(WithLine, MeanUse, draft => WorstLateness(draft)).ShouldBeGreaterThan(0.25);
    }

    [Fact]
    public void Between_five_and_eight_in_a_hundred_were_three_months_late() =>
        Share(WithLine, draft => WorstLateness(draft) >= 3).ShouldBeInRange(0.05, 0.08);

    [Fact]
    public void Income_inquiries_and_employment_hang_together_with_lateness()
    {
        var people = WithLine.Where(draft => draft.Kind == BorrowerKind.Person).ToArray();
        Correlation(people, d => Number(d, "income", "monthly"), d => Number(d, "obligations", "monthlyDebtService"))
            .ShouldBeGreaterThan(0.4);
        Correlation(people, d => Number(d, "income", "monthly"), d => (double)d.Line!.Limit.Amount)
            .ShouldBeGreaterThan(0.5);
        Correlation(people, d => Number(d, "bureau", "inquiries6m"), d => WorstLateness(d)).ShouldBeGreaterThan(0.15);
        Correlation(people, d => Number(d, "employment", "months"), d => WorstLateness(d)).ShouldBeLessThan(-0.05);
        Correlation(people, d => Number(d, "identity", "age"), d => Number(d, "employment", "months"))
            .ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void Some_facts_are_missing_and_some_borrowers_give_cause_for_a_hold()
    {
        var people = Portfolio.Where(draft => draft.Kind == BorrowerKind.Person).ToArray();
        Share(people, draft => !Has(draft, "income")).ShouldBeInRange(0.05, 0.15);
        Share(people, draft => !Has(draft, "bureau")).ShouldBeInRange(0.02, 0.04);
        Share(Portfolio, draft => Has(draft, "fraud-alert")).ShouldBeInRange(0.004, 0.015);
        Share(Portfolio, draft => Has(draft, "court-record")).ShouldBeInRange(0.005, 0.03);
        Share(Portfolio, draft => Has(draft, "account-takeover")).ShouldBeInRange(0.001, 0.01);
        Share(
                Portfolio,
                draft =>
                    draft.Signals.Any(s =>
                        s.Kind == "use-of-funds" && s.Values["category"].AsText is "property" or "securities"
                    )
            )
            .ShouldBeInRange(0.005, 0.03);
    }

    private static SignalDraft[] Statements(BorrowerDraft draft) =>
        [.. draft.Signals.Where(signal => signal.Kind == "statement")];

    private static bool Has(BorrowerDraft draft, string kind) => draft.Signals.Any(signal => signal.Kind == kind);

    private static double? MeanUse(BorrowerDraft draft) =>
        Statements(draft).Average(s => (double)(s.Values["billed"].AsNumber / s.Values["limit"].AsNumber));

    private static double? WorstLateness(BorrowerDraft draft) =>
        Statements(draft).Max(s => (double)s.Values["monthsLate"].AsNumber);

    private static double? Number(BorrowerDraft draft, string kind, string value) =>
        draft.Signals.LastOrDefault(signal => signal.Kind == kind)?.Values.TryGetValue(value, out var number) == true
            ? (double)number.AsNumber
            : null;

    private static double Share(IEnumerable<BorrowerDraft> drafts, Func<BorrowerDraft, bool> test) =>
        drafts.Average(draft => test(draft) ? 1.0 : 0.0);

    private static double Correlation(
        BorrowerDraft[] drafts,
        Func<BorrowerDraft, double?> x,
        Func<BorrowerDraft, double?> y
    )
    {
        var pairs = drafts
            .Select(draft => (X: x(draft), Y: y(draft)))
            .Where(pair => pair is { X: not null, Y: not null })
            .Select(pair => (X: pair.X!.Value, Y: pair.Y!.Value))
            .ToArray();
        var (meanX, meanY) = (pairs.Average(p => p.X), pairs.Average(p => p.Y));
        var covariance = pairs.Sum(p => (p.X - meanX) * (p.Y - meanY));
        return covariance / Math.Sqrt(pairs.Sum(p => Square(p.X - meanX)) * pairs.Sum(p => Square(p.Y - meanY)));
    }

    private static double Square(double value) => value * value;
}
