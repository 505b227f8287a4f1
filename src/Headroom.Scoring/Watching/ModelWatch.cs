using System.Globalization;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Judging;

namespace Headroom.Scoring.Watching;

/// <summary>Compares those whom a model scores now with those whom it was made on.</summary>
public static class ModelWatch
{
    /// <summary>Looks at one model.</summary>
    /// <param name="model">The model that serves.</param>
    /// <param name="current">Those scored now.</param>
    /// <param name="rules">The thresholds, the cut-off and the outcome's column.</param>
    /// <param name="baseline">Those whom it was made on, for a model whose file does not keep their distribution.</param>
    /// <exception cref="DataException">The data lack an input, or nothing tells how it was at development.</exception>
    public static WatchReport Look(PmmlModel model, DataTable current, WatchRules rules, DataTable? baseline = null)
    {
        double[] scores = current.Score(model);
        double[] present = [.. scores.Where(score => !double.IsNaN(score))];
        Baseline then = Baseline.Of(model, baseline);
        List<WatchFinding> findings = [];
        double psi = Stability.Index(then.ScoreShares, Stability.Shares(scores, then.ScoreCuts));
        findings.Add(Index("score-psi", "", psi, rules));
        AddCharacteristics(model, current, then, rules, findings);
        AddMissing(scores.Length, present.Length, rules, findings);
        WatchReport report = new()
        {
            Model = model.Name,
            Rows = scores.Length,
            MissingScores = scores.Length - present.Length,
            MeanScore = present.Length == 0 ? double.NaN : present.Average(),
            DevelopmentKs = then.Ks,
            Findings = findings,
        };
        report = AddApprovals(report, present, then, rules, findings);
        return AddOutcomes(report, model, current, scores, rules, findings);
    }

    private static void AddCharacteristics(
        PmmlModel model,
        DataTable current,
        Baseline then,
        WatchRules rules,
        List<WatchFinding> findings
    )
    {
        IReadOnlyList<(string Name, double[] Shares)> now = model.AttributeShares(current.ToColumns(model));
        foreach ((string name, double[] shares) in now)
        {
            if (!then.AttributeShares.TryGetValue(name, out double[]? expected))
                continue;
            findings.Add(Index("characteristic-csi", name, Stability.Index(expected, shares), rules));
        }
    }

    private static void AddMissing(int rows, int scored, WatchRules rules, List<WatchFinding> findings)
    {
        double share = rows == 0 ? 0 : (double)(rows - scored) / rows;
        if (share > 0)
        {
            Distance distance = new(share, 0, rules.MissingScoresAct);
            Remark words = Remark.Of("missing-score", "{share} of the rows have no score", ("share", Percent(share)));
            findings.Add(Finding("missing-score", share, rules.MissingScoresAct, distance, words));
        }
    }

    private static WatchReport AddApprovals(
        WatchReport report,
        double[] scores,
        Baseline then,
        WatchRules rules,
        List<WatchFinding> findings
    )
    {
        if (rules.CutOff is not { } cut || scores.Length == 0)
            return report;
        double now = (double)scores.Count(score => score >= cut) / scores.Length;
        double before = then.ShareFrom(cut);
        double change = now - before;
        double threshold = Math.CopySign(rules.ApprovalChangeAct, change);
        Distance distance = new(Math.Abs(change), rules.ApprovalChangeAct / 2, rules.ApprovalChangeAct);
        Remark words = Remark.Of(
            "approval",
            "{now} reach the cut-off, about {then} did at development",
            ("now", Percent(now)),
            ("then", Percent(before))
        );
        findings.Add(Finding("approval", change, threshold, distance, words));
        return report with { ApprovalRate = now, DevelopmentApprovalRate = before };
    }

    private static WatchReport AddOutcomes(
        WatchReport report,
        PmmlModel model,
        DataTable current,
        double[] scores,
        WatchRules rules,
        List<WatchFinding> findings
    )
    {
        if (rules.Target is not { } target)
            return report;
        DataColumn column = current.Column(target);
        string good = Outcome.GoodValue(column, rules.GoodValue, []);
        (bool[] bad, bool[] known) = Outcome.Read(column, good);
        int[] matured = [.. Enumerable.Range(0, scores.Length).Where(row => known[row] && !double.IsNaN(scores[row]))];
        report = report with { Outcomes = matured.Length };
        if (matured.Length < rules.OutcomesMin)
            return report;
        Discrimination measured = new RankedScores(matured, scores, bad, null).Discrimination;
        report = report with { Auc = measured.Auc, Ks = measured.Ks };
        if (report.DevelopmentKs is { } then)
        {
            Distance fall = new(then - measured.Ks, rules.KsFallAct / 2, rules.KsFallAct);
            Remark words = Remark.Of(
                "ks",
                "the KS is {now}, it was {then} at development",
                ("now", Number(measured.Ks)),
                ("then", Number(then))
            );
            findings.Add(Finding("ks", measured.Ks - then, -rules.KsFallAct, fall, words));
        }

        if (ServedProbability.Of(model) is not { } probability)
            return report;
        double expected = matured.Sum(row => probability(scores[row]));
        double ratio = matured.Count(row => bad[row]) / expected;
        double limit = Math.Log(rules.ObservedOverExpectedAct);
        double off = Math.Log(Math.Max(ratio, 1e-9));
        double bound = off < 0 ? 1 / rules.ObservedOverExpectedAct : rules.ObservedOverExpectedAct;
        Remark said = Remark.Of(
            "observed-over-expected",
            "observed over expected bads is {ratio}",
            ("ratio", Number(ratio))
        );
        Distance calibrated = new(Math.Abs(off), limit / 2, limit);
        findings.Add(Finding("observed-over-expected", ratio, bound, calibrated, said));
        return report with { ObservedOverExpected = ratio };
    }

    private static WatchFinding Index(string code, string subject, double value, WatchRules rules)
    {
        Distance distance = new(value, rules.IndexWatch, rules.IndexAct);
        Remark words =
            subject.Length == 0 ? Score(distance.Level, value) : Characteristic(distance.Level, subject, value);
        return Finding(code, value, rules.IndexAct, distance, words) with { Subject = subject };
    }

    private static Remark Score(WatchLevel level, double value)
    {
        (string, string) index = ("value", Number(value));
        return level switch
        {
            WatchLevel.Stable => Remark.Of(
                "score-stable",
                "the distribution of the score is stable: index {value}",
                index
            ),
            WatchLevel.Watch => Remark.Of(
                "score-moving",
                "the distribution of the score has begun to move: index {value}",
                index
            ),
            _ => Remark.Of("score-moved", "the distribution of the score has moved: index {value}", index),
        };
    }

    private static Remark Characteristic(WatchLevel level, string name, double value)
    {
        (string, string)[] values = [("name", name), ("value", Number(value))];
        return level switch
        {
            WatchLevel.Stable => Remark.Of("characteristic-stable", "'{name}' is stable: index {value}", values),
            WatchLevel.Watch => Remark.Of("characteristic-moving", "'{name}' has begun to move: index {value}", values),
            _ => Remark.Of("characteristic-moved", "'{name}' has moved: index {value}", values),
        };
    }

    private static WatchFinding Finding(string code, double value, double threshold, Distance distance, Remark words) =>
        new(code, "", value, threshold, distance.Level, distance.Severity, words);

    /// <summary>How far a measure has gone, and from where on that is worth a look and must be acted on.</summary>
    private readonly record struct Distance(double Gone, double Watch, double Act)
    {
        public WatchLevel Level =>
            Gone >= Act ? WatchLevel.Act
            : Gone >= Watch ? WatchLevel.Watch
            : WatchLevel.Stable;

        public CaseSeverity? Severity =>
            Gone >= 2 * Act ? CaseSeverity.High
            : Gone >= Act ? CaseSeverity.Medium
            : null;
    }

    private static string Number(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    private static string Percent(double value) => (100 * value).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
