using System.Globalization;

namespace Headroom.Store;

/// <summary>Instants as they are stored: UTC, whole microseconds. And whole numbers as text.</summary>
internal static class Instants
{
    public static DateTimeOffset Now(TimeProvider clock) => FromMicroseconds(ToMicroseconds(clock.GetUtcNow()));

    /// <summary>Whole microseconds since 1970, downwards.</summary>
    public static long ToMicroseconds(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
