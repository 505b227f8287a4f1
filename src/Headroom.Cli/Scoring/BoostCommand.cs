using System.CommandLine;
using Headroom.Scoring.Boosting;

namespace Headroom.Cli.Scoring;

/// <summary><c>headroom model boost</c>: from a file of past borrowers to a model in PMML and its report.</summary>
internal static class BoostCommand
{
    public static Command Create() =>
        new DevelopmentCommand(
            "boost",
            "Grow a boosted model as a challenger to a scorecard.",
            "boosted",
            "boosted.pmml"
        ).Runs(
            (_, table, spec, output) => output.Write(BoostedDevelopment.Fit(table, spec.Development, spec.Boosting))
        );
}
