using System.Text;
using Headroom.Scoring.Development;
using static Headroom.Scoring.Reporting.Html;

namespace Headroom.Scoring.Reporting;

/// <summary>A scorecard's characteristics with their bins, or the settings of another kind of model.</summary>
internal static class CharacteristicSection
{
    public static void Write(StringBuilder page, DevelopmentReport report)
    {
        if (report.Settings.Count > 0)
        {
            page.Append("<h2>Settings</h2>")
                .Append(
                    Table(["Setting", "Value"], report.Settings.Select(pair => new[] { pair.Key, Short(pair.Value) }))
                );
        }

        if (report.Characteristics.Count == 0)
            return;
        string[] parts = [.. report.Characteristics[0].Stability.Keys];
        string[] header = ["Column", "Coefficient", "Error", "p", "VIF", "Information value", "Trend", "Baseline"];
        page.Append("<h2>Characteristics</h2>")
            .Append(
                Table(
                    [.. header, .. parts.Select(part => part == "outOfTime" ? "CSI out of time" : $"CSI {part}")],
                    report.Characteristics.Select(characteristic =>
                        new[]
                        {
                            characteristic.Column,
                            Fixed(characteristic.Coefficient, 3),
                            Fixed(characteristic.StandardError, 3),
                            Fixed(characteristic.PValue, 4),
                            Fixed(characteristic.VarianceInflation, 2),
                            Fixed(characteristic.InformationValue, 4),
                            characteristic.Trend,
                            Short(characteristic.Baseline),
                        }
                            .Concat(parts.Select(part => Fixed(characteristic.Stability[part], 4)))
                            .ToArray()
                    )
                )
            );
        foreach (CharacteristicReport characteristic in report.Characteristics)
            WriteBins(page, characteristic);
    }

    private static void WriteBins(StringBuilder page, CharacteristicReport characteristic)
    {
        BinReport[] bins = [.. characteristic.Bins.Where(bin => bin.Count > 0)];
        if (bins.Length == 0)
            return;
        double most = bins.Max(bin => bin.BadRate);
        Svg chart = new Svg(
            $"Bad rate by {characteristic.Column}",
            "bin",
            "bad rate",
            (0, bins.Length),
            (0, most),
            [.. bins.Select(bin => bin.Label)]
        ).Bars(
            bins.Select((bin, i) => ((double)i, i + 1.0, bin.BadRate, $"{bin.Label}: {Percent(bin.BadRate)}")),
            "bar"
        );
        page.Append("<h3>")
            .Append(Escape(characteristic.Column))
            .Append("</h3><div class=\"charts\"><figure>")
            .Append(chart)
            .Append("<figcaption>Bad rate by bin, in the table's order</figcaption></figure>")
            .Append(
                Table(
                    ["Bin", "Rows", "Share", "Bad rate", "WoE", "Log odds", "Points"],
                    characteristic.Bins.Select(bin =>
                        new[]
                        {
                            bin.Label.Length > 60 ? bin.Label[..57] + "…" : bin.Label,
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
}
