using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Operations.Verify;

namespace Headroom.Cli.Commands;

/// <summary><c>headroom verify</c>: proves that events, state and read tables agree and that every decision replays.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var store = CommonOptions.Store();
        var json = CommonOptions.Json();
        var lang = CommonOptions.Lang();
        var rebuild = new Option<bool>("--rebuild")
        {
            Description =
                "Replace the state and rows that differ by what the events give. Events are never touched, nor anything of a "
                + "borrower of whom events are lost. Restart servers on the store afterwards: they keep states in memory.",
        };
        var command = new Command(
            "verify",
            "Fold every event again, compare state and read tables, and repeat every decision under its release."
        )
        {
            store,
            rebuild,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await using var system = await SystemOpener.OpenExistingAsync(parsed.GetValue(store)!, ct);
                var report = await ProgressBar.RunAsync(
                    "Verifying",
                    parsed.GetValue(json),
                    progress => system.VerifyAsync(parsed.GetValue(rebuild), progress, ct)
                );
                if (parsed.GetValue(json))
                {
                    JsonOutput.Print(report);
                }
                else
                {
                    Print(report, new Words(CommonOptions.LanguageOf(parsed)));
                }

                return report.Agrees ? ExitCodes.Ok : ExitCodes.CheckFailed;
            }
        );
        return command;
    }

    private static void Print(VerifyReport report, Words words)
    {
        foreach (var finding in report.Findings)
        {
            var place = finding.Borrower is { } borrower
                ? $"{borrower} v{finding.Version}"
                : words["cli.verify.ledger"];
            Console.Out.WriteLine(
                $"{place}: {finding.Code}\n  {words["cli.verify.expected"]}: {finding.Expected}\n  {words["cli.verify.found"]}: {finding.Found}"
            );
        }

        Console.Out.WriteLine(
            words.Get(
                report.Agrees ? "cli.verify.agrees" : "cli.verify.differs",
                ("borrowers", Count(report.Borrowers)),
                ("events", Count(report.Events)),
                ("decisions", Count(report.Decisions)),
                ("findings", Count(report.FindingsCount)),
                ("rebuilt", Count(report.Rebuilt)),
                ("seconds", report.Seconds.ToString("0.0", CultureInfo.InvariantCulture))
            )
        );
        if (report.Lost > 0)
        {
            Console.Out.WriteLine(words.Get("cli.verify.lost", ("lost", Count(report.Lost))));
        }
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
