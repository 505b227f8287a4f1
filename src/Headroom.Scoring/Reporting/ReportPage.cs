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

    /// <summary>The page in the language of the words.</summary>
    public static string Write(DevelopmentReport report, ReportWords words)
    {
        Judgement shown = report.Test ?? report.Train;
        StringBuilder page = new();
        page.Append("<!doctype html><html lang=\"")
            .Append(words.Language)
            .Append("\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
            .Append(Escape(report.Card.Name))
            .Append("</title><style>")
            .Append(Style)
            .Append("</style></head><body><h1>")
            .Append(Escape(report.Card.Name))
            .Append("</h1>");
        WriteCard(page, report, words);
        WriteHeadline(page, report, words);
        page.Append(Heading(2, words["separation"]))
            .Append("<p>")
            .Append(Escape(words.Get("measured-on", ("part", words.Part(shown.Part)))))
            .Append("</p>");
        WriteCharts(page, JudgementCharts.Of(shown, words));
        WriteBands(page, shown, words);
        WriteNotices(page, report.Notices, words);
        CharacteristicSection.Write(page, report, words);
        WriteColumns(page, report, words);
        WriteStability(page, report, words);
        WriteGroups(page, report, words);
        return page.Append("</body></html>\n").ToString();
    }

    private static void WriteCharts(StringBuilder page, IEnumerable<(string Caption, Svg Chart)> charts)
    {
        page.Append("<div class=\"charts\">");
        foreach ((string caption, Svg chart) in charts)
            page.Append("<figure>")
                .Append(chart)
                .Append("<figcaption>")
                .Append(Escape(caption))
                .Append("</figcaption></figure>");
        page.Append("</div>");
    }

    private static void WriteCard(StringBuilder page, DevelopmentReport report, ReportWords words)
    {
        (string, string)[] entries =
        [
            (words["kind"], words["kind-" + report.Kind]),
            (words["version"], report.Card.Version),
            (words["purpose"], report.Card.Purpose),
            (words["limits"], report.Card.Limits),
            (words["owner"], report.Card.Owner),
            (words["date"], report.Card.Date),
            (words["data"], report.Card.Data),
            (words["target"], report.Data.Target),
            (words["reasons-from"], words["reasons-from-" + (report.ReasonBaseline ?? "contribution")]),
        ];
        page.Append(
            Table([words["card"], ""], entries.Where(e => e.Item2.Length > 0).Select(e => new[] { e.Item1, e.Item2 }))
        );
    }

    private static void WriteHeadline(StringBuilder page, DevelopmentReport report, ReportWords words)
    {
        page.Append(Heading(2, words["glance"])).Append("<div class=\"cards\">");
        Judgement[] parts = [.. new[] { report.Train, report.Test, report.OutOfTime }.OfType<Judgement>()];
        foreach (Judgement part in parts)
        {
            string interval = part.AucInterval is { } auc
                ? words.Get("interval", ("low", Fixed(auc.Low, 4)), ("high", Fixed(auc.High, 4)))
                : "";
            AppendTile(page, words.Get("auc-of", ("part", words.Part(part.Part))), Fixed(part.Auc, 4), interval);
        }

        AppendTile(
            page,
            words["rows"],
            Count(report.Data.Rows),
            words.Get("of-columns", ("count", Count(report.Data.Columns)))
        );
        page.Append("</div>")
            .Append(Heading(3, words["measures"]))
            .Append(
                Table(
                    words.All("part", "rows", "bad-rate", "auc", "ks", "gini", "brier", "log-loss"),
                    parts.Select(part =>
                        new[]
                        {
                            words.Part(part.Part),
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

    private static void AppendTile(StringBuilder page, string label, string value, string note) =>
        page.Append("<div class=\"card\">")
            .Append(Escape(label))
            .Append("<b>")
            .Append(Escape(value))
            .Append("</b><small>")
            .Append(Escape(note))
            .Append("</small></div>");

    private static void WriteBands(StringBuilder page, Judgement judgement, ReportWords words)
    {
        page.Append(Heading(3, words["calibration-tenths"]))
            .Append(
                Table(
                    words.All("scores", "rows", "bads", "predicted", "observed", "observed-over-predicted"),
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
            .Append(Heading(3, words["gains"]))
            .Append(
                Table(
                    words.All("refuse-up-to", "rows-refused", "bads-caught", "goods-lost", "lift"),
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

    private static void WriteNotices(StringBuilder page, IReadOnlyList<DataNotice> notices, ReportWords words)
    {
        if (notices.Count == 0)
            return;
        page.Append(Heading(2, words["noticed"]));
        foreach (DataNotice notice in notices)
            page.Append("<p class=\"warn\">").Append(Escape(words.Say(notice))).Append("</p>");
    }

    private static void WriteColumns(StringBuilder page, DevelopmentReport report, ReportWords words) =>
        page.Append(Heading(2, words["columns"]))
            .Append(
                Table(
                    words.All("column", "used", "information-value", "held-out", "missing", "why-not"),
                    report.Columns.Select(column =>
                        new[]
                        {
                            column.Column,
                            words[column.Used ? "yes" : "no"],
                            Fixed(column.InformationValue ?? double.NaN, 4),
                            Fixed(column.ValidatedInformationValue ?? double.NaN, 4),
                            Percent(column.MissingShare),
                            words.Why(column.Why),
                        }
                    )
                )
            );

    private static void WriteStability(StringBuilder page, DevelopmentReport report, ReportWords words)
    {
        if (report.Stability.Count > 0)
        {
            page.Append(Heading(2, words["stability"]))
                .Append(
                    Table(
                        words.All("part", "score-psi", "verdict"),
                        report.Stability.Select(pair =>
                            new[]
                            {
                                words.Part(pair.Key),
                                Fixed(pair.Value, 4),
                                words["verdict-" + Stability.Verdict(pair.Value)],
                            }
                        )
                    )
                );
        }

        if (report.Months.Count == 0)
            return;
        page.Append(Heading(3, words["by-month"]));
        WriteCharts(page, JudgementCharts.Of(report.Months, words));
        page.Append(
            Table(
                words.All("month", "rows", "bad-rate", "auc", "ks", "mean-score", "psi"),
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

    private static void WriteGroups(StringBuilder page, DevelopmentReport report, ReportWords words)
    {
        foreach (GroupComparison comparison in report.Groups)
        {
            string said = words.Get(
                "groups-said",
                ("score", Short(comparison.CutOff)),
                ("ratio", Fixed(comparison.LeastApprovalRatio, 3))
            );
            page.Append(Heading(2, words.Get("groups-by", ("attribute", comparison.Attribute))))
                .Append("<p>")
                .Append(Escape(said))
                .Append("</p>")
                .Append(
                    Table(
                        words.All(
                            "group",
                            "rows",
                            "approved",
                            "ratio",
                            "goods-approved",
                            "predicted",
                            "observed",
                            "mean-score"
                        ),
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
        page.Append(Heading(3, words["alternatives"]))
            .Append(
                Table(
                    words.All("attribute", "without", "auc", "change", "least-ratio", "change"),
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
