using System.CommandLine;
using System.Diagnostics;
using Headroom.Cli.Output;
using Headroom.Scoring.Development;

namespace Headroom.Cli.Scoring;

/// <summary><c>headroom scorecard fit</c>: from a file of past borrowers to a model in PMML and its report.</summary>
internal static class FitCommand
{
    public static Command Create()
    {
        var data = ScoringOptions.Data();
        var target = ScoringOptions.Target();
        var good = ScoringOptions.Good();
        var testRows = ScoringOptions.TestRows();
        var specFile = ScoringOptions.Spec();
        var model = ScoringOptions.Out("model.pmml");
        var report = ScoringOptions.Report();
        var rejects = ScoringOptions.Rejects();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("fit", "Develop a scorecard on past borrowers.")
        {
            data,
            target,
            good,
            testRows,
            specFile,
            model,
            report,
            rejects,
            lang,
            json,
        };
        command.SetAction(parsed =>
        {
            var clock = Stopwatch.StartNew();
            var spec = ScoringOptions.SpecOf(parsed, specFile, target, good, testRows, data);
            var table = ScoringOptions.ReadTable(parsed.GetValue(data)!, spec.Csv);
            var output = new DevelopedOutput(
                parsed.GetValue(model)!,
                parsed.GetValue(report),
                parsed.GetValue(json),
                CommonOptions.LanguageOf(parsed),
                clock
            );
            if ((parsed.GetValue(rejects) ?? spec.Rejects.Method) is not { } method)
            {
                return output.Write(ScorecardDevelopment.Fit(table, spec.Development));
            }

            return output.Write(RejectInference.Fit(table, spec.Development, method, spec.Rejects.BadRateFactor));
        });
        return command;
    }
}
