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
internal sealed class DevelopedOutput(string model, string? report, bool json, Language language, Stopwatch clock)
{
    private readonly ReportWords _words = ReportWordsIn(language);

    public int Write(DevelopedModel developed)
    {
        var files = WriteFiles(developed, "");
        if (json)
        {
            Console.Out.WriteLine(ReportJson.Write(developed.Report, Seconds));
            return ExitCodes.Ok;
        }

        Print(developed);
        PrintWritten(files);
        return ExitCodes.Ok;
    }

    /// <summary>Both models of a reject inference: inference rests on an assumption, so it is never published alone.</summary>
    public int Write(RejectInferenceResult result)
    {
        string[] files = [.. WriteFiles(result.Inferred, ""), .. WriteFiles(result.Known, ".known")];
        if (json)
        {
            Console.Out.WriteLine(
                ReportJson.Write(new { Known = result.Known.Report, Inferred = result.Inferred.Report }, Seconds)
            );
            return ExitCodes.Ok;
        }

        var words = new Words(language);
        Console.Out.WriteLine(words["cli.scoring.known"]);
        Print(result.Known);
        Console.Out.WriteLine(words["cli.scoring.inferred"]);
        Print(result.Inferred);
        PrintWritten(files);
        return ExitCodes.Ok;
    }

    private double Seconds => Math.Round(clock.Elapsed.TotalSeconds, 3);

    private string[] WriteFiles(DevelopedModel developed, string suffix)
    {
        List<string> files = [Named(model)];
        File.WriteAllText(files[0], developed.Pmml);
        if (report is not null)
        {
            files.Add(Named(report));
            File.WriteAllText(files[1], ReportPage.Write(developed.Report, _words));
        }

        return [.. files];

        string Named(string path) =>
            suffix.Length == 0 ? path : Path.ChangeExtension(path, null) + suffix + Path.GetExtension(path);
    }

    private void Print(DevelopedModel developed)
    {
        foreach (var notice in developed.Report.Notices)
        {
            Console.Error.WriteLine($"· {_words.Say(notice)}");
        }

        var words = new Words(language);
        WriteParts(developed.Report, words);
        WriteCharacteristics(developed.Report, words);
    }

    private void PrintWritten(string[] files) =>
        Console.Out.WriteLine(
            new Words(language).Get(
                "cli.scoring.written",
                ("files", string.Join(", ", files)),
                ("seconds", Number(Seconds, 1))
            )
        );

    private void WriteParts(DevelopmentReport report, Words words)
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
                    _words.Part(part.Part),
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
