using System.Diagnostics;
using System.Globalization;
using Headroom.Scoring;
using Headroom.Scoring.Boosting;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Judging;
using Headroom.Scoring.Pmml.Writing;

namespace Headroom.Bench.Scoring;

/// <summary>
/// Development and scoring by columns: <c>scoring [--rows N] [--scored N]</c>. Beside scikit-learn's histogram boosting of the same
/// data in the same run, where python3 has it.
/// </summary>
internal static class ScoringBench
{
    private const int Columns = 12;

    public static int Run(string[] options)
    {
        int rows = Option(options, "--rows", 150_000);
        int scored = Option(options, "--scored", 2_000_000);
        DataTable table = BorrowerTable.Make(rows, Columns, seed: 5);
        DevelopmentSpec spec = new()
        {
            Target = BorrowerTable.Target,
            TestShare = 0,
            BootstrapDraws = 0,
        };
        FittedScorecard? card = null;
        Sample sample = SampleSplit.Create(table, spec, []).TrainSample;
        Report($"bin and fit {rows:N0} × {Columns}", 5, () => card = ScorecardFitting.Fit(table, sample, spec, []));
        BoostingRules rules = new()
        {
            Folds = 0,
            TreesMax = 100,
            LeavesMax = 31,
            LeafRowsMin = 20,
            LearningRate = 0.1,
            ColumnShare = 1,
            Ridge = 0,
        };
        BinnedColumn[] binned = [];
        BoostedModel? boosted = null;
        double ours = Report(
            $"boost 100 trees of 31 leaves on {rows:N0} × {Columns}",
            3,
            () =>
            {
                binned = BinnedColumn.CreateAll([.. table.Columns.Skip(1)], sample, rules.Monotone);
                boosted = Booster.Fit(binned, sample, rules);
            }
        );
        PmmlModel scorecard = PmmlReader.Read(
            PmmlWriter.Write(ScorecardBuilder.Build(spec, card!.Characteristics, card.Scaling, []))
        );
        PmmlModel forest = PmmlReader.Read(
            PmmlWriter.Write(BoostedWriter.Build(spec, boosted!, binned, new PointScaling(1, 0), []))
        );
        DataTable others = BorrowerTable.Make(scored, Columns, seed: 6);
        Score("scorecard", scorecard, others);
        double auc = Score("boosted", forest, others);
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine($"peak memory {self.PeakWorkingSet64 / 1048576.0:N0} MiB");
        ScikitLearn.Compare(table, others, ours, auc);
        return 0;
    }

    private static double Score(string name, PmmlModel model, DataTable table)
    {
        PmmlColumns columns = table.ToColumns(model);
        double[] scores = [];
        Report($"score {table.RowCount:N0} rows by columns, {name}", 5, () => scores = model.Evaluate(columns));
        bool[] bad = [.. ((DataColumn.Numeric)table.Columns[0]).Values.Select(value => value == 1)];
        double auc = Discrimination.Of(scores, bad).Auc;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  AUC {auc:F4}"));
        return auc;
    }

    /// <summary>The best of several runs, in seconds; the first warm the code up.</summary>
    private static double Report(string what, int runs, Action work)
    {
        double best = double.PositiveInfinity;
        for (int run = 0; run < runs; run++)
        {
            Stopwatch clock = Stopwatch.StartNew();
            work();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {best:F3} s"));
        return best;
    }

    private static int Option(string[] options, string name, int fallback)
    {
        int at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : fallback;
    }
}
