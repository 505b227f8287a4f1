using Headroom.Scoring.Data;
using Headroom.Scoring.Development.Fitting;
using Headroom.Scoring.Judging;

namespace Headroom.Scoring.Development;

/// <summary>Compares groups by attributes that the model never reads, and looks for models that treat them more evenly.</summary>
internal static class GroupFairness
{
    // Smaller groups say nothing that is not chance.
    private const int GroupRowsMin = 30;

    /// <summary>The share approved at which groups are compared where no cut-off is given.</summary>
    private const double ApprovalRate = 0.8;

    /// <summary>How much AUC an alternative may cost to be worth showing.</summary>
    private const double AucLossMax = 0.01;

    public static GroupComparison Compare(
        DataColumn attribute,
        IReadOnlyList<int> rows,
        double[] scores,
        Func<double, double> probabilityOfBad,
        bool[] bad,
        double? cutOff = null
    )
    {
        double cut = cutOff ?? CutOff(rows, scores);
        List<GroupReport> groups = [];
        IEnumerable<IGrouping<string, int>> byGroup = rows.Where(row => !double.IsNaN(scores[row]))
            .GroupBy(row => attribute.TextAt(row) ?? "missing")
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (IGrouping<string, int> group in byGroup)
        {
            int[] members = [.. group];
            if (members.Length < GroupRowsMin)
                continue;
            int[] goods = [.. members.Where(row => !bad[row])];
            groups.Add(
                new GroupReport(
                    group.Key,
                    members.Length,
                    Share(members, row => scores[row] >= cut),
                    1,
                    Share(goods, row => scores[row] >= cut),
                    members.Average(row => probabilityOfBad(scores[row])),
                    Share(members, row => bad[row]),
                    members.Average(row => scores[row])
                )
            );
        }

        double best = groups.Count == 0 ? 1 : groups.Max(group => group.ApprovalRate);
        return new GroupComparison(
            attribute.Name,
            cut,
            [.. groups.Select(group => group with { ApprovalRatio = best > 0 ? group.ApprovalRate / best : 1 })]
        );
    }

    /// <summary>
    /// The model without each characteristic in turn, judged on the same rows at the same share approved; those that even out the
    /// approvals of a protected attribute at a small cost, the most even first.
    /// </summary>
    public static List<AlternativeModel> Alternatives(
        DataTable table,
        FittedScorecard scorecard,
        SampleSplit split,
        DevelopmentSpec spec
    )
    {
        int[] rows = split.Test.Length > 0 ? split.Test : split.Train;
        List<AlternativeModel> found = [];
        if (spec.Protected.Count == 0 || scorecard.Design.Count < 2)
            return found;
        Sample sample = split.TrainSample;
        (double auc, Dictionary<string, double> ratios) = Evaluate(scorecard.Logits());
        for (int without = 0; without < scorecard.Design.Count; without++)
        {
            int left = without;
            WoeDesign design = scorecard.Design.Select([
                .. Enumerable.Range(0, scorecard.Design.Count).Where(i => i != left),
            ]);
            FittedScorecard other = ScorecardFitting.Fit(design, [], sample, spec);
            (double otherAuc, Dictionary<string, double> otherRatios) = Evaluate(other.Logits());
            foreach (string attribute in spec.Protected)
            {
                double change = otherRatios[attribute] - ratios[attribute];
                if (change <= 0 || auc - otherAuc > AucLossMax)
                    continue;
                string column = scorecard.Design.Binnings[without].Column;
                found.Add(
                    new AlternativeModel(attribute, column, otherAuc, otherAuc - auc, otherRatios[attribute], change)
                );
            }
        }

        return [.. found.OrderByDescending(alternative => alternative.LeastApprovalRatioChange)];

        (double Auc, Dictionary<string, double> Ratios) Evaluate(double[] logits)
        {
            double measured = new RankedScores(rows, logits, split.Bad, split.Weights).Discrimination.Auc;
            Dictionary<string, double> byAttribute = spec.Protected.ToDictionary(
                attribute => attribute,
                attribute =>
                    Compare(
                        table.Column(attribute),
                        rows,
                        logits,
                        logit => 1 / (1 + Math.Exp(logit)),
                        split.Bad
                    ).LeastApprovalRatio
            );
            return (measured, byAttribute);
        }
    }

    private static double CutOff(IReadOnlyList<int> rows, double[] scores)
    {
        double[] sorted = [.. rows.Select(row => scores[row]).Where(score => !double.IsNaN(score)).Order()];
        return sorted.Length == 0 ? double.NaN : sorted[(int)((1 - ApprovalRate) * sorted.Length)];
    }

    private static double Share(int[] rows, Func<int, bool> holds) =>
        rows.Length == 0 ? 0 : (double)rows.Count(holds) / rows.Length;
}
