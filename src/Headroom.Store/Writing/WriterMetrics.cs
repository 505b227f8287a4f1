using System.Diagnostics.Metrics;

namespace Headroom.Store;

/// <summary>What the writers of this process do, as the meter <c>Headroom.Store</c>.</summary>
internal static class WriterMetrics
{
    private static readonly Meter s_meter = new("Headroom.Store");

    private static readonly Histogram<int> s_commands = s_meter.CreateHistogram<int>(
        "headroom.store.batch.commands",
        "{command}",
        "Commands that shared a transaction"
    );

    private static readonly Histogram<double> s_seconds = s_meter.CreateHistogram<double>(
        "headroom.store.batch.duration",
        "s",
        "From the first read of a batch until it is durable"
    );

    public static void Written(int commands, TimeSpan took)
    {
        try
        {
            s_commands.Record(commands);
            s_seconds.Record(took.TotalSeconds);
        }
        catch (Exception)
        {
            // A listener runs in here, and what it throws is its own: the writing goes on.
        }
    }
}
