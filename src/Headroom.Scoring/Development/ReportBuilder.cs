using Headroom.Scoring.Data;
using Headroom.Scoring.Development.Binning;
using Headroom.Scoring.Judging;

namespace Headroom.Scoring.Development;

/// <summary>Puts a report together from what development left behind.</summary>
internal static class ReportBuilder
{
    public sealed record Source(
        string Kind,
        DataTable Table,
        DevelopmentSpec Spec,
        SampleSplit Split,
        double[] Scores,
        Func<double, double> ProbabilityOfBad,
        IReadOnlyList<DataNotice> Notices
    );

    public static DevelopmentReport Build(Source source)
    {
        SampleSplit split = source.Split;
        Judgement train = Measure("train", split.Train)!;
        Judgement? test = Measure("test", split.Test);
        return new DevelopmentReport
        {
            Card = source.Spec.Card,
            Kind = source.Kind,
            Data = new DataSummary(
                source.Table.RowCount,
                source.Table.Columns.Count,
                source.Spec.Target,
                split.Train.Length,
                split.Test.Length,
                split.OutOfTime.Length,
                train.Bads / (train.Goods + train.Bads)
            ),
            Notices = [.. source.Notices, .. ModelDoubts.Of(train, test)],
            Columns = [],
            Train = train,
            Test = test,
            OutOfTime = Measure("outOfTime", split.OutOfTime),
            Months = Months(source),
            Stability = Shifts(source),
            Groups = Groups(source),
        };

        Judgement? Measure(string part, int[] rows) =>
            rows.Length == 0
                ? null
                : Judge.Measure(
                    part,
                    rows,
                    source.Scores,
                    source.ProbabilityOfBad,
                    split.Bad,
                    split.Weights,
                    source.Spec.BootstrapDraws,
                    source.Spec.Seed
                );
    }

    public static IReadOnlyList<ColumnReport> Columns(DataTable table, IReadOnlyList<ColumnFate> fates) =>
        [
            .. fates.Select(fate => new ColumnReport(
                fate.Column,
                fate.Used,
                fate.Reason?.Message ?? "",
                fate.Binning?.InformationValue,
                fate.Binning?.ValidatedInformationValue,
                table.RowCount == 0 ? 0 : (double)table.Column(fate.Column).MissingCount / table.RowCount
            )
            {
                Why = fate.Reason,
            }),
        ];

    /// <param name="characteristic">What was fitted.</param>
    /// <param name="codes">The bin of every row of the table.</param>
    /// <param name="split">The parts to compare.</param>
    public static CharacteristicReport Characteristic(
        FittedCharacteristic characteristic,
        byte[] codes,
        SampleSplit split
    )
    {
        ColumnBinning binning = characteristic.Binning;
        return new CharacteristicReport(
            binning.Column,
            characteristic.ReasonCode,
            characteristic.Coefficient,
            characteristic.StandardError,
            characteristic.PValue,
            characteristic.VarianceInflation,
            binning.InformationValue,
            binning.Trend.ToString(),
            characteristic.Baseline,
            [
                .. binning.Bins.Select(
                    (bin, i) =>
                        new BinReport(
                            bin.Label,
                            bin.Count,
                            bin.Share,
                            bin.Goods,
                            bin.Bads,
                            bin.BadRate,
                            bin.Woe,
                            bin.InformationValue,
                            characteristic.Effects[i],
                            characteristic.Points[i]
                        )
                        {
                            Naming = bin.Naming,
                        }
                ),
            ]
        )
        {
            Stability = BinShifts(codes, binning.Bins.Count, split),
        };
    }

    private static Dictionary<string, double> BinShifts(byte[] codes, int bins, SampleSplit split)
    {
        double[] expected = Shares(split.Train);
        Dictionary<string, double> shifts = [];
        if (split.Test.Length > 0)
            shifts["test"] = Stability.Index(expected, Shares(split.Test));
        if (split.OutOfTime.Length > 0)
            shifts["outOfTime"] = Stability.Index(expected, Shares(split.OutOfTime));
        return shifts;

        double[] Shares(int[] rows)
        {
            double[] shares = new double[bins];
            foreach (int row in rows)
                shares[codes[row]] += 1.0 / rows.Length;
            return shares;
        }
    }

    public static IReadOnlyList<ScoreProbability> Probabilities(
        SampleSplit split,
        double[] scores,
        PointScaling scaling
    )
    {
        RankedScores ranked = new(split.Train, scores, split.Bad, split.Weights);
        return
        [
            .. ranked.Scores.Select(
                (score, i) =>
                    new ScoreProbability(
                        score,
                        scaling.ProbabilityOfBad(score),
                        ranked.Goods[i] + ranked.Bads[i],
                        ranked.Bads[i] / (ranked.Goods[i] + ranked.Bads[i])
                    )
            ),
        ];
    }

    private static Dictionary<string, double> Shifts(Source source)
    {
        double[] train = Select(source.Split.Train);
        double[] cuts = Stability.Cuts(train);
        double[] expected = Stability.Shares(train, cuts);
        Dictionary<string, double> shifts = [];
        if (source.Split.Test.Length > 0)
            shifts["test"] = Stability.Index(expected, Stability.Shares(Select(source.Split.Test), cuts));
        if (source.Split.OutOfTime.Length > 0)
            shifts["outOfTime"] = Stability.Index(expected, Stability.Shares(Select(source.Split.OutOfTime), cuts));
        return shifts;

        double[] Select(int[] rows) => [.. rows.Select(row => source.Scores[row])];
    }

    private static List<MonthReport> Months(Source source)
    {
        SampleSplit split = source.Split;
        if (split.Months is not { } months)
            return [];
        double[] train = [.. split.Train.Select(row => source.Scores[row])];
        double[] cuts = Stability.Cuts(train);
        double[] expected = Stability.Shares(train, cuts);
        List<MonthReport> reports = [];
        IEnumerable<IGrouping<string?, int>> byMonth = split
            .Train.Concat(split.Test)
            .Concat(split.OutOfTime)
            .Where(row => months[row] is not null && !double.IsNaN(source.Scores[row]))
            .GroupBy(row => months[row])
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (IGrouping<string?, int> month in byMonth)
        {
            int[] rows = [.. month];
            RankedScores ranked = new(rows, source.Scores, split.Bad, split.Weights);
            double bads = ranked.Bads.Sum();
            double[] scores = [.. rows.Select(row => source.Scores[row])];
            reports.Add(
                new MonthReport(
                    month.Key!,
                    rows.Length,
                    bads / (bads + ranked.Goods.Sum()),
                    ranked.Discrimination.Auc,
                    ranked.Discrimination.Ks,
                    scores.Average(),
                    Stability.Index(expected, Stability.Shares(scores, cuts))
                )
            );
        }

        return reports;
    }

    private static List<GroupComparison> Groups(Source source)
    {
        int[] rows = source.Split.Test.Length > 0 ? source.Split.Test : source.Split.Train;
        return
        [
            .. source.Spec.Protected.Select(attribute =>
                GroupFairness.Compare(
                    source.Table.Column(attribute),
                    rows,
                    source.Scores,
                    source.ProbabilityOfBad,
                    source.Split.Bad
                )
            ),
        ];
    }
}
