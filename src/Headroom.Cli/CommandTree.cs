using System.CommandLine;
using Headroom.Cli.Books;
using Headroom.Cli.Commands;
using Headroom.Cli.Loans;
using Headroom.Cli.Output;
using Headroom.Cli.Scoring;
using Headroom.Primitives;

namespace Headroom.Cli;

/// <summary>Every command of <c>headroom</c>, and the one place where a failure becomes a message and an exit code.</summary>
public static class CommandTree
{
    /// <summary>Parses the arguments and runs the command; answers the exit code (<see cref="ExitCodes"/>).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        // "@FILE" is an option's own value here, not a file of arguments.
        var parsed = Build().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            // Options of a line that could not be read have no values, and what the parser says is English.
            var message = string.Join(" ", parsed.Errors.Select(error => error.Message));
            return Failures.Report(
                Refusal.Invalid("command-line-malformed", ("message", message)),
                args.Contains("--json", StringComparer.Ordinal),
                Language.En
            );
        }

        // What is under way is finished and told; a server gives requests half a minute.
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(40),
        };
        try
        {
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception failure) when (Failures.Explain(failure) is { } refusal)
        {
            return Failures.Report(refusal, parsed);
        }
        catch (OperationCanceledException)
        {
            Failures.Report(Refusal.Unavailable("interrupted"), parsed);
            return ExitCodes.Interrupted;
        }
        catch (Exception defect) when (Environment.GetEnvironmentVariable("HEADROOM_TRACE") != "1")
        {
            await Console.Error.WriteLineAsync(
                $"headroom: a defect: {defect.GetType().Name}: {defect.Message} [internal-error] Run again with HEADROOM_TRACE=1 and report it."
            );
            return ExitCodes.Defect;
        }
    }

    /// <summary>The root command, for help and for tests that walk it.</summary>
    public static RootCommand Build() =>
        new("Manage credit lines: score, grant, adjust, freeze, restore, and explain every decision.")
        {
            DemoCommand.Create(),
            ServeCommand.Create(),
            ImportCommand.Create(),
            ReviewCommand.Create(),
            ExplainCommand.Create(),
            VerifyCommand.Create(),
            LoanCommands.Create(),
            DayEndCommand.Create(),
            NoticesCommand.Create(),
            LedgerCommand.Create(),
            SimulateCommand.Create(),
            PolicyCommand.Create(),
            DmnCommand.Create(),
            ScorecardCommands.CreateScorecard(),
            ScorecardCommands.CreateModel(),
        };
}
