using System.Globalization;

namespace Headroom.Primitives;

/// <summary>What period a rate is for and how it turns into a daily one.</summary>
public enum RateBasis
{
    /// <summary>A rate per day.</summary>
    Daily,

    /// <summary>A rate per year of 360 days: annual = daily × 360, as Chinese credit lines publish it.</summary>
    Annual360,

    /// <summary>A rate per year of 365 days: annual = daily × 365.</summary>
    Annual365,
}

/// <summary>
/// An interest rate as a fraction (0.0005 is 0.05 %) with its basis. The basis is stored because 0.05 % a day is 18.00 %
/// on 360 days but 18.25 % on 365.
/// </summary>
public readonly record struct Rate(decimal Fraction, RateBasis Basis)
{
    /// <summary>A rate per day.</summary>
    public static Rate Daily(decimal fraction) => new(fraction, RateBasis.Daily);

    /// <summary>The number of days that <see cref="Fraction"/> is for: 1, 360 or 365.</summary>
    public int Days =>
        Basis switch
        {
            RateBasis.Daily => 1,
            RateBasis.Annual360 => 360,
            RateBasis.Annual365 => 365,
            _ => throw new InvalidOperationException($"Unknown basis {Basis}."),
        };

    /// <summary>
    /// The same rate on another basis, rounded half-up to <paramref name="digits"/> decimals of the fraction:
    /// 6 where an annual rate is published, more where it is computed with.
    /// </summary>
    public Rate To(RateBasis basis, int digits = 12)
    {
        var target = new Rate(0, basis);
        return target with { Fraction = (Fraction * target.Days / Days).Round(digits, Rounding.HalfUp) };
    }

    /// <summary>Simple interest on <paramref name="principal"/> over <paramref name="days"/> days, rounded as named.</summary>
    public Money Interest(Money principal, int days, Rounding rounding)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        return new Money((long)(principal.MinorUnits * Fraction * days / Days).Round(0, rounding), principal.Currency);
    }

    /// <summary>The fraction in percent and its basis, such as <c>0.05 % daily</c>.</summary>
    public override string ToString()
    {
        var basis = Basis switch
        {
            RateBasis.Daily => "daily",
            RateBasis.Annual360 => "annual/360",
            _ => "annual/365",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Fraction * 100:0.######} % {basis}");
    }
}
