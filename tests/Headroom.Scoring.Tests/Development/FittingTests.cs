using System.Globalization;
using System.Text;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Development.Binning;
using Headroom.Scoring.Development.Fitting;
using Headroom.Scoring.Judging;

namespace Headroom.Scoring.Tests.Development;

public class FittingTests
{
    [Theory]
    [InlineData(Trend.Free)]
    [InlineData(Trend.Rising)]
    [InlineData(Trend.Falling)]
    [InlineData(Trend.Peak)]
    [InlineData(Trend.Valley)]
    public void Bins_are_the_best_of_all_partitions_that_the_rules_allow(Trend trend)
    {
        SeededRandom random = new(3);
        for (int example = 0; example < 30; example++)
        {
            double[] goods = [.. Enumerable.Range(0, 9).Select(_ => (double)random.Next(60))];
            double[] bads = [.. Enumerable.Range(0, 9).Select(_ => (double)random.Next(30))];
            BinningRules rules = new()
            {
                Trend = trend,
                BinsMax = 4,
                ShareMin = 0.08,
                SplitChiSquare = 1,
            };

            int[]? found = OptimalPartition.Find(goods, bads, goods.Sum(), bads.Sum(), rules).Ends;

            double best = Partitions(9).Select(ends => Value(ends, goods, bads, rules)).Max();
            if (found is null)
                best.ShouldBe(double.NegativeInfinity);
            else
                Value(found, goods, bads, rules).ShouldBe(best, 1e-12);
        }
    }

    [Fact]
    public void User_set_cut_points_and_special_values_are_kept()
    {
        DataTable table = Sample(3000);
        DevelopmentSpec spec = new()
        {
            Target = "bad",
            Columns = new Dictionary<string, ColumnRules>
            {
                ["x"] = new() { CutPoints = [0.25, 0.5], SpecialValues = [-9] },
            },
        };

        CharacteristicReport x = ScorecardDevelopment
            .Fit(table, spec)
            .Report.Characteristics.Single(characteristic => characteristic.Column == "x");

        x.Bins.Select(bin => bin.Label).ShouldBe(["< 0.25", "[0.25, 0.5)", "≥ 0.5", "special -9", "missing"]);
    }

    [Fact]
    public void The_regression_is_that_of_a_worked_two_by_two_table()
    {
        // One column of two bins: the coefficient of its own weight of evidence is 1 without a ridge.
        bool[] bad = [.. Enumerable.Range(0, 400).Select(i => i < 100 ? i < 60 : i < 160)];
        DataColumn.Numeric column = new("x", [.. Enumerable.Range(0, 400).Select(i => i < 100 ? 0.0 : 1.0)]);
        Sample sample = new([.. Enumerable.Range(0, 400)], bad, null);
        ColumnBinning binning = ColumnBinner.Bin(column, sample, new BinningRules());

        LogisticFit fit = LogisticRegression.Fit(new WoeDesign([binning], [binning.Assign(column)]), sample, ridge: 0);

        fit.Coefficients[0].ShouldBe(1, 1e-6);
        fit.Intercept.ShouldBe(Math.Log(280.0 / 120), 1e-6);
        // Woolf's standard error of the log odds ratio, over the distance of the two weights of evidence.
        double logOddsRatio = binning.Bins[1].Woe - binning.Bins[0].Woe;
        double woolf = Math.Sqrt((1.0 / 60) + (1.0 / 40) + (1.0 / 60) + (1.0 / 240));
        fit.StandardErrors[1].ShouldBe(woolf / logOddsRatio, 1e-6);
        fit.PValues[0].ShouldBeLessThan(1e-9);
    }

    [Theory]
    [InlineData(Selection.Stepwise)]
    [InlineData(Selection.Lasso)]
    public void Selection_leaves_out_what_only_copies_another(Selection selection)
    {
        DevelopmentSpec spec = new()
        {
            Target = "bad",
            Fit = new FitRules
            {
                Selection = selection,
                InformationValueMin = -1,
                CorrelationMax = 2,
            },
        };

        DevelopedModel developed = ScorecardDevelopment.Fit(Sample(6000), spec);

        string[] inputs = [.. developed.Model.Inputs.Select(input => input.Name)];
        inputs.ShouldContain("x");
        inputs.ShouldNotContain("noise");
    }

    [Theory]
    [InlineData(RejectMethod.Augmentation)]
    [InlineData(RejectMethod.Parcelling)]
    public void Reject_inference_gives_the_model_of_known_outcomes_beside_its_own(RejectMethod method)
    {
        DataTable table = Sample(6000, refuseBelow: 0.3);

        RejectInferenceResult result = RejectInference.Fit(table, new DevelopmentSpec { Target = "bad" }, method);

        result.Known.Report.Data.Rows.ShouldBe(6000);
        result.Inferred.Model.Inputs.Select(input => input.Name).ShouldNotContain("inferenceWeight");
        double rows = result.Inferred.Report.Train.Goods + result.Inferred.Report.Train.Bads;
        rows.ShouldBeGreaterThan(1.2 * (result.Known.Report.Train.Goods + result.Known.Report.Train.Bads));
        result.Inferred.Report.Test!.Rows.ShouldBe(result.Known.Report.Test!.Rows);
        Should
            .Throw<DataException>(() =>
                RejectInference.Fit(Sample(500), new DevelopmentSpec { Target = "bad" }, method)
            )
            .Code.ShouldBe("reject-none");
    }

    [Fact]
    public void Isotonic_calibration_pools_what_is_out_of_order()
    {
        IsotonicCurve curve = Calibration.Isotonic([1, 2, 3, 4, 5, 6], [true, true, false, true, false, false]);

        curve.ProbabilityOfBad(0).ShouldBe(1);
        curve.ProbabilityOfBad(2).ShouldBe(1);
        curve.ProbabilityOfBad(3.5).ShouldBe(0.5);
        curve.ProbabilityOfBad(99).ShouldBe(0);
    }

    [Fact]
    public void Ties_count_half_in_the_auc()
    {
        Discrimination measured = Discrimination.Of([1, 2, 2, 3], [true, true, false, false]);

        measured.Auc.ShouldBe(0.875);
        measured.Ks.ShouldBe(0.5);
        Discrimination.Of([1, 2], [true, true]).Auc.ShouldBe(double.NaN);
    }

    private static IEnumerable<int[]> Partitions(int count)
    {
        for (int mask = 0; mask < 1 << (count - 1); mask++)
            yield return [.. Enumerable.Range(0, count).Where(i => i == count - 1 || (mask & (1 << i)) != 0)];
    }

    private static double Value(int[] ends, double[] goods, double[] bads, BinningRules rules)
    {
        (double allGoods, double allBads) = (goods.Sum(), bads.Sum());
        double price = rules.SplitChiSquare * (allGoods + allBads) / (allGoods * allBads);
        if (ends.Length > rules.BinsMax)
            return double.NegativeInfinity;
        (double sum, int start, List<double> rates) = (0, 0, []);
        foreach (int end in ends)
        {
            (double g, double b) = (goods[start..(end + 1)].Sum(), bads[start..(end + 1)].Sum());
            if (g == 0 || b == 0 || g + b < rules.ShareMin * (allGoods + allBads))
                return double.NegativeInfinity;
            sum += WeightOfEvidence.InformationValue(g, b, allGoods, allBads) - price;
            rates.Add(b / (g + b));
            start = end + 1;
        }

        int[] signs = [.. rates.Zip(rates.Skip(1), (before, after) => Math.Sign(after - before))];
        int turn = Array.FindIndex(signs, sign => sign != signs[0]);
        bool follows = rules.Trend switch
        {
            Trend.Rising => Array.TrueForAll(signs, sign => sign > 0),
            Trend.Falling => Array.TrueForAll(signs, sign => sign < 0),
            Trend.Peak => Turns(signs, turn, 1),
            Trend.Valley => Turns(signs, turn, -1),
            _ => true,
        };
        return follows ? sum : double.NegativeInfinity;
    }

    private static bool Turns(int[] signs, int turn, int first) =>
        turn < 0
            ? Array.TrueForAll(signs, sign => sign != 0)
            : Array.TrueForAll(signs[..turn], sign => sign == first)
                && Array.TrueForAll(signs[turn..], sign => sign == -first);

    /// <summary>x matters, copy is nearly x, noise is nothing; refused applicants (low x) have no outcome.</summary>
    private static DataTable Sample(int rows, double refuseBelow = -1)
    {
        SeededRandom random = new(11);
        StringBuilder text = new("x,copy,noise,bad");
        for (int i = 0; i < rows; i++)
        {
            double x = random.NextDouble();
            string shown = random.NextDouble() < 0.05 ? "-9" : x.ToString("F3", CultureInfo.InvariantCulture);
            double copy = x + (0.05 * random.NextDouble());
            double noise = random.NextDouble();
            string bad = random.NextDouble() < 0.6 - (0.5 * x) ? "1" : "0";
            bool refused = x < refuseBelow && random.NextDouble() < 0.9;
            text.Append(CultureInfo.InvariantCulture, $"\n{shown},{copy:F3},{noise:F3},{(refused ? "" : bad)}");
        }

        return CsvTable.Read(new StringReader(text.ToString()));
    }
}
