namespace Headroom.Profiles;

/// <summary>What a feature's number counts, so that texts and policies know how to show and convert it.</summary>
public enum FeatureUnit
{
    /// <summary>A text, a flag or a plain count.</summary>
    Plain,

    /// <summary>An amount in major units of the line's currency.</summary>
    Money,

    /// <summary>A share, 1 being the whole.</summary>
    Ratio,

    /// <summary>Whole calendar months.</summary>
    Months,

    /// <summary>Whole days.</summary>
    Days,

    /// <summary>Whole years.</summary>
    Years,
}

/// <summary>One named thing that a profile says of a borrower: its place in the profile, type and unit.</summary>
public sealed record Feature(string Name, int Ordinal, SignalValueKind Kind, FeatureUnit Unit)
{
    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>
/// A feature's value with where it came from and how old it was at the profile's instant. The default value is unknown.
/// </summary>
/// <param name="Value">The value, or none where it is unknown.</param>
/// <param name="Source">The source of the newest signal it was made from; null where it is unknown.</param>
/// <param name="AgeDays">Whole days from that signal to the profile's instant.</param>
public readonly record struct FeatureValue(SignalValue Value, string? Source, int AgeDays)
{
    /// <summary>When that signal happened; the default where it is unknown.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>Whether the value is known.</summary>
    public bool IsKnown => Value.IsKnown;
}
