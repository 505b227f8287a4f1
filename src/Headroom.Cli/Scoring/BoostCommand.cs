using System.CommandLine;
using System.Diagnostics;
using Headroom.Cli.Output;
using Headroom.Scoring.Boosting;

namespace Headroom.Cli.Scoring;

/// <summary><c>headroom model boost</c>: from a file of past borrowers to a model in PMML and its report.</summary>
internal static class BoostCommand
{
    public static Command Create()
    {
        var data = ScoringOptions.Data();
        var target = ScoringOptions.Target();
        var good = ScoringOptions.Good();
        var testRows = ScoringOptions.TestRows();
        var specFile = ScoringOptions.Spec();
        var model = ScoringOptions.Out("boosted.pmml");
        var report = ScoringOptions.Report();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("boost", "Grow a boosted model as a challenger to a scorecard.")
        {
            data,
            target,
            good,
            testRows,
            specFile,
            model,
            report,
            lang,
            json,
        };
        command.SetAction(parsed =>
        {
            var clock = Stopwatch.StartNew();
            var spec = ScoringOptions.SpecOf(parsed, specFile, target, good, testRows, data, "boosted");
            var table = ScoringOptions.ReadTable(parsed.GetValue(data)!, spec.Csv);
            var developed = BoostedDevelopment.Fit(table, spec.Development, spec.Boosting);
            var output = new DevelopedOutput(
                parsed.GetValue(model)!,
                parsed.GetValue(report),
                parsed.GetValue(json),
                CommonOptions.LanguageOf(parsed),
                clock
            );
            return output.Write(developed);
        });
        return command;
    }
}
