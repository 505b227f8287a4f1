using System.Collections.Concurrent;
using System.Globalization;

namespace Headroom.Dmn;

/// <summary>An offset from UTC or a named time zone (IANA), as written after a time.</summary>
internal sealed class FeelZone : IEquatable<FeelZone>
{
    private static readonly ConcurrentDictionary<string, FeelZone?> Named = new(StringComparer.Ordinal);
    private readonly TimeZoneInfo? zone;
    private readonly int offsetSeconds;

    private FeelZone(string id, TimeZoneInfo? zone, int offsetSeconds)
    {
        Id = id;
        this.zone = zone;
        this.offsetSeconds = offsetSeconds;
    }

    public static FeelZone Utc { get; } = new("Z", null, 0);

    /// <summary>"Z", "+08:00" or "Asia/Shanghai".</summary>
    public string Id { get; }

    public bool IsNamed => zone is not null;

    public static FeelZone OfOffset(int seconds)
    {
        if (seconds == 0)
        {
            return Utc;
        }
        var magnitude = Math.Abs(seconds);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{(seconds < 0 ? '-' : '+')}{magnitude / 3600:00}:{magnitude / 60 % 60:00}"
        );
        return new FeelZone(
            magnitude % 60 == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}:{magnitude % 60:00}"),
            null,
            seconds
        );
    }

    /// <summary>The zone of this name, or null where the platform's time-zone data has none.</summary>
    public static FeelZone? OfName(string id) =>
        Named.GetOrAdd(
            id,
            static name =>
                name.Length > 0
                && char.IsAsciiLetter(name[0])
                && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found)
                    ? new FeelZone(name, found, 0)
                    : null
        );

    /// <summary>Seconds east of UTC at this local time. Named zones outside .NET's years use their standard offset.</summary>
    public int OffsetAt(decimal localSecondsFromEpoch)
    {
        if (zone is null)
        {
            return offsetSeconds;
        }
        var inDotNet = localSecondsFromEpoch is > -62_000_000_000m and < 253_000_000_000m;
        return inDotNet
            ? (int)
                zone.GetUtcOffset(
                    new DateTime(
                        DateTime.UnixEpoch.Ticks + (long)(localSecondsFromEpoch * TimeSpan.TicksPerSecond),
                        DateTimeKind.Unspecified
                    )
                ).TotalSeconds
            : (int)zone.BaseUtcOffset.TotalSeconds;
    }

    /// <summary>The local time that this instant is here.</summary>
    public decimal LocalOf(decimal utcSecondsFromEpoch)
    {
        if (zone is null)
        {
            return utcSecondsFromEpoch + offsetSeconds;
        }
        if (utcSecondsFromEpoch is <= -62_000_000_000m or >= 253_000_000_000m)
        {
            return utcSecondsFromEpoch + (int)zone.BaseUtcOffset.TotalSeconds;
        }
        var ticks = DateTime.UnixEpoch.Ticks + (long)(utcSecondsFromEpoch * TimeSpan.TicksPerSecond);
        return utcSecondsFromEpoch + (int)zone.GetUtcOffset(new DateTime(ticks, DateTimeKind.Utc)).TotalSeconds;
    }

    public bool Equals(FeelZone? other) => other is not null && string.Equals(Id, other.Id, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as FeelZone);

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}
