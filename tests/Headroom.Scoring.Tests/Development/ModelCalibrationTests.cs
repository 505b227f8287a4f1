using System.Xml.Linq;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Judging;
using Headroom.Scoring.Tests.Pmml;

namespace Headroom.Scoring.Tests.Development;

public class ModelCalibrationTests
{
    [Fact]
    public void A_shift_to_a_population_is_that_of_the_formula_and_moves_no_score()
    {
        (DataTable table, DevelopmentSpec spec, DevelopedModel developed) = Develop();

        CalibratedModel calibrated = ModelCalibration.Fit(developed.Model, table, spec, CalibrationMethod.Shift, 0.02);

        double shift = Calibration.InterceptShift(0.02, developed.Report.Data.BadRate);
        calibrated.Shift!.Value.ShouldBe(shift, 1e-9);
        table.Score(calibrated.Model).ShouldBe(table.Score(developed.Model));
        double before = Probability(developed.Model, table, 5);
        Probability(calibrated.Model, table, 5).ShouldBe(Calibration.Shift(before, shift), 1e-9);
    }

    [Fact]
    public void A_shift_without_a_population_brings_the_mean_to_the_share_of_bads()
    {
        (DataTable table, DevelopmentSpec spec, DevelopedModel developed) = Develop();
        CalibratedModel wrong = ModelCalibration.Fit(developed.Model, table, spec, CalibrationMethod.Shift, 0.02);

        CalibratedModel right = ModelCalibration.Fit(wrong.Model, table, spec, CalibrationMethod.Shift);

        right.Before!.LogLoss.ShouldBeGreaterThan(right.After.LogLoss);
        double predicted = right.After.Calibration.Average(band => band.Predicted);
        predicted.ShouldBe(right.After.Bads / right.After.Rows, 0.03);
    }

    [Fact]
    public void An_isotonic_curve_goes_into_the_file_and_never_rises_with_the_score()
    {
        (DataTable table, DevelopmentSpec spec, DevelopedModel developed) = Develop();

        CalibratedModel calibrated = ModelCalibration.Fit(developed.Model, table, spec, CalibrationMethod.Isotonic);

        double[] scores = table.Score(calibrated.Model);
        double[] probabilities =
        [
            .. Enumerable
                .Range(0, 300)
                .OrderBy(row => scores[row])
                .Select(row => Probability(calibrated.Model, table, row)),
        ];
        probabilities.ShouldBe(probabilities.OrderDescending());
        probabilities.ShouldAllBe(probability => probability > 0 && probability < 1);
        calibrated.Steps.ShouldBeGreaterThan(3);
        PmmlSchema.Faults(XDocument.Parse(calibrated.Pmml).Root!).ShouldBeEmpty();
        PmmlReader.Read(calibrated.Pmml).Version.ShouldBe(developed.Model.Version);
    }

    [Fact]
    public void Scores_that_rise_with_the_risk_are_refused()
    {
        (DataTable table, DevelopmentSpec spec, DevelopedModel developed) = Develop();

        Should
            .Throw<DataException>(() =>
                ModelCalibration.Fit(developed.Model, table, spec with { GoodValue = "1" }, CalibrationMethod.Isotonic)
            )
            .Code.ShouldBe("calibrate-direction");
    }

    private static (DataTable, DevelopmentSpec, DevelopedModel) Develop()
    {
        SyntheticSet set = new(4000, 11);
        double[] risk = set.Normals();
        DataTable table = set.Add("income", row => SyntheticSet.Text(-risk[row]), row => risk[row])
            .Draw(0.25)
            .Add("bad", row => set.Bad[row] ? "1" : "0")
            .Read();
        DevelopmentSpec spec = set.Spec("bad");
        return (table, spec, ScorecardDevelopment.Fit(table, spec));
    }

    private static double Probability(PmmlModel model, DataTable table, int row)
    {
        PmmlRow values = model.CreateRow();
        foreach (PmmlInput input in model.Inputs)
            values.Set(input.Slot, table.Column(input.Name).TextAt(row));
        return (double)model.Score(values).Outputs["probabilityOfBad"]!;
    }
}
