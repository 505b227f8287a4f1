using System.Collections.Frozen;

namespace Headroom.Primitives;

/// <summary>
/// An ISO 4217 currency: its alphabetic code and the number of decimal digits of its minor unit.
/// The default value is no currency and refuses every operation that needs one.
/// </summary>
public readonly record struct Currency
{
    /// <summary>Chinese yuan, 2 digits (fen).</summary>
    public static readonly Currency CNY = new("CNY", 2);

    /// <summary>United States dollar, 2 digits.</summary>
    public static readonly Currency USD = new("USD", 2);

    /// <summary>Euro, 2 digits.</summary>
    public static readonly Currency EUR = new("EUR", 2);

    /// <summary>Pound sterling, 2 digits.</summary>
    public static readonly Currency GBP = new("GBP", 2);

    /// <summary>New Taiwan dollar, 2 digits (ISO 4217, though cash has none).</summary>
    public static readonly Currency TWD = new("TWD", 2);

    /// <summary>Japanese yen, no minor unit.</summary>
    public static readonly Currency JPY = new("JPY", 0);

    /// <summary>Kuwaiti dinar, 3 digits (fils).</summary>
    public static readonly Currency KWD = new("KWD", 3);

    private static readonly FrozenDictionary<string, Currency> ByCode = new[]
    {
        CNY,
        USD,
        EUR,
        GBP,
        TWD,
        JPY,
        KWD,
    }.ToFrozenDictionary(currency => currency.Code, StringComparer.Ordinal);

    private readonly string? _code;

    private Currency(string code, int digits)
    {
        _code = code;
        Digits = digits;
    }

    /// <summary>The three-letter code, such as <c>CNY</c>; empty for the default value.</summary>
    public string Code => _code ?? "";

    /// <summary>Decimal digits of the minor unit: 0 to 3.</summary>
    public int Digits { get; }

    /// <summary>How many minor units make one major unit: 1, 100 or 1000.</summary>
    public int MinorUnitsPerMajor =>
        Digits switch
        {
            0 => 1,
            2 => 100,
            3 => 1000,
            _ => throw new InvalidOperationException($"A currency of {Digits} digits is not known."),
        };

    /// <summary>Every currency that amounts can be in.</summary>
    public static IReadOnlyCollection<Currency> All => ByCode.Values;

    /// <summary>The currency of a code. Refuses an unknown one with <c>currency-unknown</c>.</summary>
    public static Result<Currency> FromCode(string code) =>
        ByCode.TryGetValue(code, out var currency)
            ? currency
            : Refusal.Invalid(
                "currency-unknown",
                ("currency", code),
                ("known", string.Join(", ", ByCode.Keys.Order(StringComparer.Ordinal)))
            );

    /// <inheritdoc />
    public override string ToString() => Code;
}
