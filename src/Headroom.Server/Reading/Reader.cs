using Headroom.Operations.Texts;
using Headroom.Primitives;

namespace Headroom.Server.Reading;

/// <summary>Says things the way one reader reads them: words, names of codes, amounts, dates and times.</summary>
public sealed partial class Reader(Language language, BusinessCalendar calendar)
{
    private static TextCatalog Texts => TextCatalog.Shipped;

    /// <summary>How values are written.</summary>
    public Formats Formats { get; } = new(language, calendar);

    /// <summary>The language.</summary>
    public Language Language => language;

    /// <summary>Its tag (BCP 47).</summary>
    public string Tag => language.Tag();

    /// <summary>The words under a key of the product's own texts.</summary>
    public string this[string key] => Texts.Get(key, language);

    /// <summary>The words under a key, with their parameters filled in.</summary>
    public string Text(string key, params IEnumerable<(string Name, string Value)> parameters) =>
        Texts.Get(key, language, parameters);

    /// <summary>The words for a code that the store keeps as text: <c>Code("hold-kind", "risk")</c>; the code itself where it has none.</summary>
    public string Code(string type, string code)
    {
        var key = $"code.{type}.{code}";
        return Texts.Has(key) ? this[key] : code;
    }

    /// <summary>The words for a case of an enumeration.</summary>
    public string Code(Enum value) => Formats.Value(value);

    /// <summary>An amount.</summary>
    public string Amount(Money money) => Formats.Amount(money);

    /// <summary>An amount of minor units of a currency that the store names by its code.</summary>
    public string Amount(long minorUnits, string currency) =>
        Amount(new Money(minorUnits, Currency.FromCode(currency).Value));

    /// <summary>The date of an instant on the lender's wall.</summary>
    public string Date(DateTimeOffset instant) => Formats.Date(calendar.DateAt(instant));

    /// <summary>A date.</summary>
    public string Date(DateOnly date) => Formats.Date(date);

    /// <summary>An instant to the minute, on the lender's wall.</summary>
    public string Time(DateTimeOffset instant) => Formats.Instant(instant);
}
