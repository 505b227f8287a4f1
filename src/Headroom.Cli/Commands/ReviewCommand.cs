using System.CommandLine;
using System.Globalization;
using Headroom.Assessment;
using Headroom.Cli.Output;
using Headroom.Operations.Review;
using Headroom.Primitives;
using Spectre.Console;

namespace Headroom.Cli.Commands;

/// <summary><c>headroom review</c>: every line decided, a table of actions and reasons.</summary>
internal static class ReviewCommand
{
    public static Command Create()
    {
        var store = CommonOptions.Store();
        var pack = CommonOptions.Pack();
        var json = CommonOptions.Json();
        var lang = CommonOptions.Lang();
        var trigger = new Option<string>("--trigger")
        {
            Description = "Why the lines are reviewed: schedule, or release after a new policy.",
            DefaultValueFactory = _ => "schedule",
        };
        trigger.AcceptOnlyFromAmong("schedule", "release");
        var command = new Command("review", "Review every line by the live policy and show what was decided and why.")
        {
            store,
            pack,
            trigger,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await using var system = await SystemOpener.OpenExistingAsync(
                    parsed.GetValue(store)!,
                    ct,
                    pack: parsed.GetValue(pack)
                );
                var report = await ProgressBar.RunAsync(
                    "Reviewing",
                    parsed.GetValue(json),
                    progress =>
                        system.ReviewPortfolioAsync(
                            WordCodes.TriggerOf(parsed.GetValue(trigger)!)!.Value,
                            Actor.System("review"),
                            progress,
                            ct
                        )
                );
                var value = report.OrStop();
                if (parsed.GetValue(json))
                {
                    JsonOutput.Print(value);
                    return ExitCodes.Ok;
                }

                var release = (await system.Releases.LiveAsync(ct)).OrStop();
                var language = CommonOptions.LanguageOf(parsed);
                Print(value, language, reason => release.Text(reason.TextKey, language, reason.Parameters));
                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static void Print(ReviewReport report, Language language, Func<Reason, string> reason)
    {
        var words = new Words(language);
        var known = report.Grades.Any(grade => grade.OutcomesKnown > 0);
        var actions = Tables.New(words["cli.review.action"], "#" + words["cli.review.lines"]);
        if (known)
        {
            actions.AddColumn(Tables.Right(words["cli.review.defaulted"]));
            actions.AddColumn(Tables.Right(words["cli.review.not-defaulted"]));
        }

        foreach (var tally in report.Actions)
        {
            string[] row = [words["code.action." + tally.Action], Count(tally.Count)];
            string[] outcomes = known ? [Count(tally.Defaulted), Count(tally.NotDefaulted)] : [];
            actions.AddRow([.. row.Concat(outcomes).Select(Markup.Escape)]);
        }

        var reasons = Tables.New(words["cli.review.reason"], "#" + words["cli.review.lines"]);
        foreach (var tally in report.Reasons.Take(12))
        {
            reasons.AddRow(Markup.Escape(reason(tally.Example)), Count(tally.Count));
        }

        Tables.Write(actions);
        Tables.Write(reasons);
        PrintGrades(report, words, known);
        foreach (var refused in report.Refused)
        {
            Console.Out.WriteLine($"{words["cli.review.refused"]}: {refused.Code} {Count(refused.Count)}");
        }

        Console.Out.WriteLine(
            words.Get(
                "cli.review.done",
                ("borrowers", Count(report.Borrowers)),
                ("seconds", report.Seconds.ToString("0.0", CultureInfo.InvariantCulture)),
                ("rate", Count((long)report.BorrowersPerSecond)),
                ("release", report.Release.ToShortString())
            )
        );
        if (report.Repeated > 0)
        {
            Console.Out.WriteLine(words.Get("cli.review.repeated", ("repeated", Count(report.Repeated))));
        }
    }

    private static void PrintGrades(ReviewReport report, Words words, bool known)
    {
        var grades = Tables.New(words["cli.review.grade"], "#" + words["cli.review.lines"]);
        if (known)
        {
            grades.AddColumn(Tables.Right(words["cli.review.default-rate"]));
        }

        foreach (var tally in report.Grades)
        {
            string[] rate = known ? [tally.DefaultRate?.ToString("P2", CultureInfo.InvariantCulture) ?? "–"] : [];
            grades.AddRow([tally.Grade, Count(tally.Count), .. rate]);
        }

        Tables.Write(grades);
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
