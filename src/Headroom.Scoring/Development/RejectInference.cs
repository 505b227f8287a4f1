using Headroom.Scoring.Data;
using Headroom.Scoring.Judging;

namespace Headroom.Scoring.Development;

/// <summary>How applicants who were refused, and whose outcome nobody knows, enter the development.</summary>
public enum RejectMethod
{
    /// <summary>Those accepted stand for those refused at the same score: their weight is the inverse of the share accepted.</summary>
    Augmentation,

    /// <summary>Those refused are divided into goods and bads by the bad rate of their score band, raised by a factor.</summary>
    Parcelling,
}

/// <summary>A development with inferred outcomes, always beside the one with known outcomes only.</summary>
/// <param name="Known">Developed on those accepted.</param>
/// <param name="Inferred">Developed on all applicants; its report judges it on known outcomes of the same test rows.</param>
public sealed record RejectInferenceResult(DevelopedModel Known, DevelopedModel Inferred);

/// <summary>
/// Corrects for those refused. Inference adds no fact: it moves the model by an assumption, and so it is never given alone.
/// </summary>
public static class RejectInference
{
    private const int Bands = 10;
    private const string WeightColumn = "inferenceWeight";

    /// <summary>Develops with and without inference. Rows without an outcome are those refused.</summary>
    /// <param name="table">All applicants.</param>
    /// <param name="spec">The target and the rules.</param>
    /// <param name="method">What is assumed of those refused.</param>
    /// <param name="badRateFactor">With parcelling, how much riskier a refused applicant is than an accepted one of the same score.</param>
    /// <exception cref="DataException">No row lacks an outcome, or the data cannot give a sound model.</exception>
    public static RejectInferenceResult Fit(
        DataTable table,
        DevelopmentSpec spec,
        RejectMethod method,
        double badRateFactor = 1.2
    )
    {
        DevelopedModel known = ScorecardDevelopment.Fit(table, spec);
        DataColumn target = table.Column(spec.Target);
        List<DataNotice> notices = [];
        string good = Outcome.GoodValue(target, spec.GoodValue, notices);
        (bool[] bad, bool[] hasOutcome) = Outcome.Read(target, good);
        if (Array.TrueForAll(hasOutcome, has => has))
        {
            throw new DataException(
                "reject-none",
                Remark.Of(
                    "reject-none",
                    "every row has an outcome in column '{column}'; leave it empty for applicants who were refused.",
                    ("column", spec.Target)
                )
            );
        }

        SampleSplit split = SampleSplit.Create(table, spec, notices);
        Applicants applicants = new(table, spec, split, bad, hasOutcome, BandOf(table, known.Model));
        (DataTable inferred, DevelopmentSpec inferredSpec) =
            method == RejectMethod.Augmentation ? Augment(applicants) : Parcel(applicants, good, badRateFactor);
        return new RejectInferenceResult(known, ScorecardDevelopment.Fit(inferred, inferredSpec));
    }

    private sealed record Applicants(
        DataTable Table,
        DevelopmentSpec Spec,
        SampleSplit Split,
        bool[] Bad,
        bool[] HasOutcome,
        int[] Band
    )
    {
        public double WeightOf(int row) => Split.Weights?[row] ?? 1;
    }

    private static int[] BandOf(DataTable table, PmmlModel model)
    {
        double[] scores = table.Score(model);
        double[] cuts = Stability.Cuts(scores, Bands);
        return [.. scores.Select(score => cuts.Count(cut => score >= cut))];
    }

    private static (DataTable Table, DevelopmentSpec Spec) Augment(Applicants applicants)
    {
        double[] accepted = new double[Bands];
        double[] all = new double[Bands];
        for (int row = 0; row < applicants.Band.Length; row++)
        {
            all[applicants.Band[row]]++;
            accepted[applicants.Band[row]] += applicants.HasOutcome[row] ? 1 : 0;
        }

        double[] weights = new double[applicants.Band.Length];
        for (int row = 0; row < weights.Length; row++)
        {
            int band = applicants.Band[row];
            weights[row] = applicants.WeightOf(row) * (accepted[band] > 0 ? all[band] / accepted[band] : 1);
        }

        DataTable table = new([.. applicants.Table.Columns, new DataColumn.Numeric(WeightColumn, weights)]);
        return (table, WithWeight(applicants.Spec, applicants.Split.Test));
    }

    /// <summary>Every refused applicant becomes two rows: bad and good, weighted by the band's chance of each.</summary>
    private static (DataTable Table, DevelopmentSpec Spec) Parcel(Applicants applicants, string good, double factor)
    {
        (double[] bads, double[] counts) = (new double[Bands], new double[Bands]);
        foreach (int row in applicants.Split.Train)
        {
            counts[applicants.Band[row]] += applicants.WeightOf(row);
            bads[applicants.Band[row]] += applicants.Bad[row] ? applicants.WeightOf(row) : 0;
        }

        double overall = bads.Sum() / counts.Sum();
        (List<int> rows, List<double> weights, List<bool?> outcomes) = ([], [], []);
        for (int row = 0; row < applicants.Band.Length; row++)
        {
            if (applicants.HasOutcome[row])
            {
                Add(row, applicants.WeightOf(row), null);
                continue;
            }

            int band = applicants.Band[row];
            double rate = Math.Clamp(factor * (counts[band] > 0 ? bads[band] / counts[band] : overall), 0.001, 0.999);
            Add(row, rate, true);
            Add(row, 1 - rate, false);
        }

        HashSet<int> test = [.. applicants.Split.Test];
        int[] testRows = [.. Enumerable.Range(0, rows.Count).Where(i => outcomes[i] is null && test.Contains(rows[i]))];
        IEnumerable<DataColumn> columns = applicants.Table.Columns.Select(column =>
            column.Name == applicants.Spec.Target ? Outcomes(column, rows, outcomes, good) : Take(column, rows)
        );
        DataTable table = new([.. columns, new DataColumn.Numeric(WeightColumn, [.. weights])]);
        return (table, WithWeight(applicants.Spec with { GoodValue = "good" }, testRows));

        void Add(int row, double weight, bool? bad)
        {
            rows.Add(row);
            weights.Add(weight);
            outcomes.Add(bad);
        }
    }

    private static DevelopmentSpec WithWeight(DevelopmentSpec spec, int[] testRows) =>
        spec with
        {
            Weight = WeightColumn,
            TestRows = testRows,
            ExcludeColumns = spec.Weight is { } old ? [.. spec.ExcludeColumns, old] : spec.ExcludeColumns,
        };

    private static DataColumn.Text Outcomes(DataColumn column, List<int> rows, List<bool?> outcomes, string good) =>
        new(
            column.Name,
            [
                .. rows.Select(
                    (row, i) =>
                        outcomes[i] is { } bad ? (bad ? 1 : 0)
                        : column.TextAt(row) == good ? 0
                        : 1
                ),
            ],
            ["good", "bad"]
        );

    private static DataColumn Take(DataColumn column, List<int> rows) =>
        column switch
        {
            DataColumn.Numeric numeric => new DataColumn.Numeric(
                column.Name,
                [.. rows.Select(row => numeric.Values[row])]
            ),
            DataColumn.Text text => new DataColumn.Text(
                column.Name,
                [.. rows.Select(row => text.Codes[row])],
                text.Levels
            ),
            _ => throw new InvalidOperationException($"A column of kind {column.GetType().Name} cannot be taken from."),
        };
}
