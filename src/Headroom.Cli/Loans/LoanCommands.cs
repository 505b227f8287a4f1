using System.CommandLine;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom loan …</c>: everything about lending on a line.</summary>
internal static class LoanCommands
{
    public static Command Create() => new("loan", "Schedules and loans on lines.") { ScheduleCommand.Create() };
}
