using Headroom.Scoring.Development;
using Headroom.Scoring.Judging;
using static Headroom.Scoring.Reporting.Html;

namespace Headroom.Scoring.Reporting;

/// <summary>The pictures of one judgement.</summary>
internal static class JudgementCharts
{
    public static IEnumerable<(string Caption, Svg Chart)> Of(Judgement judgement, ReportWords words)
    {
        if (judgement.Distribution.Count > 0)
            yield return (words["scores-caption"], Scores(judgement, words));
        if (judgement.Roc.Count > 1)
        {
            yield return (words.Get("roc-caption", ("auc", Fixed(judgement.Auc, 4))), Roc(judgement, words));
            yield return (words.Get("ks-caption", ("ks", Fixed(judgement.Ks, 4))), Ks(judgement, words));
        }

        if (judgement.Calibration.Count > 0)
            yield return (words["calibration-caption"], Calibrated(judgement, words));
    }

    /// <summary>How the bad rate and the separation moved from month to month.</summary>
    public static IEnumerable<(string Caption, Svg Chart)> Of(IReadOnlyList<MonthReport> months, ReportWords words)
    {
        string[] names = [.. months.Select(month => month.Month)];
        yield return (
            words["bad-rate-by-month"],
            new Svg(
                words["bad-rate-by-month"],
                words["month"],
                words["bad-rate"],
                (0, names.Length),
                (0, months.Max(m => m.BadRate)),
                names
            ).Bars(
                months.Select(
                    (month, i) => ((double)i, i + 1.0, month.BadRate, $"{month.Month}: {Percent(month.BadRate)}")
                ),
                "bar"
            )
        );
        yield return (
            words["auc-by-month-caption"],
            new Svg(words["auc-by-month"], words["month"], words["auc"], (0, names.Length), (0.4, 1), names)
                .Line([(0, 0.5), (names.Length, 0.5)], "guide")
                .Dots(
                    months
                        .Select((month, i) => (i + 0.5, month.Auc, $"{month.Month}: {Fixed(month.Auc, 4)}"))
                        .Where(month => month.Auc >= 0.4),
                    "dot"
                )
        );
    }

    private static Svg Scores(Judgement judgement, ReportWords words)
    {
        IReadOnlyList<ScoreBand> bands = judgement.Distribution;
        double most = bands.Max(band => Math.Max(band.Goods / judgement.Goods, band.Bads / judgement.Bads));
        return new Svg(
            words["score-distribution"],
            words["score"],
            words["share"],
            (bands[0].Low, bands[^1].High),
            (0, most)
        )
            .Bars(
                bands.Select(band =>
                    (band.Low, band.High, band.Goods / judgement.Goods, Tip(band, words["goods"], band.Goods))
                ),
                "good"
            )
            .Bars(
                bands.Select(band =>
                    (band.Low, band.High, band.Bads / judgement.Bads, Tip(band, words["bads"], band.Bads))
                ),
                "bad"
            );
    }

    private static string Tip(ScoreBand band, string kind, double count) =>
        $"{Short(band.Low)} – {Short(band.High)}: {Count(count)} {kind}";

    private static Svg Roc(Judgement judgement, ReportWords words) =>
        new Svg(words["roc-curve"], words["goods-refused"], words["bads-refused"], (0, 1), (0, 1))
            .Line([(0, 0), (1, 1)], "guide")
            .Line(judgement.Roc.Select(point => (point.Goods, point.Bads)), "line");

    private static Svg Ks(Judgement judgement, ReportWords words)
    {
        RocPoint[] points = [.. judgement.Roc.Where(point => double.IsFinite(point.Score))];
        return new Svg(
            words["cumulative-distributions"],
            words["score"],
            words["share"],
            (points[0].Score, points[^1].Score),
            (0, 1)
        )
            .Line(points.Select(point => (point.Score, point.Goods)), "line")
            .Line(points.Select(point => (point.Score, point.Bads)), "alt");
    }

    private static Svg Calibrated(Judgement judgement, ReportWords words)
    {
        double most = judgement.Calibration.Max(band => Math.Max(band.Predicted, band.Observed));
        return new Svg(words["calibration"], words["predicted"], words["observed"], (0, most), (0, most))
            .Line([(0, 0), (most, most)], "guide")
            .Dots(
                judgement.Calibration.Select(band =>
                    (
                        band.Predicted,
                        band.Observed,
                        words.Get(
                            "predicted-observed",
                            ("predicted", Percent(band.Predicted)),
                            ("observed", Percent(band.Observed))
                        )
                    )
                ),
                "dot"
            );
    }
}
