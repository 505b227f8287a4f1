using System.Globalization;

namespace Headroom.Primitives;

/// <summary>How an amount is written for people, the same wherever it stands.</summary>
public static class AmountText
{
    /// <summary>
    /// The amount with its currency's sign, all of its digits and its thousands apart: <c>¥12,000.00</c>, <c>−NT$5.00</c>; the
    /// code stands for a currency without a sign of its own.
    /// </summary>
    public static string Of(Money money)
    {
        var number = Math.Abs(money.Amount).ToString("N" + money.Currency.Digits, CultureInfo.InvariantCulture);
        var sign = money.IsNegative ? "−" : "";
        return money.Currency.Code switch
        {
            "CNY" => $"{sign}¥{number}",
            "USD" => $"{sign}${number}",
            "EUR" => $"{sign}€{number}",
            "GBP" => $"{sign}£{number}",
            "TWD" => $"{sign}NT${number}",
            "JPY" => $"{sign}JP¥{number}",
            var code => $"{sign}{number} {code}",
        };
    }
}
