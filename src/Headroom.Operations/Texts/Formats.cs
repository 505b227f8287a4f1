using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Headroom.Lending;
using Headroom.Primitives;

namespace Headroom.Operations.Texts;

/// <summary>
/// How values stand in a reader's text: amounts with the currency's sign, dates and instants in the lender's time zone, rates in
/// percent, codes in words.
/// </summary>
public sealed class Formats(Language language, BusinessCalendar calendar)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    private readonly CultureInfo _culture = language == Language.Zh ? Chinese : English;

    /// <summary>The reader's language.</summary>
    public Language Language => language;

    /// <summary>The lender's calendar, by whose days and hours dates and instants are said.</summary>
    public BusinessCalendar Calendar => calendar;

    /// <summary>An amount: <c>¥12,000.00</c>; the code stands for a currency without a sign of its own.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "One of a reader's formats, called as the others are.")]
    public string Amount(Money money) => AmountText.Of(money);

    /// <summary>A date: <c>1 August 2026</c>, <c>2026年8月1日</c>.</summary>
    public string Date(DateOnly date) =>
        date.ToString(language == Language.Zh ? "yyyy年M月d日" : "d MMMM yyyy", _culture);

    /// <summary>An instant on the lender's wall: <c>1 August 2026, 09:30</c>.</summary>
    public string Instant(DateTimeOffset instant)
    {
        var local = calendar.LocalTime(instant);
        return local.ToString(language == Language.Zh ? "yyyy年M月d日 HH:mm" : "d MMMM yyyy, HH:mm", _culture);
    }

    /// <summary>A rate in percent with its period: <c>0.0450 % a day (16.20 % a year on 360 days)</c>.</summary>
    public string RateText(Rate rate)
    {
        var daily = (rate.To(RateBasis.Daily).Fraction * 100).ToString("0.####", _culture);
        var annual = (rate.To(RateBasis.Annual360).Fraction * 100).ToString("0.00", _culture);
        return TextCatalog.Shipped.Get("format.rate", language, [("daily", daily), ("annual", annual)]);
    }

    /// <summary>Any value that a text names as a parameter.</summary>
    public string Value(object value) =>
        value switch
        {
            Money money => Amount(money),
            DateOnly date => Date(date),
            DateTimeOffset instant => Instant(instant),
            Rate rate => RateText(rate),
            RepaymentMethod method => Code("repayment-method", method.Code()),
            Enum code => Code(ThemeOf(code.GetType()), JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString())),
            decimal number => number.ToString("0.##########", _culture),
            int or long => string.Create(_culture, $"{value:N0}"),
            _ => value.ToString() ?? "",
        };

    // Most themes are the type's own name; these three are named as people say them.
    private static string ThemeOf(Type type) =>
        type.Name switch
        {
            "LineStatus" => "status",
            "DecisionAction" => "action",
            "ReviewTrigger" => "trigger",
            var name => JsonNamingPolicy.KebabCaseLower.ConvertName(name),
        };

    private string Code(string theme, string code)
    {
        var key = $"code.{theme}.{code}";
        return TextCatalog.Shipped.Has(key) ? TextCatalog.Shipped.Get(key, language) : code;
    }
}
