using Headroom.Scoring.Data;
using Headroom.Scoring.Development;

namespace Headroom.Scoring.Tests.Development;

public class RealDataTests
{
    [Fact]
    public void The_Taiwan_scorecard_separates_at_least_as_well_as_a_tree_binned_logistic_regression()
    {
        DevelopedModel developed = ScorecardDevelopment.Fit(
            SharedData.Taiwan(),
            new DevelopmentSpec { Target = "default payment next month", TestRows = SharedData.TestRows("taiwan") }
        );

        developed.Report.Test!.Auc.ShouldBeGreaterThanOrEqualTo(0.765);
        developed.Report.Test.Ks.ShouldBeGreaterThanOrEqualTo(0.40);
        developed.Report.Test.AucInterval!.Value.Low.ShouldBeLessThan(developed.Report.Test.Auc);
    }

    [Fact]
    public void The_German_scorecard_reaches_its_reference()
    {
        DevelopedModel developed = ScorecardDevelopment.Fit(
            SharedData.German(),
            new DevelopmentSpec { Target = "creditability", TestRows = SharedData.TestRows("german") }
        );

        developed.Report.Test!.Auc.ShouldBeGreaterThanOrEqualTo(0.795);
    }

    [Fact]
    public void What_is_served_is_what_was_developed()
    {
        DataTable table = SharedData.German();
        DevelopedModel developed = ScorecardDevelopment.Fit(table, new DevelopmentSpec { Target = "creditability" });

        PmmlModel served = PmmlReader.Read(developed.Pmml, "served.pmml");
        double[] byColumns = table.Score(served);

        byColumns.ShouldBe(table.Score(developed.Model));
        byColumns.Min().ShouldBeGreaterThanOrEqualTo(350);
        byColumns.Max().ShouldBeLessThanOrEqualTo(950);
        for (int i = 0; i < 100; i++)
        {
            PmmlRow row = served.CreateRow();
            foreach (PmmlInput input in served.Inputs)
                row.Set(input.Slot, table.Column(input.Name).TextAt(i));
            served.Evaluate(row).ShouldBe(byColumns[i]);
        }
    }

    [Fact]
    public void Developing_twice_gives_the_same_file_to_the_last_character()
    {
        DataTable table = SharedData.German();
        DevelopmentSpec spec = new() { Target = "creditability" };

        ScorecardDevelopment.Fit(table, spec).Pmml.ShouldBe(ScorecardDevelopment.Fit(table, spec).Pmml);
    }
}
