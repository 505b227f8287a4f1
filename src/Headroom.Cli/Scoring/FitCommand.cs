using System.CommandLine;
using Headroom.Scoring.Development;

namespace Headroom.Cli.Scoring;

/// <summary><c>headroom scorecard fit</c>: from a file of past borrowers to a model in PMML and its report.</summary>
internal static class FitCommand
{
    public static Command Create()
    {
        var rejects = new Option<RejectMethod?>("--rejects")
        {
            Description =
                "Infer applicants without an outcome, by augmentation or parcelling; the model of known outcomes is written beside it.",
        };
        return new DevelopmentCommand(
            "fit",
            "Develop a scorecard on past borrowers.",
            "scorecard",
            "model.pmml",
            rejects
        ).Runs(
            (parsed, table, spec, output) =>
                (parsed.GetValue(rejects) ?? spec.Rejects.Method) is { } method
                    ? output.Write(RejectInference.Fit(table, spec.Development, method, spec.Rejects.BadRateFactor))
                    : output.Write(ScorecardDevelopment.Fit(table, spec.Development))
        );
    }
}
