namespace Headroom.Dmn;

/// <summary>
/// Search among sorted bounds. Bounds of few decimals are kept as scaled integers, which compare many times faster than decimals; an
/// input that has more decimals, or is too large, is searched for among the decimals, with the same answer.
/// </summary>
internal sealed class ScaledSearch
{
    private const int ScaleMax = 9;
    private const int LinearMax = 16;
    private const long ScaledMax = long.MaxValue / 4;
    private static readonly long[] PowersOfTen = [.. Enumerable.Range(0, 19).Select(i => (long)Math.Pow(10, i))];
    private readonly decimal[] bounds;
    private readonly long[]? scaled;
    private readonly int scale;

    public ScaledSearch(decimal[] bounds)
    {
        this.bounds = bounds;
        scale = bounds.Length == 0 ? 0 : bounds.Max(bound => (bound / 1.0000000000000000000000000000m).Scale);
        if (scale <= ScaleMax && Array.TrueForAll(bounds, bound => Math.Abs(bound) < ScaledMax / PowersOfTen[scale]))
        {
            scaled = Array.ConvertAll(bounds, bound => (long)(bound * PowersOfTen[scale]));
        }
    }

    /// <summary>The bounds as integers at <see cref="Scale"/> decimals, or null where they do not fit.</summary>
    public long[]? Scaled => scaled;

    public int Scale => scale;

    /// <summary>2i + 1 for a value that is the i-th bound, 2i for one that lies before it and behind the bounds below.</summary>
    public int Position(in decimal value)
    {
        if (scaled is null || !TryFloor(value, scale, out var integer, out var isExact))
        {
            return PositionOfDecimal(value);
        }
        var position = Position(scaled, integer);
        // What has more decimals than the bounds lies above the integer below it, be that a bound or not.
        return isExact ? position : position + (position & 1);
    }

    /// <summary>The same among integers.</summary>
    public static int Position(long[] sorted, long value)
    {
        if (sorted.Length > LinearMax)
        {
            var found = Array.BinarySearch(sorted, value);
            return found >= 0 ? (2 * found) + 1 : 2 * ~found;
        }
        var position = 0;
        foreach (var bound in sorted)
        {
            // Counts a bound below twice and a bound hit once, without a branch to mispredict.
            position += (value > bound ? 1 : 0) + (value >= bound ? 1 : 0);
        }
        return position;
    }

    /// <summary>The value times ten to the scale, where that is an integer in bounds.</summary>
    public static bool TryScale(in decimal value, int scale, out long integer)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var shift = scale - ((parts[3] >> 16) & 0xFF);
        var magnitude = unchecked((uint)parts[0] | ((ulong)(uint)parts[1] << 32));
        if (shift < 0 || shift > ScaleMax || parts[2] != 0 || magnitude > (ulong)(ScaledMax / PowersOfTen[shift]))
        {
            integer = 0;
            return false;
        }
        integer = (long)magnitude * PowersOfTen[shift];
        integer = parts[3] < 0 ? -integer : integer;
        return true;
    }

    /// <summary>The greatest integer that is not above the value times ten to the scale, where that is in bounds.</summary>
    private static bool TryFloor(in decimal value, int scale, out long integer, out bool isExact)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var shift = scale - ((parts[3] >> 16) & 0xFF);
        if (shift >= 0)
        {
            isExact = true;
            return TryScale(value, scale, out integer);
        }
        var magnitude = unchecked((uint)parts[0] | ((ulong)(uint)parts[1] << 32));
        (integer, isExact) = (0, false);
        if (shift < -ScaleMax || parts[2] != 0 || magnitude > ScaledMax)
        {
            return false;
        }
        var (whole, rest) = Math.DivRem((long)magnitude, PowersOfTen[-shift]);
        isExact = rest == 0;
        integer =
            parts[3] >= 0 ? whole
            : isExact ? -whole
            : -whole - 1;
        return true;
    }

    private int PositionOfDecimal(decimal value)
    {
        var found = Array.BinarySearch(bounds, value);
        return found >= 0 ? (2 * found) + 1 : 2 * ~found;
    }
}
