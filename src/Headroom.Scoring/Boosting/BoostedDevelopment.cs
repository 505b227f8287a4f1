using System.Globalization;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Pmml.Writing;

namespace Headroom.Scoring.Boosting;

/// <summary>Develops boosted models: the challenger that shows what a scorecard leaves on the table.</summary>
public static class BoostedDevelopment
{
    /// <summary>Develops a boosted model on a table.</summary>
    /// <param name="table">The data.</param>
    /// <param name="spec">The target, the columns and the split; its rules for scorecards are not used.</param>
    /// <param name="rules">How trees are grown.</param>
    /// <exception cref="DataException">The data cannot give a sound model.</exception>
    public static DevelopedModel Fit(DataTable table, DevelopmentSpec spec, BoostingRules? rules = null)
    {
        rules ??= new BoostingRules { Seed = spec.Seed };
        List<DataNotice> notices = [.. table.Notices];
        SampleSplit split = SampleSplit.Create(table, spec, notices);
        Sample sample = split.TrainSample;
        List<ColumnFate> fates = Screening.Run(table, sample, spec, notices);
        fates = [.. fates.Select(fate => Readmit(fate, spec))];
        RequireMonotone(table, rules);
        BinnedColumn[] columns = Bin(table, sample, fates, rules);
        BoostedModel model = Booster.Fit(columns, sample, rules);
        if (model.Trees.Length == 0)
            throw NoTree();
        PointScaling scaling = Scale(spec.Scaling, model, columns, split);
        PmmlModel draft = PmmlReader.Read(PmmlWriter.Write(BoostedWriter.Build(spec, model, columns, scaling, [])));
        double[] scores = table.Score(draft);
        string pmml = PmmlWriter.Write(
            BoostedWriter.Build(spec, model, columns, scaling, DevelopmentNotes.Of(spec, split, scores, scaling))
        );
        DevelopmentReport report = ReportBuilder.Build(
            new ReportBuilder.Source(
                rules.ColumnsPerTreeMax is 1 or 2 ? "additive" : "boosted",
                table,
                spec,
                split,
                scores,
                scaling.ProbabilityOfBad,
                notices
            )
        ) with
        {
            Columns = ReportBuilder.Columns(table, MarkUsed(fates, draft)),
            Scaling = scaling,
            Settings = new Dictionary<string, double>
            {
                ["trees"] = model.Trees.Length,
                ["learningRate"] = rules.LearningRate,
                ["leavesMax"] = rules.LeavesMax,
                ["leafRowsMin"] = rules.LeafRowsMin,
                ["ridge"] = rules.Ridge,
                ["columnShare"] = rules.ColumnShare,
                ["columnsPerTreeMax"] = rules.ColumnsPerTreeMax,
                ["seed"] = rules.Seed,
            },
        };
        return new DevelopedModel(pmml, PmmlReader.Read(pmml, spec.Card.Name), report);
    }

    /// <summary>A column that says little alone may say much beside others, so trees may look at it.</summary>
    private static ColumnFate Readmit(ColumnFate fate, DevelopmentSpec spec) =>
        fate.Used
        || fate.Binning is null
        || (LeakCheck.Verdict(fate.Binning) is not null && !spec.KeepColumns.Contains(fate.Column))
            ? fate
            : fate with
            {
                Used = true,
                Reason = null,
            };

    private static List<ColumnFate> MarkUsed(List<ColumnFate> fates, PmmlModel model)
    {
        HashSet<string> inputs = [.. model.Inputs.Select(input => input.Name)];
        return
        [
            .. fates.Select(fate =>
                fate.Used && !inputs.Contains(fate.Column)
                    ? fate with
                    {
                        Used = false,
                        Reason = Remark.Of("no-tree", "no tree chose it"),
                    }
                    : fate
            ),
        ];
    }

    private static void RequireMonotone(DataTable table, BoostingRules rules)
    {
        foreach ((string name, int direction) in rules.Monotone)
        {
            if (table.Column(name) is not DataColumn.Numeric || direction is < -1 or > 1)
            {
                throw new DataException(
                    "boost-monotone",
                    Remark.Of(
                        "boost-monotone",
                        "column '{column}' cannot be monotone in direction {direction}; only numbers can, with −1 or 1.",
                        ("column", name),
                        ("direction", direction.ToString(CultureInfo.InvariantCulture))
                    )
                );
            }
        }
    }

    private static BinnedColumn[] Bin(DataTable table, Sample sample, List<ColumnFate> fates, BoostingRules rules)
    {
        DataColumn[] used = [.. fates.Where(fate => fate.Used).Select(fate => table.Column(fate.Column))];
        if (used.Length == 0)
            throw new DataException(
                "fit-no-characteristic",
                Remark.Of("no-column", "no column is left to learn from; add columns or keep some.")
            );
        return BinnedColumn.CreateAll(used, sample, rules.Monotone);
    }

    private static PointScaling Scale(ScalingRules rules, BoostedModel model, BinnedColumn[] columns, SampleSplit split)
    {
        if (!rules.OntoRange)
            return PointScaling.FromOdds(rules.Score, rules.Odds, rules.PointsToDoubleOdds);
        double[] logOdds = new double[split.Train.Length];
        RowChunks.Run(
            logOdds.Length,
            (from, to) =>
            {
                for (int i = from; i < to; i++)
                {
                    double sum = model.BaseLogOdds;
                    foreach (BoostedTree tree in model.Trees)
                        sum += tree.Predict(columns, split.Train[i]);
                    logOdds[i] = -sum;
                }
            }
        );
        (double least, double greatest) = (logOdds.Min(), logOdds.Max());
        if (greatest <= least)
            throw NoTree();
        return PointScaling.OntoRange(least, greatest, rules.Least, rules.Greatest);
    }

    private static DataException NoTree() =>
        new DataException(
            "fit-no-characteristic",
            Remark.Of("no-tree-tells", "no tree tells goods from bads; add columns that do.")
        );
}
