namespace Headroom.Profiles;

/// <summary>
/// What is known of a borrower as of an instant: each feature of <see cref="FeatureCatalog"/> with its value, source and
/// age, or unknown. Immutable.
/// </summary>
public sealed class Profile
{
    private readonly FeatureValue[] _values;

    internal Profile(DateTimeOffset asOf, DateTimeOffset knownAt, FeatureValue[] values)
    {
        AsOf = asOf;
        KnownAt = knownAt;
        _values = values;
    }

    /// <summary>Up to when things happened that it counts.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>Up to when things were known that it counts.</summary>
    public DateTimeOffset KnownAt { get; }

    /// <summary>A feature's value.</summary>
    public FeatureValue this[Feature feature] => _values[feature.Ordinal];

    /// <summary>The features that are known, in the catalog's order.</summary>
    public IEnumerable<(Feature Feature, FeatureValue Value)> Known =>
        FeatureCatalog
            .All.Where(feature => _values[feature.Ordinal].IsKnown)
            .Select(feature => (feature, _values[feature.Ordinal]));

    /// <summary>A profile of given features; the others are unknown. For cases, simulations and what-if questions.</summary>
    public static Profile Of(DateTimeOffset asOf, IEnumerable<(Feature Feature, FeatureValue Value)> known)
    {
        var values = new FeatureValue[FeatureCatalog.All.Count];
        foreach (var (feature, value) in known)
        {
            values[feature.Ordinal] = value;
        }

        return new Profile(asOf, asOf, values);
    }
}
