using Headroom.Primitives;

namespace Headroom.Profiles;

/// <summary>
/// A fact that arrived about a borrower: what kind, when it happened, when the lender came to know it, from whom, and
/// its values. A value that was not given is absent, never zero. <see cref="SignalCatalog"/> lists the kinds.
/// </summary>
public sealed record Signal(
    SignalId Id,
    string Kind,
    DateTimeOffset OccurredAt,
    DateTimeOffset KnownAt,
    string Source,
    IReadOnlyDictionary<string, SignalValue> Values
)
{
    /// <summary>The value of a name, or none.</summary>
    public SignalValue this[string name] => Values.GetValueOrDefault(name);

    /// <inheritdoc />
    public bool Equals(Signal? other) =>
        other is not null
        && Id == other.Id
        && Kind == other.Kind
        && OccurredAt == other.OccurredAt
        && KnownAt == other.KnownAt
        && Source == other.Source
        && Values.Count == other.Values.Count
        && Values.All(pair => other.Values.TryGetValue(pair.Key, out var value) && value == pair.Value);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Id, Kind, OccurredAt);
}

/// <summary>The event that a signal was taken into a borrower's history.</summary>
public sealed record SignalRecorded(Signal Signal);
