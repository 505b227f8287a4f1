using System.Text;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Judging;
using static Headroom.Scoring.Reporting.Html;

namespace Headroom.Scoring.Reporting;

/// <summary>
/// A report as one page that needs nothing else: no script, no font, no picture from elsewhere.
/// </summary>
public static class ReportPage
{
    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;color:#1b2430;margin:0 auto;max-width:1080px;padding:16px}
        h1{font-size:1.7rem;margin:.2em 0}h2{margin-top:2em;border-bottom:1px solid #d8dee6}h3{margin:1.4em 0 .3em}
        .cards,.charts{display:grid;gap:12px;grid-template-columns:repeat(auto-fit,minmax(150px,1fr))}
        .charts{grid-template-columns:repeat(auto-fit,minmax(400px,1fr))}
        .card{border:1px solid #d8dee6;border-radius:8px;padding:10px}.card b{display:block;font-size:1.5rem}
        .card small{color:#5b6673}figure{margin:0}figcaption{color:#5b6673;font-size:.85rem}
        .scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.88rem;width:100%}
        th,td{text-align:left;padding:3px 8px;border-bottom:1px solid #e6eaef;white-space:nowrap}.n{text-align:right;font-variant-numeric:tabular-nums}
        svg{width:100%;height:auto;font-size:11px}svg text{fill:#5b6673}.end{text-anchor:end}.middle{text-anchor:middle}
        .grid{stroke:#e6eaef}.good{fill:#2f7d4f;opacity:.65}.bad{fill:#b4402f;opacity:.65}.bar{fill:#3a6ea5}
        .line{fill:none;stroke:#3a6ea5;stroke-width:2}.alt{fill:none;stroke:#b4402f;stroke-width:2}
        .guide{fill:none;stroke:#9aa5b1;stroke-dasharray:4 4}.dot{fill:#b4402f}.warn{background:#fff4e0;padding:6px 10px;border-radius:6px}
        """;

    /// <summary>The page.</summary>
    public static string Write(DevelopmentReport report)
    {
        Judgement shown = report.Test ?? report.Train;
        StringBuilder page = new();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
            .Append(Escape(report.Card.Name))
            .Append("</title><style>")
            .Append(Style)
            .Append("</style></head><body><h1>")
            .Append(Escape(report.Card.Name))
            .Append("</h1>");
        WriteCard(page, report);
        WriteHeadline(page, report);
        page.Append("<h2>How it separates and how it is calibrated</h2><p>Measured on the ")
            .Append(Escape(PartName(shown.Part)))
            .Append(" rows.</p><div class=\"charts\">");
        foreach ((string caption, Svg chart) in JudgementCharts.Of(shown))
            page.Append("<figure>")
                .Append(chart)
                .Append("<figcaption>")
                .Append(Escape(caption))
                .Append("</figcaption></figure>");
        page.Append("</div>");
        WriteBands(page, shown);
        WriteNotices(page, report.Notices);
        CharacteristicSection.Write(page, report);
        WriteColumns(page, report);
        WriteStability(page, report);
        WriteGroups(page, report);
        return page.Append("</body></html>\n").ToString();
    }

    private static void WriteCard(StringBuilder page, DevelopmentReport report)
    {
        (string, string)[] entries =
        [
            ("Kind", report.Kind),
            ("Version", report.Card.Version),
            ("Purpose", report.Card.Purpose),
            ("Limits", report.Card.Limits),
            ("Owner", report.Card.Owner),
            ("Date", report.Card.Date),
            ("Data", report.Card.Data),
            ("Target", report.Data.Target),
            ("Reasons measured from", report.ReasonBaseline ?? "mean contribution"),
        ];
        page.Append(
            Table(["Model card", ""], entries.Where(e => e.Item2.Length > 0).Select(e => new[] { e.Item1, e.Item2 }))
        );
    }

    private static void WriteHeadline(StringBuilder page, DevelopmentReport report)
    {
        page.Append("<h2>At a glance</h2><div class=\"cards\">");
        Judgement[] parts = [.. new[] { report.Train, report.Test, report.OutOfTime }.OfType<Judgement>()];
        foreach (Judgement part in parts)
        {
            string interval = part.AucInterval is { } auc
                ? $"95 % interval {Fixed(auc.Low, 4)} – {Fixed(auc.High, 4)}"
                : "";
            AppendTile(page, $"AUC, {PartName(part.Part)}", Fixed(part.Auc, 4), interval);
        }

        AppendTile(page, "Rows", Count(report.Data.Rows), $"of {report.Data.Columns} columns");
        page.Append("</div><h3>Measures</h3>")
            .Append(
                Table(
                    ["Part", "Rows", "Bad rate", "AUC", "KS", "Gini", "Brier", "Log loss"],
                    parts.Select(part =>
                        new[]
                        {
                            PartName(part.Part),
                            Count(part.Rows),
                            Percent(part.Bads / (part.Goods + part.Bads)),
                            Fixed(part.Auc, 4),
                            Fixed(part.Ks, 4),
                            Fixed(part.Gini, 4),
                            Fixed(part.Brier, 4),
                            Fixed(part.LogLoss, 4),
                        }
                    )
                )
            );
    }

    private static string PartName(string part) => part == "outOfTime" ? "out of time" : part;

    private static void AppendTile(StringBuilder page, string label, string value, string note) =>
        page.Append("<div class=\"card\">")
            .Append(Escape(label))
            .Append("<b>")
            .Append(Escape(value))
            .Append("</b><small>")
            .Append(Escape(note))
            .Append("</small></div>");

    private static void WriteBands(StringBuilder page, Judgement judgement)
    {
        page.Append("<h3>Calibration by tenths</h3>")
            .Append(
                Table(
                    ["Scores", "Rows", "Bads", "Predicted", "Observed", "Observed / predicted"],
                    judgement.Calibration.Select(band =>
                        new[]
                        {
                            $"{Short(band.Low)} – {Short(band.High)}",
                            Count(band.Goods + band.Bads),
                            Count(band.Bads),
                            Percent(band.Predicted),
                            Percent(band.Observed),
                            Fixed(band.ObservedOverPredicted, 2),
                        }
                    )
                )
            )
            .Append("<h3>Gains</h3>")
            .Append(
                Table(
                    ["Refuse up to", "Rows refused", "Bads caught", "Goods lost", "Lift"],
                    judgement.Gains.Select(line =>
                        new[]
                        {
                            Short(line.Score),
                            Percent(line.Refused),
                            Percent(line.BadsCaught),
                            Percent(line.GoodsLost),
                            Fixed(line.Lift, 2),
                        }
                    )
                )
            );
    }

    private static void WriteNotices(StringBuilder page, IReadOnlyList<DataNotice> notices)
    {
        if (notices.Count == 0)
            return;
        page.Append("<h2>What was noticed</h2>");
        foreach (DataNotice notice in notices)
            page.Append("<p class=\"warn\">").Append(Escape(notice.Message)).Append("</p>");
    }

    private static void WriteColumns(StringBuilder page, DevelopmentReport report) =>
        page.Append("<h2>What became of each column</h2>")
            .Append(
                Table(
                    ["Column", "Used", "Information value", "On held-out folds", "Missing", "Why not"],
                    report.Columns.Select(column =>
                        new[]
                        {
                            column.Column,
                            column.Used ? "yes" : "no",
                            Fixed(column.InformationValue ?? double.NaN, 4),
                            Fixed(column.ValidatedInformationValue ?? double.NaN, 4),
                            Percent(column.MissingShare),
                            column.Reason,
                        }
                    )
                )
            );

    private static void WriteStability(StringBuilder page, DevelopmentReport report)
    {
        if (report.Stability.Count > 0)
        {
            page.Append("<h2>Stability</h2>")
                .Append(
                    Table(
                        ["Part", "PSI of the score", "Verdict"],
                        report.Stability.Select(pair =>
                            new[] { PartName(pair.Key), Fixed(pair.Value, 4), Stability.Verdict(pair.Value) }
                        )
                    )
                );
        }

        if (report.Months.Count == 0)
            return;
        page.Append("<h3>By month</h3><div class=\"charts\">");
        foreach ((string caption, Svg chart) in JudgementCharts.Of(report.Months))
            page.Append("<figure>")
                .Append(chart)
                .Append("<figcaption>")
                .Append(Escape(caption))
                .Append("</figcaption></figure>");
        page.Append("</div>");
        page.Append(
            Table(
                ["Month", "Rows", "Bad rate", "AUC", "KS", "Mean score", "PSI"],
                report.Months.Select(month =>
                    new[]
                    {
                        month.Month,
                        Count(month.Rows),
                        Percent(month.BadRate),
                        Fixed(month.Auc, 4),
                        Fixed(month.Ks, 4),
                        Fixed(month.MeanScore, 1),
                        Fixed(month.Psi, 4),
                    }
                )
            )
        );
    }

    private static void WriteGroups(StringBuilder page, DevelopmentReport report)
    {
        foreach (GroupComparison comparison in report.Groups)
        {
            page.Append("<h2>Groups by ")
                .Append(Escape(comparison.Attribute))
                .Append("</h2><p>The model never reads this column. Approved from ")
                .Append(Escape(Short(comparison.CutOff)))
                .Append(" on; least approval rate over greatest: ")
                .Append(Escape(Fixed(comparison.LeastApprovalRatio, 3)))
                .Append(".</p>")
                .Append(
                    Table(
                        ["Group", "Rows", "Approved", "Ratio", "Goods approved", "Predicted", "Observed", "Mean score"],
                        comparison.Groups.Select(group =>
                            new[]
                            {
                                group.Group,
                                Count(group.Rows),
                                Percent(group.ApprovalRate),
                                Fixed(group.ApprovalRatio, 3),
                                Percent(group.TruePositiveRate),
                                Percent(group.Predicted),
                                Percent(group.Observed),
                                Fixed(group.MeanScore, 1),
                            }
                        )
                    )
                );
        }

        if (report.Alternatives.Count == 0)
            return;
        page.Append("<h3>Alternatives that treat groups more evenly</h3>")
            .Append(
                Table(
                    ["Attribute", "Without", "AUC", "Change", "Least ratio", "Change"],
                    report.Alternatives.Select(model =>
                        new[]
                        {
                            model.Attribute,
                            model.WithoutColumn,
                            Fixed(model.Auc, 4),
                            Fixed(model.AucChange, 4),
                            Fixed(model.LeastApprovalRatio, 3),
                            Fixed(model.LeastApprovalRatioChange, 3),
                        }
                    )
                )
            );
    }
}
