namespace Headroom.Dmn;

/// <summary>Roots, powers and logarithms in decimal arithmetic, to about 26 significant digits.</summary>
internal static class DecimalMath
{
    private const decimal NaturalLogOf2 = 0.6931471805599453094172321215m;
    private const int TermsMax = 200;

    /// <summary>The square root of a number that is not negative.</summary>
    public static decimal SquareRoot(decimal value)
    {
        if (value == 0m)
        {
            return 0m;
        }
        // Newton's method from the double estimate doubles the correct digits each turn: 15, 30.
        var root = (decimal)Math.Sqrt((double)value);
        root = root == 0m ? 1e-14m : root;
        for (var i = 0; i < 3; i++)
        {
            root = (root + (value / root)) / 2m;
        }
        return Tidy(root);
    }

    /// <summary>base ** exponent, or null where it has no real value.</summary>
    public static decimal? Power(decimal number, decimal exponent)
    {
        if (exponent == decimal.Truncate(exponent) && Math.Abs(exponent) <= int.MaxValue)
        {
            return number == 0m && exponent < 0m ? null : IntegerPower(number, (int)exponent);
        }
        if (number == 0m)
        {
            return exponent > 0m ? 0m : null;
        }
        return number < 0m ? null : Tidy(Exponential(exponent * NaturalLog(number)));
    }

    /// <summary>e ** value.</summary>
    public static decimal Exponential(decimal value)
    {
        if (value < -70m)
        {
            return 0m;
        }
        // e^x = 2^k · e^r with |r| ≤ ln 2 / 2, where Taylor's series settles quickly.
        var halvings = (int)decimal.Round(value / NaturalLogOf2);
        var rest = value - (halvings * NaturalLogOf2);
        var sum = 1m;
        var term = 1m;
        for (var i = 1; i < TermsMax && term != 0m; i++)
        {
            term = term * rest / i;
            sum += term;
        }
        return sum * IntegerPower(2m, halvings);
    }

    /// <summary>The natural logarithm of a positive number.</summary>
    public static decimal NaturalLog(decimal value)
    {
        var doublings = 0;
        while (value > 1.5m)
        {
            value /= 2m;
            doublings++;
        }
        while (value < 0.75m)
        {
            value *= 2m;
            doublings--;
        }
        // ln x = 2 · artanh((x − 1) / (x + 1)).
        var ratio = (value - 1m) / (value + 1m);
        var square = ratio * ratio;
        var power = ratio;
        var sum = 0m;
        for (var i = 1; i < TermsMax * 2 && power != 0m; i += 2)
        {
            sum += power / i;
            power *= square;
        }
        return (2m * sum) + (doublings * NaturalLogOf2);
    }

    private static decimal IntegerPower(decimal number, int exponent)
    {
        if (exponent < 0)
        {
            return 1m / IntegerPower(number, checked(-exponent));
        }
        var result = 1m;
        var factor = number;
        for (var rest = exponent; rest > 0; rest >>= 1)
        {
            if ((rest & 1) == 1)
            {
                result *= factor;
            }
            if (rest > 1)
            {
                factor *= factor;
            }
            if (factor == 0m || factor == 1m)
            {
                return (rest >> 1) > 0 ? result * factor : result;
            }
        }
        return result;
    }

    /// <summary>Drops the last digit or two that rounding made, so that the root of 16 is 4.</summary>
    private static decimal Tidy(decimal value)
    {
        var rounded = decimal.Round(value, 20);
        return Math.Abs(rounded - value) <= Math.Abs(value) * 1e-26m ? rounded : value;
    }
}
