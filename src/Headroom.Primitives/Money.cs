using System.Globalization;

namespace Headroom.Primitives;

/// <summary>
/// An amount of money: a whole number of minor units (fen, cents, fils) in one currency.
/// The range is ±(2^53 − 1) minor units, the integers that JSON readers everywhere keep exactly.
/// Operations on two currencies, and results out of range, throw: both are broken invariants, checked at the edge.
/// The default value is zero of no currency; it equals nothing but itself.
/// </summary>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>The largest number of minor units either side of zero: 2^53 − 1.</summary>
    public const long MinorUnitsMax = 9_007_199_254_740_991;

    /// <summary>Makes an amount of <paramref name="minorUnits"/>.</summary>
    /// <exception cref="OverflowException">The amount is outside ±(2^53 − 1).</exception>
    public Money(long minorUnits, Currency currency)
    {
        if (minorUnits is > MinorUnitsMax or < -MinorUnitsMax)
        {
            throw new OverflowException($"{minorUnits} minor units are outside the range of ±{MinorUnitsMax}.");
        }

        MinorUnits = minorUnits;
        Currency = currency;
    }

    /// <summary>The amount in minor units.</summary>
    public long MinorUnits { get; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; }

    /// <summary>Whether the amount is zero.</summary>
    public bool IsZero => MinorUnits == 0;

    /// <summary>Whether the amount is above zero.</summary>
    public bool IsPositive => MinorUnits > 0;

    /// <summary>Whether the amount is below zero.</summary>
    public bool IsNegative => MinorUnits < 0;

    /// <summary>The amount in major units, exactly: 12.34 for 1234 fen.</summary>
    public decimal Amount => (decimal)MinorUnits / Currency.MinorUnitsPerMajor;

    /// <summary>Zero of a currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>Rounds an amount in major units to the currency's digits.</summary>
    /// <exception cref="OverflowException">The amount is outside the range.</exception>
    public static Money FromAmount(decimal amount, Currency currency, Rounding rounding) =>
        new((long)(amount * currency.MinorUnitsPerMajor).Round(0, rounding), currency);

    /// <summary>
    /// Reads a plain decimal such as <c>1234.50</c>. Refuses with <c>money-malformed</c> what is no number, and with
    /// <c>money-too-precise</c> more digits than the currency has, and with <c>money-out-of-range</c> what is too large.
    /// </summary>
    public static Result<Money> Parse(string text, Currency currency)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var amount))
        {
            return Refusal.Invalid("money-malformed", ("value", text));
        }

        if (Math.Abs(amount) > (decimal)MinorUnitsMax / currency.MinorUnitsPerMajor)
        {
            return Refusal.Invalid("money-out-of-range", ("value", text));
        }

        var minorUnits = amount * currency.MinorUnitsPerMajor;
        return minorUnits == decimal.Truncate(minorUnits)
            ? new Money((long)minorUnits, currency)
            : Refusal.Invalid(
                "money-too-precise",
                ("value", text),
                ("currency", currency.Code),
                ("digits", currency.Digits.ToString(CultureInfo.InvariantCulture))
            );
    }

    /// <summary>The smaller of two amounts of one currency.</summary>
    public static Money Min(Money left, Money right) => left <= right ? left : right;

    /// <summary>The larger of two amounts of one currency.</summary>
    public static Money Max(Money left, Money right) => left >= right ? left : right;

    /// <summary>The sum.</summary>
    public static Money operator +(Money left, Money right) =>
        new(checked(left.MinorUnits + right.MinorUnits), Same(left, right));

    /// <summary>The difference.</summary>
    public static Money operator -(Money left, Money right) =>
        new(checked(left.MinorUnits - right.MinorUnits), Same(left, right));

    /// <summary>The amount with its sign turned.</summary>
    public static Money operator -(Money value) => new(-value.MinorUnits, value.Currency);

    /// <summary>Whether <paramref name="left"/> is less.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is more.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is less or equal.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is more or equal.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>The amount times a factor, rounded as named.</summary>
    public Money Multiply(decimal factor, Rounding rounding) =>
        new((long)(MinorUnits * factor).Round(0, rounding), Currency);

    /// <summary>The largest multiple of <paramref name="step"/> that is not more than this amount; both not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is not above zero, or the amount is negative.</exception>
    public Money RoundDownToStep(Money step)
    {
        var currency = Same(this, step);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step.MinorUnits, nameof(step));
        ArgumentOutOfRangeException.ThrowIfNegative(MinorUnits);
        return new Money(MinorUnits - (MinorUnits % step.MinorUnits), currency);
    }

    /// <summary>
    /// Splits the amount over <paramref name="weights"/> (none negative, not all zero) so that the parts sum to it exactly:
    /// each part is rounded towards zero, and the minor units left over go to the first parts with a weight.
    /// </summary>
    public IReadOnlyList<Money> Allocate(IReadOnlyList<long> weights)
    {
        var total = 0L;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
            total = checked(total + weight);
        }

        ArgumentOutOfRangeException.ThrowIfZero(total, nameof(weights));
        var minorUnits = MinorUnits;
        var parts = weights.Select(weight => (long)((Int128)minorUnits * weight / total)).ToArray();
        var left = minorUnits - parts.Sum();
        for (var i = 0; left != 0; i = (i + 1) % parts.Length)
        {
            if (weights[i] > 0)
            {
                parts[i] += Math.Sign(left);
                left -= Math.Sign(left);
            }
        }

        var currency = Currency;
        return Array.ConvertAll(parts, part => new Money(part, currency));
    }

    /// <inheritdoc />
    public int CompareTo(Money other)
    {
        _ = Same(this, other);
        return MinorUnits.CompareTo(other.MinorUnits);
    }

    /// <summary>The decimal string alone, with all digits of the currency: <c>1234.50</c>.</summary>
    public string ToAmountString() => Amount.ToString("F" + Currency.Digits, CultureInfo.InvariantCulture);

    /// <summary>The amount and its currency: <c>1234.50 CNY</c>.</summary>
    public override string ToString() => $"{ToAmountString()} {Currency.Code}";

    private static Currency Same(Money left, Money right) =>
        left.Currency == right.Currency
            ? left.Currency
            : throw new InvalidOperationException($"{left} and {right} are of different currencies.");
}
