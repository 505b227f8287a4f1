using System.Globalization;
using Headroom.Scoring.Data;
using Headroom.Scoring.Pmml.Definition;
using Headroom.Scoring.Pmml.Writing;

namespace Headroom.Scoring.Development;

/// <summary>A developed model: its PMML, the same compiled, and the report of its development.</summary>
/// <param name="Pmml">The model as PMML 4.4.</param>
/// <param name="Model">That text read back and compiled: what is judged is what is served.</param>
/// <param name="Report">What was done and how good it is.</param>
public sealed record DevelopedModel(string Pmml, PmmlModel Model, DevelopmentReport Report);

/// <summary>Develops scorecards.</summary>
public static class ScorecardDevelopment
{
    /// <summary>Develops a scorecard on a table.</summary>
    /// <param name="table">The data.</param>
    /// <param name="spec">The target and the rules.</param>
    /// <exception cref="DataException">The data cannot give a sound model.</exception>
    public static DevelopedModel Fit(DataTable table, DevelopmentSpec spec)
    {
        List<DataNotice> notices = [.. table.Notices];
        SampleSplit split = SampleSplit.Create(table, spec, notices);
        FittedScorecard fitted = ScorecardFitting.Fit(table, split.TrainSample, spec, notices);
        NoticeUnseen(fitted, notices);
        PmmlDocument draft = ScorecardBuilder.Build(spec, fitted.Characteristics, fitted.Scaling, []);
        PmmlModel model = PmmlReader.Read(PmmlWriter.Write(draft), spec.Card.Name);
        double[] scores = table.Score(model);
        // The distribution of the scores is known only now; it goes into the file so that drift can be seen without the data.
        IReadOnlyList<Note> notes = DevelopmentNotes.Of(spec, split, scores, fitted.Scaling);
        string pmml = PmmlWriter.Write(ScorecardBuilder.Build(spec, fitted.Characteristics, fitted.Scaling, notes));
        DevelopmentReport report = ReportBuilder.Build(
            new ReportBuilder.Source("scorecard", table, spec, split, scores, fitted.Scaling.ProbabilityOfBad, notices)
        ) with
        {
            Columns = ReportBuilder.Columns(table, fitted.Fates),
            Characteristics =
            [
                .. fitted.Characteristics.Select(
                    (characteristic, i) => ReportBuilder.Characteristic(characteristic, fitted.Design.Codes[i], split)
                ),
            ],
            Intercept = fitted.Regression.Intercept,
            Scaling = fitted.Scaling,
            ReasonBaseline = spec.ReasonBaseline == ReasonBaseline.Maximum ? "maximum" : "approvedMean",
            Probabilities = ReportBuilder.Probabilities(split, scores, fitted.Scaling),
            Alternatives = GroupFairness.Alternatives(table, fitted, split, spec),
        };
        return new DevelopedModel(pmml, PmmlReader.Read(pmml, spec.Card.Name), report);
    }

    /// <summary>A bin that no development row fell into gives neutral points; whoever serves the model should know.</summary>
    private static void NoticeUnseen(FittedScorecard fitted, List<DataNotice> notices)
    {
        foreach (FittedCharacteristic characteristic in fitted.Characteristics)
        {
            foreach (Binning.Bin bin in characteristic.Binning.Bins)
            {
                if (bin.Kind != Binning.BinKind.Special || bin.Count > 0)
                    continue;
                string value = bin.Low.ToString(CultureInfo.InvariantCulture);
                string column = characteristic.Binning.Column;
                notices.Add(
                    DataNotice.Of(
                        "bin-unseen",
                        column,
                        "the special value {value} of column '{column}' does not occur; it gets the points of average odds.",
                        ("value", value),
                        ("column", column)
                    )
                );
            }
        }
    }
}
