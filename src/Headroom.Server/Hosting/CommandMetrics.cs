using System.Diagnostics.Metrics;
using Headroom.Store;

namespace Headroom.Server.Hosting;

/// <summary>Counts the commands that came in over HTTP, by what became of them.</summary>
internal static class CommandMetrics
{
    private static readonly Meter Meter = new("Headroom.Server");

    private static readonly Counter<long> Commands = Meter.CreateCounter<long>(
        "headroom.commands",
        "{command}",
        "Commands answered, by operation, outcome and, where refused, the refusal's code."
    );

    public static void Count(string operation, CommandOutcome outcome) =>
        Commands.Add(
            1,
            new("headroom.operation", operation),
            new(
                "headroom.outcome",
                outcome.Repeated ? "repeated"
                    : outcome.Answer.IsOk ? "done"
                    : "refused"
            ),
            new("headroom.code", outcome.Answer.IsOk ? null : outcome.Answer.Refusal!.Code)
        );
}
