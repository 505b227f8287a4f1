using Headroom.Scoring.Development;
using Headroom.Scoring.Development.Binning;
using Headroom.Scoring.Judging;

namespace Headroom.Scoring.Tests;

/// <summary>The formulas of credit risk against numbers worked out by hand.</summary>
public class WorkedNumbersTests
{
    [Fact]
    public void Six_hundred_at_fifty_to_one_doubling_every_twenty()
    {
        PointScaling scaling = PointScaling.FromOdds(score: 600, odds: 50, pointsToDoubleOdds: 20);

        scaling.Factor.ShouldBe(28.853901, 5e-7);
        scaling.Offset.ShouldBe(487.122876, 5e-7);
        scaling.ScoreOf(Math.Log(19)).ShouldBe(572.08, 0.005);
        scaling.ScoreOf(Math.Log(100)).ShouldBe(620, 1e-9);
        scaling.ProbabilityOfBad(600).ShouldBe(1.0 / 51, 1e-12);
    }

    [Fact]
    public void Weight_of_evidence_and_information_value_of_three_bins()
    {
        (double Goods, double Bads, double Woe)[] bins =
        [
            (100, 40, -1.386294),
            (300, 40, -0.287682),
            (600, 20, 1.098612),
        ];

        foreach ((double goods, double bads, double woe) in bins)
            WeightOfEvidence.Of(goods, bads, 1000, 100).ShouldBe(woe, 5e-7);
        bins.Sum(bin => WeightOfEvidence.InformationValue(bin.Goods, bin.Bads, 1000, 100)).ShouldBe(0.884101, 5e-7);
    }

    [Fact]
    public void An_empty_class_counts_one_half() =>
        WeightOfEvidence.Of(10, 0, 1000, 100).ShouldBe(Math.Log(10.0 / 1000 / (0.5 / 100)), 1e-12);

    [Fact]
    public void Points_of_a_bin_hold_its_share_of_intercept_and_offset()
    {
        PointScaling scaling = PointScaling.FromOdds(600, 50, 20);

        double points = scaling.Points(coefficient: 0.9, woe: -1.386294, intercept: 2.302585, characteristics: 4);

        points.ShouldBe((((0.9 * -1.386294) + (2.302585 / 4)) * 28.853901) + (487.122876 / 4), 1e-4);
    }

    [Fact]
    public void Ks_auc_and_gini_of_five_bins()
    {
        Discrimination measured = Discrimination.OfCounts([10, 40, 100, 250, 600], [30, 30, 25, 10, 5]);

        measured.Ks.ShouldBe(0.70, 1e-12);
        measured.Auc.ShouldBe(0.902, 1e-12);
        measured.Gini.ShouldBe(0.804, 1e-12);
    }

    [Fact]
    public void Population_stability_of_five_bins()
    {
        double psi = Stability.Index([.1, .2, .4, .2, .1], [.08, .15, .37, .25, .15]);

        psi.ShouldBe(0.052616, 5e-7);
        Stability.Verdict(psi).ShouldBe("stable");
        Stability.Verdict(0.10).ShouldBe("watch");
        Stability.Verdict(0.25).ShouldBe("act");
    }

    [Fact]
    public void An_empty_share_counts_one_in_ten_thousand() =>
        Stability
            .Index([0.5, 0.5], [1, 0])
            .ShouldBe((0.5 * Math.Log(2)) + ((1e-4 - 0.5) * Math.Log(1e-4 / 0.5)), 1e-12);

    [Fact]
    public void Log_odds_shift_from_a_sample_of_ten_percent_to_a_population_of_two()
    {
        double shift = Calibration.InterceptShift(populationRate: 0.02, sampleRate: 0.10);

        shift.ShouldBe(-1.694596, 5e-7);
        Calibration.Shift(0.10, shift).ShouldBe(0.02, 1e-12);
    }

    [Fact]
    public void Capacity_of_an_income() =>
        LineEconomics.Capacity(15_000, 0.5, 3_200, 0.18, 12).ShouldBe(46_902.27, 0.005);

    [Theory]
    [InlineData(40_000, 1201.76)]
    [InlineData(45_000, 1214.01)]
    [InlineData(50_000, 1176.25)]
    public void Profit_of_a_limit(double limit, double profit) =>
        LineEconomics.Profit(Assumptions, limit).ShouldBe(profit, 0.005);

    [Fact]
    public void The_best_limit_lies_between() => LineEconomics.BestLimit(Assumptions, 5_000, 100_000).ShouldBe(45_000);

    [Fact]
    public void Roll_from_current_to_four_months_late() =>
        LineEconomics.Roll(0.02, 0.35, 0.55, 0.75).ShouldBe(0.0028875, 1e-12);

    private static LineAssumptions Assumptions { get; } =
        new(0.5, 0.5, 0.75, 0.11, 30, limit => 0.02 + (0.03 * limit / 50_000 * limit / 50_000));
}
