using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Lending.Simulation;
using Spectre.Console;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom simulate</c>: years of random lending against an independent auditor.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var seed = new Option<ulong>("--seed")
        {
            Description = "The seed; the same gives the same days.",
            DefaultValueFactory = _ => 1,
        };
        var days = new Option<int>("--days") { Description = "How many days.", DefaultValueFactory = _ => 730 };
        var borrowers = new Option<int>("--borrowers")
        {
            Description = "How many borrowers.",
            DefaultValueFactory = _ => 100,
        };
        var first = new Option<int>("--first") { Description = "The first borrower's number, to see one again." };
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command(
            "simulate",
            "Live through days of random lending and compare every loan with an auditor."
        )
        {
            seed,
            days,
            borrowers,
            first,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var options = new SimulationOptions(
                    parsed.GetValue(seed),
                    parsed.GetValue(borrowers),
                    parsed.GetValue(days),
                    parsed.GetValue(first)
                );
                var report = await ProgressBar.RunAsync(
                    "Simulating",
                    parsed.GetValue(json),
                    progress =>
                        Task.Run(
                            () =>
                                Simulator.Run(
                                    options,
                                    done =>
                                    {
                                        ct.ThrowIfCancellationRequested();
                                        progress.Report((done, options.Borrowers));
                                    }
                                ),
                            ct
                        )
                );
                if (parsed.GetValue(json))
                {
                    JsonOutput.Print(report);
                }
                else
                {
                    Print(report, options, new Words(CommonOptions.LanguageOf(parsed)));
                }

                return report.Failure is null ? ExitCodes.Ok : ExitCodes.CheckFailed;
            }
        );
        return command;
    }

    private static void Print(SimulationReport report, SimulationOptions options, Words words)
    {
        var refused = Tables.New(words["cli.simulate.refused"], "#" + words["cli.simulate.times"]);
        foreach (var (code, times) in report.Refused)
        {
            refused.AddRow(code, Count(times));
        }

        Tables.Write(refused);
        Console.Out.WriteLine(
            words.Get(
                report.Failure is null ? "cli.simulate.agrees" : "cli.simulate.differs",
                ("seed", options.Seed.ToString(CultureInfo.InvariantCulture)),
                ("days", Count(options.Days)),
                ("borrowers", Count(report.Borrowers)),
                ("commands", Count(report.Commands)),
                ("events", Count(report.Events)),
                ("loans", Count(report.Loans)),
                ("crashes", Count(report.Crashes)),
                ("audits", Count(report.Audits)),
                ("ended", Count(report.DaysEnded)),
                ("failure", report.Failure?.ToString() ?? ""),
                ("borrower", (report.Failure?.Borrower ?? 0).ToString(CultureInfo.InvariantCulture))
            )
        );
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
