namespace Headroom.Primitives;

/// <summary>How a fraction of a minor unit is decided. Every posting names one; there is no default.</summary>
public enum Rounding
{
    /// <summary>To the nearest, a half away from zero: the usual rule of lending schedules.</summary>
    HalfUp,

    /// <summary>To the nearest, a half to the even neighbour: unbiased over many postings.</summary>
    HalfEven,

    /// <summary>Towards zero: never more than computed. Limits are rounded so.</summary>
    Down,

    /// <summary>Away from zero: never less than computed.</summary>
    Up,
}

/// <summary>Applies a named <see cref="Rounding"/> to decimals.</summary>
public static class RoundingExtensions
{
    /// <summary>Rounds <paramref name="value"/> to <paramref name="digits"/> decimal digits (0 to 28).</summary>
    public static decimal Round(this decimal value, int digits, Rounding rounding) =>
        rounding switch
        {
            Rounding.HalfUp => Math.Round(value, digits, MidpointRounding.AwayFromZero),
            Rounding.HalfEven => Math.Round(value, digits, MidpointRounding.ToEven),
            Rounding.Down => Math.Round(value, digits, MidpointRounding.ToZero),
            Rounding.Up => Math.Round(
                value,
                digits,
                value < 0 ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "Unknown rounding."),
        };
}
