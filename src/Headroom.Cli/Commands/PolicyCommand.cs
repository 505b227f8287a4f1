using System.CommandLine;
using System.Globalization;
using Headroom.Assessment;
using Headroom.Cli.Output;
using Headroom.Operations.Releases;

namespace Headroom.Cli.Commands;

/// <summary><c>headroom policy check</c>: what is wrong with a pack, and how its example cases come out.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy", "Work on a policy pack.") { Check() };

    private static Command Check()
    {
        var folder = new Argument<string?>("folder")
        {
            Description = "The pack's folder; the shipped pack where none is given.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = CommonOptions.Json();
        var lang = CommonOptions.Lang();
        var command = new Command("check", "Check a pack: tables, models, texts, caps, and its example cases.")
        {
            folder,
            lang,
            json,
        };
        command.SetAction(parsed =>
        {
            var from = parsed.GetValue(folder) ?? PackFolder.Shipped;
            var check = PackChecker.Check(PackFolder.Read(from).OrStop());
            if (parsed.GetValue(json))
            {
                JsonOutput.Print(
                    new
                    {
                        passed = check.Passed,
                        release = check.Release?.Hash.ToString(),
                        diagnostics = check.Diagnostics,
                        cases = check.Cases,
                    }
                );
            }
            else
            {
                Print(check, new Words(CommonOptions.LanguageOf(parsed)));
            }

            return check.Passed ? ExitCodes.Ok : ExitCodes.CheckFailed;
        });
        return command;
    }

    private static void Print(PackCheck check, Words words)
    {
        foreach (var diagnostic in check.Diagnostics)
        {
            Console.Out.WriteLine(diagnostic.ToString());
        }

        Console.Out.WriteLine(
            words.Get(
                check.Passed ? "cli.policy.passed" : "cli.policy.failed",
                ("release", check.Release?.Hash.ToShortString() ?? "–"),
                ("diagnostics", Count(check.Diagnostics.Count)),
                ("passed", Count(check.Cases.Count(one => one.Passed))),
                ("failed", Count(check.Cases.Count(one => !one.Passed)))
            )
        );
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
