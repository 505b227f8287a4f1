using System.Globalization;
using System.Text;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Judging;
using Headroom.Scoring.Watching;

namespace Headroom.Scoring.Tests.Watching;

public class ModelWatchTests
{
    private static readonly DevelopmentSpec Spec = new() { Target = "bad", ExcludeColumns = ["group"] };

    [Fact]
    public void Those_whom_a_model_was_made_on_have_not_moved()
    {
        DataTable table = Borrowers(4000, 0, 0);
        PmmlModel served = PmmlReader.Read(ScorecardDevelopment.Fit(table, Spec).Pmml);

        WatchReport report = ModelWatch.Look(served, table, new WatchRules { CutOff = 650, Target = "bad" });

        report.RaisesCase.ShouldBeFalse();
        report
            .Findings.Where(finding => finding.Code == "characteristic-csi")
            .Select(finding => finding.Subject)
            .ShouldBe(["x", "y"]);
        report.ObservedOverExpected!.Value.ShouldBe(1, 0.1);
        report.ApprovalRate!.Value.ShouldBe(report.DevelopmentApprovalRate!.Value, 0.05);
        report.Outcomes.ShouldBe(4000);
    }

    [Fact]
    public void A_shifted_characteristic_is_named_and_raises_a_case()
    {
        PmmlModel served = PmmlReader.Read(ScorecardDevelopment.Fit(Borrowers(4000, 0, 0), Spec).Pmml);

        WatchReport report = ModelWatch.Look(served, Borrowers(4000, 0.4, 0), new WatchRules());

        report.RaisesCase.ShouldBeTrue();
        report.Findings.Single(finding => finding.Subject == "x").Level.ShouldBe(WatchLevel.Act);
        report.Findings.Single(finding => finding.Subject == "y").Level.ShouldBe(WatchLevel.Stable);
    }

    [Fact]
    public void More_bads_than_expected_raise_a_case_although_nobody_moved()
    {
        PmmlModel served = PmmlReader.Read(ScorecardDevelopment.Fit(Borrowers(4000, 0, 0), Spec).Pmml);

        WatchReport report = ModelWatch.Look(served, Borrowers(4000, 0, 0.3), new WatchRules { Target = "bad" });

        WatchFinding finding = report.Findings.Single(finding => finding.Code == "observed-over-expected");
        finding.Level.ShouldBe(WatchLevel.Act);
        finding.Threshold.ShouldBe(1.5);
        finding.Severity.ShouldBe(CaseSeverity.Medium);
        report.Findings.Single(finding => finding.Code == "score-psi").Level.ShouldBe(WatchLevel.Stable);
    }

    [Theory]
    [InlineData("approval", -0.4, 0, -0.1)]
    [InlineData("approval", 0.4, 0, 0.1)]
    [InlineData("ks", 0, 0, -0.1, "group")]
    [InlineData("observed-over-expected", 0, -0.2, 1 / 1.5)]
    [InlineData("observed-over-expected", 0, 0.3, 1.5)]
    public void A_threshold_stands_on_the_side_on_which_the_measure_is(
        string code,
        double shift,
        double worse,
        double threshold,
        string outcome = "bad"
    )
    {
        PmmlModel served = PmmlReader.Read(ScorecardDevelopment.Fit(Borrowers(4000, 0, 0), Spec).Pmml);

        WatchReport report = ModelWatch.Look(
            served,
            Borrowers(4000, shift, worse),
            new WatchRules
            {
                CutOff = 650,
                Target = outcome,
                GoodValue = outcome == "bad" ? "0" : "a",
            }
        );

        WatchFinding found = report.Findings.Single(finding => finding.Code == code);
        found.Level.ShouldBe(WatchLevel.Act);
        found.Severity.ShouldNotBeNull();
        found.Threshold.ShouldBe(threshold, 1e-12);
    }

    [Fact]
    public void A_model_of_another_tool_needs_the_data_that_it_was_made_on()
    {
        DataTable table = Borrowers(1000, 0, 0);
        PmmlModel served = PmmlReader.Read(
            ScorecardDevelopment
                .Fit(table, Spec)
                .Pmml.Replace("developmentScore", "elsewhere", StringComparison.Ordinal)
        );

        Should
            .Throw<DataException>(() => ModelWatch.Look(served, table, new WatchRules()))
            .Code.ShouldBe("watch-no-baseline");
        ModelWatch.Look(served, table, new WatchRules(), baseline: table).RaisesCase.ShouldBeFalse();
    }

    [Fact]
    public void A_model_past_its_review_is_warned_of_and_a_retired_one_is_not()
    {
        DateOnly today = new(2026, 11, 22);
        ModelInventory inventory = new([
            new ModelEntry(
                "card",
                "1",
                "aa",
                ModelStage.Retired,
                "",
                new DateOnly(2024, 1, 1),
                new DateOnly(2025, 1, 1)
            ),
            new ModelEntry("card", "2", "bb", ModelStage.Live, "li.wei", new DateOnly(2026, 11, 21)),
            new ModelEntry("card", "3", "cc", ModelStage.Live, "", new DateOnly(2027, 1, 1)),
        ]);

        inventory
            .Check(today)
            .Select(warning => warning.Code)
            .ShouldBe(["inventory-review-overdue", "inventory-no-owner", "inventory-two-live"]);
        inventory.Check(new DateOnly(2026, 11, 21))[0].Code.ShouldBe("inventory-no-owner");
    }

    [Fact]
    public void A_model_beside_itself_differs_in_nothing()
    {
        DataTable table = Borrowers(2000, 0, 0);
        PmmlModel model = ScorecardDevelopment.Fit(table, Spec).Model;

        ModelComparison comparison = ModelComparison.Of([model, model], table, Spec);

        comparison.Models[1].AucChange.ShouldBe(0);
        comparison.Models[1].AucChangeInterval.ShouldBe(new Interval(0, 0));
        comparison.Models[1].Swapped.ShouldBe(0);
    }

    [Fact]
    public void Groups_are_compared_by_an_attribute_that_the_model_never_reads()
    {
        DataTable table = Borrowers(4000, 0, 0);

        DevelopedModel developed = ScorecardDevelopment.Fit(
            table,
            Spec with
            {
                ExcludeColumns = [],
                Protected = ["group"],
            }
        );

        developed.Model.Inputs.Select(input => input.Name).ShouldNotContain("group");
        GroupComparison groups = developed.Report.Groups.ShouldHaveSingleItem();
        groups.Groups.Select(group => group.Group).ShouldBe(["a", "b"]);
        groups.LeastApprovalRatio.ShouldBeLessThan(1);
        developed.Report.Alternatives.ShouldAllBe(model => model.LeastApprovalRatioChange > 0);
        developed.Report.Alternatives.ShouldContain(model => model.WithoutColumn == "y");
    }

    /// <summary>Risk falls in x and, a little, in y; members of group b have less y.</summary>
    private static DataTable Borrowers(int rows, double shift, double worse)
    {
        SeededRandom random = new(99);
        StringBuilder text = new("x,y,group,bad");
        for (int i = 0; i < rows; i++)
        {
            bool member = random.NextDouble() < 0.4;
            double x = Math.Min(1, random.NextDouble() + shift);
            double y = random.NextDouble() * (member ? 0.6 : 1);
            double risk = 0.55 + worse - (0.4 * x) - (0.08 * y);
            int bad = random.NextDouble() < risk ? 1 : 0;
            text.Append(CultureInfo.InvariantCulture, $"\n{x:F3},{y:F3},{(member ? 'b' : 'a')},{bad}");
        }

        return CsvTable.Read(new StringReader(text.ToString()));
    }
}
