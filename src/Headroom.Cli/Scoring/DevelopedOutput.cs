using System.Diagnostics;
using Headroom.Cli.Output;
using Headroom.Primitives;
using Headroom.Scoring.Development;
using Headroom.Scoring.Judging;
using Headroom.Scoring.Reporting;
using Spectre.Console;
using static Headroom.Cli.Scoring.ScoringOptions;

namespace Headroom.Cli.Scoring;

/// <summary>Writes what was developed: the model, the report, and a summary on the standard output.</summary>
internal static class DevelopedOutput
{
    public static int Write(
        DevelopedModel developed,
        string model,
        string? report,
        bool json,
        Language language,
        Stopwatch clock
    )
    {
        File.WriteAllText(model, developed.Pmml);
        if (report is not null)
        {
            File.WriteAllText(report, ReportPage.Write(developed.Report));
        }

        var seconds = Math.Round(clock.Elapsed.TotalSeconds, 3);
        if (json)
        {
            Console.Out.WriteLine(ReportJson.Write(developed.Report, seconds));
            return ExitCodes.Ok;
        }

        var words = new Words(language);
        foreach (var notice in developed.Report.Notices)
        {
            Console.Error.WriteLine($"· {notice.Message}");
        }

        WriteParts(developed.Report, words);
        WriteCharacteristics(developed.Report, words);
        Console.Out.WriteLine(
            words.Get(
                "cli.scoring.written",
                ("files", report is null ? model : $"{model}, {report}"),
                ("seconds", Number(seconds, 1))
            )
        );
        return ExitCodes.Ok;
    }

    private static void WriteParts(DevelopmentReport report, Words words)
    {
        var table = Tables.New(
            words["cli.scoring.part"],
            "#" + words["cli.scoring.rows"],
            "#" + words["cli.scoring.bad-rate"],
            "#AUC",
            "#" + words["cli.scoring.interval"],
            "#KS",
            "#Gini",
            "#Brier"
        );
        Judgement?[] parts = [report.Train, report.Test, report.OutOfTime];
        foreach (var part in parts)
        {
            if (part is not null)
            {
                table.AddRow(
                    part.Part,
                    Count(part.Rows),
                    Percent(part.Bads / (part.Goods + part.Bads)),
                    Number(part.Auc),
                    part.AucInterval is { } interval ? $"{Number(interval.Low)} – {Number(interval.High)}" : "",
                    Number(part.Ks),
                    Number(part.Gini),
                    Number(part.Brier)
                );
            }
        }

        Tables.Write(table);
    }

    private static void WriteCharacteristics(DevelopmentReport report, Words words)
    {
        if (report.Characteristics.Count == 0)
        {
            return;
        }

        var table = Tables.New(
            words["cli.scoring.characteristic"],
            "#" + words["cli.scoring.bins"],
            "#" + words["cli.scoring.value"],
            "#" + words["cli.scoring.least"],
            "#" + words["cli.scoring.most"]
        );
        foreach (var characteristic in report.Characteristics)
        {
            table.AddRow(
                Markup.Escape(characteristic.Column),
                Count(characteristic.Bins.Count),
                Number(characteristic.InformationValue),
                Number(characteristic.Bins.Min(bin => bin.Points), 0),
                Number(characteristic.Bins.Max(bin => bin.Points), 0)
            );
        }

        Tables.Write(table);
    }
}
