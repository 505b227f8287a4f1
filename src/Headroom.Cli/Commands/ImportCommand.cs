using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headroom.Cli.Output;
using Headroom.Operations.Import;
using Headroom.Operations.RegisterBorrower;
using Headroom.Operations.Texts;
using Headroom.Primitives;

namespace Headroom.Cli.Commands;

/// <summary><c>headroom import</c>: a portfolio from a CSV file through a mapping.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The CSV file." };
        var mapping = new Option<string>("--mapping")
        {
            Description = "The YAML mapping from columns to borrowers, lines and signals.",
            Required = true,
        };
        var badRows = new Option<string>("--bad-rows")
        {
            Description = "What a bad row does: stop (nothing is imported) or skip (it is left out and reported).",
            DefaultValueFactory = _ => "stop",
        };
        badRows.AcceptOnlyFromAmong("stop", "skip");
        var store = CommonOptions.Store();
        var json = CommonOptions.Json();
        var lang = CommonOptions.Lang();
        var command = new Command("import", "Import borrowers, their lines and signals from a CSV file.")
        {
            file,
            mapping,
            badRows,
            store,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                // Opened first, so that a wrong mapping or header makes no store.
                var map = MappingFile.Read(parsed.GetValue(mapping)!).OrStop();
                PortfolioCsv.Open(parsed.GetValue(file)!, map, BusinessCalendar.Default).OrStop().Dispose();

                await using var system = await SystemOpener.OpenAsync(parsed.GetValue(store)!, null, ct);
                var at = system.Calendar.StartOf(map.AsOf);
                var import = new ImportPortfolio(DraftStoring.Into(system, at), system.Calendar, system.Clock);
                var skip = parsed.GetValue(badRows) == "skip" ? BadRows.Skip : BadRows.Stop;
                var report = await ProgressBar.RunAsync(
                    "Importing",
                    parsed.GetValue(json),
                    progress =>
                        import.HandleAsync(parsed.GetValue(file)!, map, skip, new ImportProgressShare(progress), ct)
                );
                var imported = report.OrStop();
                if (imported.Imported + imported.Unchanged > 0)
                {
                    await system.LiveOnFromAsync(at, ct);
                    imported = imported with { BusinessDate = system.Calendar.DateAt(system.Now) };
                }

                return Print(imported, parsed.GetValue(json), CommonOptions.LanguageOf(parsed));
            }
        );
        return command;
    }

    private static int Print(ImportReport report, bool json, Primitives.Language language)
    {
        if (json)
        {
            JsonOutput.Print(ShownReport(report, language));
            return report.Stopped ? ExitCodes.WrongInput : ExitCodes.Ok;
        }

        foreach (var problem in report.Problems.Concat(report.Warnings))
        {
            Console.Error.WriteLine(problem.Say(TextCatalog.Shipped, language));
        }

        var words = new Words(language);
        Console.Out.WriteLine(
            words.Get(
                report.Stopped ? "cli.import.stopped" : "cli.import.done",
                ("rows", Count(report.RowsRead)),
                ("imported", Count(report.Imported)),
                ("unchanged", Count(report.Unchanged)),
                ("bad", Count(report.BadRows)),
                ("seconds", report.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture))
            )
        );
        if (report.LinesKept > 0)
        {
            Console.Out.WriteLine(words.Get("cli.import.lines-kept", ("lines", Count(report.LinesKept))));
        }

        if (report.BusinessDate is { } date)
        {
            Console.Out.WriteLine(words.Get("cli.import.lives-on", ("date", $"{date:O}")));
        }

        return report.Stopped ? ExitCodes.WrongInput : ExitCodes.Ok;
    }

    // A refusal alone is a code with its parameters: whoever reads the document is told what a reader of the text is.
    private static JsonNode ShownReport(ImportReport report, Primitives.Language language)
    {
        var shown = JsonSerializer.SerializeToNode(report, JsonOutput.Options)!;
        shown["problems"] = Shown(report.Problems);
        shown["warnings"] = Shown(report.Warnings);
        return shown;

        JsonNode? Shown(IReadOnlyList<RowProblem> problems) =>
            JsonSerializer.SerializeToNode(
                problems.Select(problem => ShownProblem.Of(problem, language)),
                JsonOutput.Options
            );
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Checking and writing are half of the bar each.</summary>
    private sealed class ImportProgressShare(IProgress<(long Done, long Total)> bar) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            bar.Report(((long)(1000 * value.Fraction) + (value.Phase == ImportPhase.Writing ? 1000 : 0), 2000));
    }

    private sealed record ShownProblem(
        long Row,
        long Line,
        string Field,
        string Columns,
        string Code,
        IReadOnlyDictionary<string, string> Parameters,
        string Message
    )
    {
        public static ShownProblem Of(RowProblem problem, Primitives.Language language) =>
            new(
                problem.Row,
                problem.Line,
                problem.Field,
                problem.Columns,
                problem.Why.Code,
                problem.Why.Parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
                problem.Say(TextCatalog.Shipped, language)
            );
    }
}
