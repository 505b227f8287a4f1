using System.CommandLine;

namespace Headroom.Cli.Scoring;

/// <summary><c>headroom scorecard …</c> and <c>headroom model …</c>: from past borrowers to a score in service.</summary>
internal static class ScorecardCommands
{
    public static Command CreateScorecard() =>
        new("scorecard", "Develop, apply and compare scorecards.")
        {
            FitCommand.Create(),
            ApplyCommand.Create(),
            CompareCommand.Create(),
        };

    public static Command CreateModel() =>
        new("model", "Boosted challengers, calibration, the inventory, and watching models that serve.")
        {
            BoostCommand.Create(),
            CalibrateCommand.Create(),
            WatchCommand.Create(),
            InventoryCommands.CreateRegister(),
            InventoryCommands.CreateList(),
            CaseCommands.CreateClose(),
        };
}
