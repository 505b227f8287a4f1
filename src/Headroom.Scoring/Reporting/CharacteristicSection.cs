using System.Text;
using Headroom.Scoring.Development;
using static Headroom.Scoring.Reporting.Html;

namespace Headroom.Scoring.Reporting;

/// <summary>A scorecard's characteristics with their bins, or the settings of another kind of model.</summary>
internal static class CharacteristicSection
{
    public static void Write(StringBuilder page, DevelopmentReport report, ReportWords words)
    {
        if (report.Settings.Count > 0)
        {
            page.Append(Heading(2, words["settings"]))
                .Append(
                    Table(
                        words.All("setting", "value"),
                        report.Settings.Select(pair => new[] { words["setting-" + pair.Key], Short(pair.Value) })
                    )
                );
        }

        if (report.Characteristics.Count == 0)
            return;
        string[] parts = [.. report.Characteristics[0].Stability.Keys];
        string[] header = words.All(
            "column",
            "coefficient",
            "error",
            "p-value",
            "vif",
            "information-value",
            "trend",
            "baseline"
        );
        page.Append(Heading(2, words["characteristics"]))
            .Append(
                Table(
                    [.. header, .. parts.Select(part => words.Get("csi-of", ("part", words.Part(part))))],
                    report.Characteristics.Select(characteristic =>
                        new[]
                        {
                            characteristic.Column,
                            Fixed(characteristic.Coefficient, 3),
                            Fixed(characteristic.StandardError, 3),
                            Fixed(characteristic.PValue, 4),
                            Fixed(characteristic.VarianceInflation, 2),
                            Fixed(characteristic.InformationValue, 4),
                            words["trend-" + characteristic.Trend],
                            Short(characteristic.Baseline),
                        }
                            .Concat(parts.Select(part => Fixed(characteristic.Stability[part], 4)))
                            .ToArray()
                    )
                )
            );
        foreach (CharacteristicReport characteristic in report.Characteristics)
            WriteBins(page, characteristic, words);
    }

    private static void WriteBins(StringBuilder page, CharacteristicReport characteristic, ReportWords words)
    {
        BinReport[] bins = [.. characteristic.Bins.Where(bin => bin.Count > 0)];
        if (bins.Length == 0)
            return;
        double most = bins.Max(bin => bin.BadRate);
        Svg chart = new Svg(
            words.Get("bad-rate-by", ("column", characteristic.Column)),
            words["bin"],
            words["bad-rate"],
            (0, bins.Length),
            (0, most),
            [.. bins.Select(words.Name)]
        ).Bars(
            bins.Select((bin, i) => ((double)i, i + 1.0, bin.BadRate, $"{words.Name(bin)}: {Percent(bin.BadRate)}")),
            "bar"
        );
        page.Append(Heading(3, characteristic.Column))
            .Append("<div class=\"charts\"><figure>")
            .Append(chart)
            .Append("<figcaption>")
            .Append(Escape(words["bad-rate-by-bin"]))
            .Append("</figcaption></figure>")
            .Append(
                Table(
                    words.All("bin", "rows", "share", "bad-rate", "woe", "log-odds", "points"),
                    characteristic.Bins.Select(bin =>
                        new[]
                        {
                            Cut(words.Name(bin)),
                            Count(bin.Count),
                            Percent(bin.Share),
                            Percent(bin.BadRate),
                            Fixed(bin.Woe, 3),
                            Fixed(bin.LogOdds, 3),
                            Short(bin.Points),
                        }
                    )
                )
            )
            .Append("</div>");
    }

    private static string Cut(string name) => name.Length > 60 ? name[..57] + "…" : name;
}
