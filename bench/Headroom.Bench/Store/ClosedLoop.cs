using System.Diagnostics;

namespace Headroom.Bench.Store;

/// <summary>What a number of callers got done, each sending its next command when the last was answered.</summary>
internal sealed record Measured(double PerSecond, double P50Milliseconds, double P99Milliseconds);

internal static class ClosedLoop
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(4);

    /// <summary>Runs <paramref name="callers"/> callers for some seconds, after a warm-up that is not counted.</summary>
    public static async Task<Measured> RunAsync(int callers, int seconds, Func<Random, Task> command)
    {
        await PhaseAsync(callers, s_warmUp, command);
        var clock = Stopwatch.StartNew();
        var latencies = await PhaseAsync(callers, TimeSpan.FromSeconds(seconds), command);
        var elapsed = clock.Elapsed.TotalSeconds;
        Array.Sort(latencies);
        return new Measured(
            latencies.Length / elapsed,
            Milliseconds(latencies[latencies.Length / 2]),
            Milliseconds(latencies[(int)(latencies.Length * 0.99)])
        );
    }

    private static async Task<long[]> PhaseAsync(int callers, TimeSpan duration, Func<Random, Task> command)
    {
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var all = await Task.WhenAll(
            Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller, end, command)))
        );
        return [.. all.SelectMany(latencies => latencies)];
    }

    private static async Task<List<long>> CallAsync(int caller, long end, Func<Random, Task> command)
    {
#pragma warning disable RS0030 // A benchmark draws borrowers by a seed of its own.
        var random = new Random(caller);
#pragma warning restore RS0030
        var latencies = new List<long>();
        for (var start = Stopwatch.GetTimestamp(); start < end; )
        {
            await command(random);
            var now = Stopwatch.GetTimestamp();
            latencies.Add(now - start);
            start = now;
        }

        return latencies;
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
