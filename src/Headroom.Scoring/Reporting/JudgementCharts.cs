using Headroom.Scoring.Development;
using Headroom.Scoring.Judging;
using static Headroom.Scoring.Reporting.Html;

namespace Headroom.Scoring.Reporting;

/// <summary>The pictures of one judgement.</summary>
internal static class JudgementCharts
{
    public static IEnumerable<(string Caption, Svg Chart)> Of(Judgement judgement)
    {
        if (judgement.Distribution.Count > 0)
            yield return ("Goods (green) and bads (red) by score, each as a share of its own kind", Scores(judgement));
        if (judgement.Roc.Count > 1)
        {
            yield return ($"ROC: area {Fixed(judgement.Auc, 4)}", Roc(judgement));
            yield return (
                $"Cumulative bads (red) and goods (blue): greatest distance {Fixed(judgement.Ks, 4)}",
                Ks(judgement)
            );
        }

        if (judgement.Calibration.Count > 0)
            yield return ("Observed against predicted probability of bad, by tenths", Calibrated(judgement));
    }

    /// <summary>How the bad rate and the separation moved from month to month.</summary>
    public static IEnumerable<(string Caption, Svg Chart)> Of(IReadOnlyList<MonthReport> months)
    {
        string[] names = [.. months.Select(month => month.Month)];
        yield return (
            "Bad rate by month",
            new Svg(
                "Bad rate by month",
                "month",
                "bad rate",
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
            "AUC by month; the dashed line is chance",
            new Svg("AUC by month", "month", "AUC", (0, names.Length), (0.4, 1), names)
                .Line([(0, 0.5), (names.Length, 0.5)], "guide")
                .Dots(
                    months
                        .Select((month, i) => (i + 0.5, month.Auc, $"{month.Month}: {Fixed(month.Auc, 4)}"))
                        .Where(month => month.Auc >= 0.4),
                    "dot"
                )
        );
    }

    private static Svg Scores(Judgement judgement)
    {
        IReadOnlyList<ScoreBand> bands = judgement.Distribution;
        double most = bands.Max(band => Math.Max(band.Goods / judgement.Goods, band.Bads / judgement.Bads));
        return new Svg("Score distribution", "score", "share", (bands[0].Low, bands[^1].High), (0, most))
            .Bars(
                bands.Select(band =>
                    (band.Low, band.High, band.Goods / judgement.Goods, Tip(band, "goods", band.Goods))
                ),
                "good"
            )
            .Bars(
                bands.Select(band => (band.Low, band.High, band.Bads / judgement.Bads, Tip(band, "bads", band.Bads))),
                "bad"
            );
    }

    private static string Tip(ScoreBand band, string kind, double count) =>
        $"{Short(band.Low)} – {Short(band.High)}: {Count(count)} {kind}";

    private static Svg Roc(Judgement judgement) =>
        new Svg("ROC curve", "goods refused", "bads refused", (0, 1), (0, 1))
            .Line([(0, 0), (1, 1)], "guide")
            .Line(judgement.Roc.Select(point => (point.Goods, point.Bads)), "line");

    private static Svg Ks(Judgement judgement)
    {
        RocPoint[] points = [.. judgement.Roc.Where(point => double.IsFinite(point.Score))];
        return new Svg("Cumulative distributions", "score", "share", (points[0].Score, points[^1].Score), (0, 1))
            .Line(points.Select(point => (point.Score, point.Goods)), "line")
            .Line(points.Select(point => (point.Score, point.Bads)), "alt");
    }

    private static Svg Calibrated(Judgement judgement)
    {
        double most = judgement.Calibration.Max(band => Math.Max(band.Predicted, band.Observed));
        return new Svg("Calibration", "predicted", "observed", (0, most), (0, most))
            .Line([(0, 0), (most, most)], "guide")
            .Dots(
                judgement.Calibration.Select(band =>
                    (
                        band.Predicted,
                        band.Observed,
                        $"{Percent(band.Predicted)} predicted, {Percent(band.Observed)} observed"
                    )
                ),
                "dot"
            );
    }
}
