using System.Globalization;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Server.Reading;

/// <summary>Features and their values.</summary>
public sealed partial class Reader
{
    /// <summary>The name of a feature; its own where nobody has given it words.</summary>
    public string NameOf(Feature feature) =>
        Texts.Has("feature." + feature.Name) ? this["feature." + feature.Name] : feature.Name;

    /// <summary>A feature's value with its unit.</summary>
    public string ValueOf(Feature feature, SignalValue value, Currency currency) =>
        value.Kind switch
        {
            SignalValueKind.Flag => this[value.AsFlag ? "page.yes" : "page.no"],
            SignalValueKind.Number => Number(feature.Unit, value.AsNumber, currency),
            SignalValueKind.Text => value.AsText,
            _ => this["page.unknown"],
        };

    /// <summary>The name of a kind of signal; the kind itself where the lender has its own.</summary>
    public string SignalKind(string kind) => Texts.Has("signal-kind." + kind) ? this["signal-kind." + kind] : kind;

    private string Number(FeatureUnit unit, decimal number, Currency currency) =>
        unit switch
        {
            FeatureUnit.Money => Amount(Money.FromAmount(number, currency, Rounding.HalfEven)),
            FeatureUnit.Ratio => (number * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %",
            FeatureUnit.Months => Text("unit.months", ("count", Plain(number))),
            FeatureUnit.Days => Text("unit.days", ("count", Plain(number))),
            FeatureUnit.Years => Text("unit.years", ("count", Plain(number))),
            _ => Plain(number),
        };

    private static string Plain(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
