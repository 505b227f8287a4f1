namespace Headroom.Profiles;

/// <summary>A profile while it is being filled.</summary>
internal sealed class ProfileDraft(DateTimeOffset asOf, DateTimeOffset knownAt)
{
    // Numbers that are computed keep six decimals: enough for any ratio, and few enough to survive JSON exactly.
    private const int Decimals = 6;

    private readonly FeatureValue[] _values = new FeatureValue[FeatureCatalog.All.Count];

    public DateTimeOffset AsOf => asOf;

    public DateTimeOffset KnownAt => knownAt;

    public bool Sees(Signal signal) => StatementMonths.Visible(signal, asOf, knownAt);

    public int AgeDays(Signal signal) => (int)(asOf - signal.OccurredAt).TotalDays;

    public void Set(Feature feature, decimal number, Signal from) =>
        Set(feature, SignalValue.Number(Math.Round(number, Decimals, MidpointRounding.ToEven)), from);

    /// <summary>Sets the value if it is one of the feature's type; anything else leaves it unknown.</summary>
    public void Set(Feature feature, SignalValue value, Signal from)
    {
        if (value.Kind == feature.Kind)
        {
            _values[feature.Ordinal] = new FeatureValue(value, from.Source, AgeDays(from))
            {
                OccurredAt = from.OccurredAt,
            };
        }
    }

    /// <summary>Sets a count to zero: that nothing was seen is itself known.</summary>
    public void SetNone(Feature count) => _values[count.Ordinal] = new FeatureValue(SignalValue.Number(0), null, 0);

    public bool Has(Feature feature) => _values[feature.Ordinal].IsKnown;

    public Profile Finish() => new(asOf, knownAt, _values);
}
