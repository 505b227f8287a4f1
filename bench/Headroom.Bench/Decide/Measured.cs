using System.Diagnostics;

namespace Headroom.Bench.Decide;

/// <summary>What one decision costs: the best of several rounds, after warming up.</summary>
internal readonly record struct Measured(double Nanoseconds, double Bytes)
{
    private const int Rounds = 7;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(250);

    /// <summary>Measures work that decides so many rows each time.</summary>
    public static Measured Of(int rows, Action work)
    {
        // Long enough for the code to be compiled at its last tier.
        _ = Repeat(work, WarmUp);
        var (best, bytes) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var (times, took) = Repeat(work, Round);
            best = Math.Min(best, took.TotalNanoseconds / times / rows);
            bytes = Math.Min(bytes, (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / times / rows);
        }
        return new Measured(best, bytes);
    }

    private static (int Times, TimeSpan Took) Repeat(Action work, TimeSpan atLeast)
    {
        var started = Stopwatch.GetTimestamp();
        var times = 0;
        TimeSpan took;
        do
        {
            work();
            times++;
            took = Stopwatch.GetElapsedTime(started);
        } while (took < atLeast);
        return (times, took);
    }
}
