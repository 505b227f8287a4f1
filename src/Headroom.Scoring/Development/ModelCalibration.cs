using System.Globalization;
using Headroom.Scoring.Data;
using Headroom.Scoring.Judging;
using Headroom.Scoring.Pmml.Definition;
using Headroom.Scoring.Pmml.Writing;

namespace Headroom.Scoring.Development;

/// <summary>How a model's probabilities are brought to what is observed.</summary>
public enum CalibrationMethod
{
    /// <summary>All log odds move by one amount: the level changes, the shape stays.</summary>
    Shift,

    /// <summary>A falling step function from scores to probabilities: level and shape change, also of other tools' models.</summary>
    Isotonic,
}

/// <summary>A model whose probabilities were calibrated; its scores and reasons are what they were.</summary>
/// <param name="Pmml">The model as PMML.</param>
/// <param name="Model">That text read back.</param>
/// <param name="Before">The probabilities before, on rows that they were not calibrated on; null where the file gave none.</param>
/// <param name="After">The same rows after.</param>
/// <param name="Shift">What was added to the log odds of bad; null for isotonic calibration.</param>
/// <param name="Steps">The steps of the isotonic curve; 0 for a shift.</param>
public sealed record CalibratedModel(
    string Pmml,
    PmmlModel Model,
    Judgement? Before,
    Judgement After,
    double? Shift,
    int Steps
);

/// <summary>Calibrates a model that was developed elsewhere or at another time.</summary>
public static class ModelCalibration
{
    private const string Probability = "probabilityOfBad";

    /// <summary>Calibrates on the learning rows and judges on the test rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">Rows with outcomes.</param>
    /// <param name="spec">The target and the split.</param>
    /// <param name="method">How.</param>
    /// <param name="populationRate">With a shift, the share of bads where the model will serve; null takes that of the rows.</param>
    /// <exception cref="DataException">The model or the data cannot be calibrated so; the message says why.</exception>
    public static CalibratedModel Fit(
        PmmlModel model,
        DataTable table,
        DevelopmentSpec spec,
        CalibrationMethod method,
        double? populationRate = null
    )
    {
        SampleSplit split = SampleSplit.Create(table, spec, []);
        double[] scores = table.Score(model);
        int[] rows = [.. split.Train.Where(row => !double.IsNaN(scores[row]))];
        if (rows.Length == 0)
            throw new DataException(
                "calibrate-no-score",
                Remark.Of("calibrate-no-score", "the model '{model}' gives no row a score.", ("model", model.Name))
            );
        if (new RankedScores(rows, scores, split.Bad, split.Weights).Discrimination.Auc < 0.5)
        {
            throw new DataException(
                "calibrate-direction",
                Remark.Of(
                    "calibrate-direction",
                    "a higher score of the model '{model}' means a higher risk on these rows; it cannot be calibrated as a "
                        + "credit score. Check the good value.",
                    ("model", model.Name)
                )
            );
        }

        double? shift = null;
        PmmlDocument document;
        int steps = 0;
        if (method == CalibrationMethod.Shift)
        {
            (document, shift) = Shifted(model, rows, scores, split, populationRate);
        }
        else
        {
            IsotonicCurve curve = Curve(rows, scores, split);
            steps = curve.UpperScores.Count;
            document = Stepped(model, curve);
        }

        string pmml = PmmlWriter.Write(document);
        PmmlModel calibrated = PmmlReader.Read(pmml, model.Name);
        int[] judged = split.Test.Length > 0 ? split.Test : split.Train;
        return new CalibratedModel(
            pmml,
            calibrated,
            ServedProbability.Of(model) is { } before ? Measure("before", before) : null,
            Measure("after", ServedProbability.Of(calibrated)!),
            shift,
            steps
        );

        Judgement Measure(string part, Func<double, double> probability) =>
            Judge.Measure(part, judged, scores, probability, split.Bad, split.Weights);
    }

    private static (PmmlDocument Document, double Shift) Shifted(
        PmmlModel model,
        int[] rows,
        double[] scores,
        SampleSplit split,
        double? populationRate
    )
    {
        if (DevelopmentNotes.Scaling(model) is not { } scaling)
        {
            throw new DataException(
                "calibrate-no-scale",
                Remark.Of(
                    "calibrate-no-scale",
                    "the model '{model}' does not say how its score follows from log odds; calibrate it isotonically.",
                    ("model", model.Name)
                )
            );
        }

        double shift =
            populationRate is { } rate && model.Note(DevelopmentNotes.BadRate) is { } sample
                ? Calibration.InterceptShift(rate, double.Parse(sample, CultureInfo.InvariantCulture))
                : ShiftTo(populationRate, rows, scores, split, scaling);
        // Log odds of bad are (offset − score) / factor, so that moving them moves the offset.
        PointScaling moved = scaling with
        {
            Offset = scaling.Offset + (scaling.Factor * shift),
        };
        PmmlDocument document = Replace(
            model.Document,
            score => PointOutputs.ProbabilityOfBad(score, moved),
            [
                new Note(DevelopmentNotes.Factor, Number(moved.Factor)),
                new Note(DevelopmentNotes.Offset, Number(moved.Offset)),
            ]
        );
        return (document, shift);
    }

    /// <summary>The shift at which the mean probability is the share of bads.</summary>
    private static double ShiftTo(
        double? populationRate,
        int[] rows,
        double[] scores,
        SampleSplit split,
        PointScaling scaling
    )
    {
        double all = rows.Sum(WeightOf);
        double wanted = populationRate ?? (rows.Where(row => split.Bad[row]).Sum(WeightOf) / all);
        (double low, double high) = (-20, 20);
        while (high - low > 1e-12)
        {
            double middle = (low + high) / 2;
            double mean = rows.Sum(row =>
                WeightOf(row) * Calibration.Shift(scaling.ProbabilityOfBad(scores[row]), middle)
            );
            (low, high) = mean / all < wanted ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;

        double WeightOf(int row) => split.Weights?[row] ?? 1;
    }

    /// <summary>The curve on the rows; nobody is certain, so that it stays half a row away from 0 and 1.</summary>
    private static IsotonicCurve Curve(int[] rows, double[] scores, SampleSplit split)
    {
        IsotonicCurve curve = Calibration.Isotonic(
            [.. rows.Select(row => scores[row])],
            [.. rows.Select(row => split.Bad[row])],
            split.Weights is { } weights ? [.. rows.Select(row => weights[row])] : default
        );
        double least = 0.5 / rows.Length;
        return curve with { Probabilities = [.. curve.Probabilities.Select(p => Math.Clamp(p, least, 1 - least))] };
    }

    private static PmmlDocument Stepped(PmmlModel model, IsotonicCurve curve)
    {
        IReadOnlyList<double> scores = curve.UpperScores;
        List<(FieldInterval, string)> bins = [];
        for (int i = 0; i < scores.Count; i++)
        {
            double left = i == 0 ? double.NegativeInfinity : scores[i - 1];
            double right = i == scores.Count - 1 ? double.PositiveInfinity : scores[i];
            bins.Add(
                (new FieldInterval(left, false, right, !double.IsInfinity(right)), Number(curve.Probabilities[i]))
            );
        }

        return Replace(
            model.Document,
            score => new Expression.Discretize(score, bins, 0),
            [
                new Note(DevelopmentNotes.CalibratedScores, string.Join(' ', scores.Select(Number))),
                new Note(
                    DevelopmentNotes.CalibratedProbabilities,
                    string.Join(' ', curve.Probabilities.Select(Number))
                ),
            ]
        );
    }

    /// <summary>The document with another probability of bad among its results, and notes in place of those of the same name.</summary>
    private static PmmlDocument Replace(PmmlDocument document, Func<string, Expression> probability, Note[] notes)
    {
        ModelDefinition model = document.Model;
        List<OutputField> output = [.. model.Output];
        OutputField? score = output.Find(field => field.Feature == OutputFeature.PredictedValue);
        if (score is null)
        {
            score = new OutputField("score", OutputFeature.PredictedValue, DataType.Double, 0);
            output.Insert(0, score);
        }

        int at = output.FindIndex(field => field.Name == Probability);
        OutputField calibrated = new(Probability, OutputFeature.TransformedValue, DataType.Double, 0)
        {
            Expression = probability(score.Name),
        };
        if (at >= 0)
            output[at] = calibrated;
        else
            output.Insert(output.IndexOf(score) + 1, calibrated);
        HashSet<string> replaced =
        [
            .. notes.Select(note => note.Name),
            DevelopmentNotes.CalibratedScores,
            DevelopmentNotes.CalibratedProbabilities,
        ];
        return document with
        {
            Model = model with
            {
                Output = output,
                Notes = [.. model.Notes.Where(note => !replaced.Contains(note.Name)), .. notes],
            },
        };
    }

    private static string Number(double value) => PmmlWriter.Number(value);
}
