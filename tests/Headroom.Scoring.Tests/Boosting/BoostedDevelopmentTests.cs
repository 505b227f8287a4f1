using System.Globalization;
using System.Text;
using Headroom.Scoring.Boosting;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;

namespace Headroom.Scoring.Tests.Boosting;

public class BoostedDevelopmentTests
{
    private static readonly BoostingRules Few = new() { Folds = 0, TreesMax = 40 };

    [Fact]
    public void On_Taiwan_it_separates_better_than_the_scorecard()
    {
        DevelopedModel developed = BoostedDevelopment.Fit(
            SharedData.Taiwan(),
            new DevelopmentSpec { Target = "default payment next month", TestRows = SharedData.TestRows("taiwan") }
        );

        developed.Report.Test!.Auc.ShouldBeGreaterThanOrEqualTo(0.776);
        developed.Report.Settings["trees"].ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Rows_and_columns_give_the_same_score_with_texts_and_missing_values()
    {
        DataTable table = Interacting(4000);
        DevelopedModel developed = BoostedDevelopment.Fit(table, new DevelopmentSpec { Target = "bad" }, Few);

        double[] byColumns = table.Score(developed.Model);

        developed.Model.Inputs.Select(input => input.Name).ShouldContain("kind");
        for (int i = 0; i < 500; i++)
        {
            PmmlRow row = developed.Model.CreateRow();
            foreach (PmmlInput input in developed.Model.Inputs)
                row.Set(input.Slot, table.Column(input.Name).TextAt(i));
            developed.Model.Evaluate(row).ShouldBe(byColumns[i]);
        }
    }

    [Fact]
    public void Growing_twice_gives_the_same_file()
    {
        DataTable table = Interacting(3000);
        DevelopmentSpec spec = new() { Target = "bad" };

        string first = BoostedDevelopment.Fit(table, spec, Few).Pmml;

        BoostedDevelopment.Fit(table, spec, Few).Pmml.ShouldBe(first);
        BoostedDevelopment.Fit(table, spec, Few with { Seed = 2 }).Pmml.ShouldNotBe(first);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_monotone_column_never_moves_the_risk_the_other_way(int direction)
    {
        DataTable table = Interacting(4000);
        BoostingRules rules = Few with
        {
            Monotone = new Dictionary<string, int> { ["x"] = direction },
            ColumnShare = 1,
        };

        PmmlModel model = BoostedDevelopment.Fit(table, new DevelopmentSpec { Target = "bad" }, rules).Model;

        int slot = model.Inputs.FirstOrDefault(input => input.Name == "x")?.Slot ?? -1;
        (slot >= 0 || direction < 0).ShouldBeTrue();
        for (int i = 0; i < 50 && slot >= 0; i++)
        {
            PmmlRow row = model.CreateRow();
            foreach (PmmlInput input in model.Inputs)
                row.Set(input.Slot, table.Column(input.Name).TextAt(i));
            double previous = double.NaN;
            for (double x = 0; x <= 1; x += 0.05)
            {
                row.Set(slot, x);
                double score = model.Evaluate(row);
                if (!double.IsNaN(previous))
                    (direction * (score - previous)).ShouldBeLessThanOrEqualTo(1e-9);
                previous = score;
            }
        }
    }

    [Fact]
    public void An_additive_model_uses_one_column_in_each_tree()
    {
        BoostingRules rules = Few with { ColumnsPerTreeMax = 1 };

        DevelopedModel developed = BoostedDevelopment.Fit(
            Interacting(2000),
            new DevelopmentSpec { Target = "bad" },
            rules
        );

        developed.Report.Kind.ShouldBe("additive");
        foreach (string tree in developed.Pmml.Split("<TreeModel").Skip(1))
            tree.Split("<MiningField ").Length.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Reasons_sum_to_the_distance_from_the_mean()
    {
        DataTable table = Interacting(3000);
        DevelopedModel developed = BoostedDevelopment.Fit(table, new DevelopmentSpec { Target = "bad" }, Few);
        PmmlRow row = developed.Model.CreateRow();
        List<double> means = [];
        for (int i = 0; i < 20; i++)
        {
            foreach (PmmlInput input in developed.Model.Inputs)
                row.Set(input.Slot, table.Column(input.Name).TextAt(i));
            ScoreResult result = developed.Model.Score(row);
            means.Add(result.Score - result.PartialScores.Sum(partial => partial.Points));
            result.Reasons().ShouldAllBe(reason => reason.Gap > 0);
        }

        means.ShouldAllBe(mean => Math.Abs(mean - means[0]) < 1e-8);
    }

    /// <summary>x and y matter only together, kind alone, and some cells are missing.</summary>
    private static DataTable Interacting(int rows)
    {
        SeededRandom random = new(7);
        StringBuilder text = new("x,y,kind,noise,bad");
        for (int i = 0; i < rows; i++)
        {
            double x = random.NextDouble();
            double y = random.NextDouble();
            int kind = random.Next(5);
            double risk = 0.15 + (0.4 * x * y) + (0.06 * kind);
            int bad = random.NextDouble() < risk ? 1 : 0;
            string shown = random.NextDouble() < 0.1 ? "" : x.ToString("F4", CultureInfo.InvariantCulture);
            string named = kind == 4 && random.NextDouble() < 0.3 ? "NA" : "k" + kind;
            text.Append(CultureInfo.InvariantCulture, $"\n{shown},{y:F4},{named},{random.NextDouble():F4},{bad}");
        }

        return CsvTable.Read(new StringReader(text.ToString()));
    }
}
