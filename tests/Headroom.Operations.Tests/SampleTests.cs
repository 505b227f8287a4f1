using Headroom.Assessment;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Import;
using Headroom.Primitives;

namespace Headroom.Operations.Tests;

public class SampleTests
{
    private const string TaiwanFile = "data/taiwan-credit-card-default.csv";

    [Fact]
    public void The_plain_sample_is_imported_without_a_bad_row()
    {
        var drafts = Read(Samples("plain.csv"), Samples("plain.yaml"));
        drafts.Length.ShouldBe(12);
        drafts.Count(draft => draft.Kind == BorrowerKind.Enterprise).ShouldBe(2);
        drafts.Single(draft => draft.Line is null).Id.Value.ShouldBe("P-1009");

        drafts[0]
            .Line.ShouldBe(
                new LineDraft(
                    "consumer",
                    new Money(5_000_000, Currency.CNY),
                    new Money(1_240_050, Currency.CNY),
                    new(2022, 3, 14)
                )
            );
        Signal(drafts[0], "income").ShouldBe([("monthly", "15000"), ("verified", "true")]);
        Signal(drafts[0], "statement")
            .ShouldBe([
                ("billed", "12900"),
                ("limit", "50000"),
                ("monthsLate", "0"),
                ("paid", "500"),
                ("period", "2024-06"),
            ]);
        Signal(drafts[3], "income").ShouldBeEmpty();
        Signal(drafts[3], "employment").ShouldBe([("type", "student")]);
        Signal(drafts[10], "enterprise")
            .ShouldBe([("annualRevenue", "4200000"), ("monthsInBusiness", "102"), ("taxGrade", "A")]);
        drafts[10].Signals.ShouldNotContain(signal => signal.Kind == "identity");
    }

    [Fact]
    public void The_thirty_thousand_card_holders_of_Taiwan_are_imported_without_a_bad_row()
    {
        var path = Shared(TaiwanFile);
        Assert.SkipUnless(path is not null, $"The data set {TaiwanFile} is not beside the repository.");
        var drafts = Read(path!, Samples("taiwan.yaml"));
        drafts.Length.ShouldBe(30_000);
        drafts.Select(draft => draft.Id.Value).ShouldBe(Enumerable.Range(1, 30_000).Select(i => $"B{i:D6}"));

        // 1,20000,2,2,1,24,2,2,-1,-1,-2,-2,3913,3102,689,0,0,0,0,689,0,0,0,0,1
        var first = drafts[0];
        first.Line.ShouldBe(
            new LineDraft("card", new Money(2_000_000, Currency.TWD), new Money(391_300, Currency.TWD), new(2005, 4, 1))
        );
        Signal(first, "identity").ShouldBe([("age", "24"), ("education", "university"), ("maritalStatus", "married")]);
        var statements = first.Signals.Where(signal => signal.Kind == "statement").ToArray();
        statements
            .Select(Line)
            .ShouldBe([
                "2005-04 0 0 0",
                "2005-05 0 0 0",
                "2005-06 0 0 0",
                "2005-07 689 0 0",
                "2005-08 3102 689 2",
                "2005-09 3913 0 2",
            ]);
        statements[5].OccurredAt.ShouldBe(BusinessCalendar.Default.StartOf(new(2005, 9, 30)));
        Signal(first, "outcome").ShouldBe([("defaulted", "true")]);

        drafts.Average(draft => Signal(draft, "outcome")[0].Value == "true" ? 1.0 : 0.0).ShouldBe(0.2212, 0.00005);
        drafts.ShouldAllBe(draft => draft.Signals.Count == 8);
        drafts.Count(draft => Signal(draft, "identity").All(value => value.Name != "education")).ShouldBe(345);
        drafts.Sum(draft => draft.Line!.Limit.MinorUnits).ShouldBe(5_024_529_680L * 100);
        drafts.Count(draft => draft.Line!.Drawn > draft.Line.Limit).ShouldBe(2_115);
    }

    [Fact]
    public void The_outcome_of_the_Taiwan_mapping_stays_out_of_every_other_signal()
    {
        var path = Shared(TaiwanFile);
        Assert.SkipUnless(path is not null, $"The data set {TaiwanFile} is not beside the repository.");
        using var files = new ImportFiles("", File.ReadAllText(Samples("taiwan.yaml")));
        var head = File.ReadLines(path!).Take(2).ToArray();
        File.WriteAllLines(files.Csv, head);
        var defaulted = files.Rows()[0].Draft.ShouldNotBeNull();
        File.WriteAllLines(files.Csv, [head[0], head[1][..^1] + "0"]);
        var paid = files.Rows()[0].Draft.ShouldNotBeNull();
        paid.Signals.ExceptBy(defaulted.Signals.Select(IdOf), IdOf).ShouldHaveSingleItem().Kind.ShouldBe("outcome");

        SignalId IdOf(SignalDraft signal) => signal.IdFor(paid.Id);
    }

    private static BorrowerDraft[] Read(string csvPath, string mappingPath)
    {
        using var csv = MappingFile
            .Read(mappingPath)
            .Then(mapping => PortfolioCsv.Open(csvPath, mapping, BusinessCalendar.Default))
            .Value;
        var rows = csv.Rows().Select(row => row.Value).ToArray();
        rows.SelectMany(row => row.Problems).ShouldBeEmpty();
        return [.. rows.Select(row => row.Draft!)];
    }

    private static (string Name, string Value)[] Signal(BorrowerDraft draft, string kind) =>
        draft.Signals.SingleOrDefault(signal => signal.Kind == kind) is { } signal
            ? [.. signal.Values.Select(value => (value.Key, value.Value.ToString()))]
            : [];

    private static string Line(SignalDraft statement) =>
        $"{statement.Values["period"]} {statement.Values["billed"]} {statement.Values["paid"]} {statement.Values["monthsLate"]}";

    private static string Samples(string name) => Path.Combine(Root(), "samples", name);

    private static string? Shared(string name)
    {
        for (var folder = new DirectoryInfo(Root()); folder is not null; folder = folder.Parent)
        {
            var shared =
                Environment.GetEnvironmentVariable("HEADROOM_SHARED") ?? Path.Combine(folder.FullName, "shared");
            var path = Path.Combine(shared, name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Headroom.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests are not inside the repository.");
        }

        return folder.FullName;
    }
}
