namespace Headroom.Dmn;

/// <summary>Numbers (DMN 1.5, section 10.3.4.5).</summary>
internal static class NumberFunctions
{
    // Decimal128, which the standard takes its numbers from, allows these scales.
    private const int ScaleMin = -6111;
    private const int ScaleMax = 6176;
    private const int DecimalScaleMax = 28;

    public static IEnumerable<(string, Overload)> All =>
        [
            BuiltIns.Define("decimal", (Function2)Decimal, "n", "scale"),
            BuiltIns.Define("floor", (Function2)Floor, "n", "scale?"),
            BuiltIns.Define("ceiling", (Function2)Ceiling, "n", "scale?"),
            BuiltIns.Define("round up", (Function2)RoundUp, "n", "scale"),
            BuiltIns.Define("round down", (Function2)RoundDown, "n", "scale"),
            BuiltIns.Define("round half up", (Function2)RoundHalfUp, "n", "scale"),
            BuiltIns.Define("round half down", (Function2)RoundHalfDown, "n", "scale"),
            BuiltIns.Define("abs", (Function1)Abs, "n"),
            BuiltIns.Define("modulo", (Function2)Modulo, "dividend", "divisor"),
            BuiltIns.Define("sqrt", (Function1)Sqrt, "number"),
            BuiltIns.Define("log", (Function1)Log, "number"),
            BuiltIns.Define("exp", (Function1)Exp, "number"),
            BuiltIns.Define("odd", (Function1)Odd, "number"),
            BuiltIns.Define("even", (Function1)Even, "number"),
        ];

    private static FeelValue Decimal(FeelValue n, FeelValue scale, Evaluation evaluation) =>
        Round("decimal", n, scale, evaluation, value => decimal.Round(value, 0, MidpointRounding.ToEven));

    private static FeelValue Floor(FeelValue n, FeelValue scale, Evaluation evaluation) =>
        scale.IsAbsent && n.IsNumber
            ? FeelValue.Number(decimal.Floor(n.Scalar))
            : Round("floor", n, scale, evaluation, decimal.Floor);

    private static FeelValue Ceiling(FeelValue n, FeelValue scale, Evaluation evaluation) =>
        scale.IsAbsent && n.IsNumber
            ? FeelValue.Number(decimal.Ceiling(n.Scalar))
            : Round("ceiling", n, scale, evaluation, decimal.Ceiling);

    private static FeelValue RoundUp(FeelValue n, FeelValue scale, Evaluation evaluation) =>
        Round("round up", n, scale, evaluation, v => v < 0m ? decimal.Floor(v) : decimal.Ceiling(v));

    private static FeelValue RoundDown(FeelValue n, FeelValue scale, Evaluation evaluation) =>
        Round("round down", n, scale, evaluation, decimal.Truncate);

    private static FeelValue RoundHalfUp(FeelValue n, FeelValue scale, Evaluation evaluation) =>
        Round("round half up", n, scale, evaluation, v => decimal.Round(v, 0, MidpointRounding.AwayFromZero));

    private static FeelValue RoundHalfDown(FeelValue n, FeelValue scale, Evaluation evaluation) =>
        Round("round half down", n, scale, evaluation, HalfDown);

    private static decimal HalfDown(decimal value)
    {
        var whole = decimal.Truncate(value);
        var rest = Math.Abs(value - whole);
        return rest > 0.5m ? whole + Math.Sign(value) : whole;
    }

    /// <summary>Rounds to so many digits behind the point; a negative scale rounds to tens, hundreds and so on.</summary>
    private static FeelValue Round(
        string function,
        in FeelValue n,
        in FeelValue scale,
        Evaluation evaluation,
        Func<decimal, decimal> toInteger
    )
    {
        var digits = 0m;
        if (!Arguments.TryNumber(n, out var value) || (!scale.IsAbsent && !Arguments.TryNumber(scale, out digits)))
        {
            return Arguments.Refuse(function, evaluation, n, scale);
        }
        digits = decimal.Truncate(digits);
        if (digits is < ScaleMin or > ScaleMax)
        {
            return evaluation.FailArgument(function, $"the scale {digits} is not between {ScaleMin} and {ScaleMax}.");
        }
        if (digits >= value.Scale)
        {
            return FeelValue.Number(value);
        }
        try
        {
            // The full tens are set apart, so that shifting the point never overflows; ten is even, so halves stay halves.
            if (digits >= 0m)
            {
                var factor = PowerOfTen((int)digits);
                var tens = decimal.Truncate(value / 10m) * 10m;
                return FeelValue.Number(tens + (toInteger((value - tens) * factor) / factor));
            }
            if (digits < -DecimalScaleMax)
            {
                return FeelValue.Number(toInteger(Math.Sign(value) * 0.1m));
            }
            var unit = PowerOfTen((int)-digits);
            return FeelValue.Number(toInteger(value / unit) * unit);
        }
        catch (OverflowException)
        {
            return Operators.Overflow(evaluation);
        }
    }

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10m;
        }
        return power;
    }

    private static FeelValue Abs(FeelValue n, Evaluation evaluation)
    {
        var value = Arguments.Single(n, FeelKind.Number);
        return value.Kind switch
        {
            FeelKind.Number => FeelValue.Number(Math.Abs(value.Scalar)),
            FeelKind.DaysDuration => FeelValue.DurationOfSeconds(Math.Abs(value.Scalar)),
            FeelKind.MonthsDuration => FeelValue.DurationOfMonths(Math.Abs(value.Scalar)),
            _ => Arguments.Refuse("abs", evaluation, n),
        };
    }

    /// <summary>The remainder has the divisor's sign.</summary>
    private static FeelValue Modulo(FeelValue dividend, FeelValue divisor, Evaluation evaluation)
    {
        if (!Arguments.TryNumber(dividend, out var left) || !Arguments.TryNumber(divisor, out var right))
        {
            return Arguments.Refuse("modulo", evaluation, dividend, divisor);
        }
        if (right == 0m)
        {
            return evaluation.Fail("feel.division", "modulo: division by zero.");
        }
        try
        {
            var rest = left % right;
            return FeelValue.Number(rest != 0m && (rest < 0m) != (right < 0m) ? rest + right : rest);
        }
        catch (OverflowException)
        {
            return Operators.Overflow(evaluation);
        }
    }

    private static FeelValue Sqrt(FeelValue number, Evaluation evaluation)
    {
        if (!Arguments.TryNumber(number, out var value))
        {
            return Arguments.Refuse("sqrt", evaluation, number);
        }
        return value < 0m
            ? evaluation.Fail("feel.domain", "sqrt: the number is negative.")
            : FeelValue.Number(DecimalMath.SquareRoot(value));
    }

    private static FeelValue Log(FeelValue number, Evaluation evaluation)
    {
        if (!Arguments.TryNumber(number, out var value))
        {
            return Arguments.Refuse("log", evaluation, number);
        }
        return value <= 0m
            ? evaluation.Fail("feel.domain", "log: the number is not positive.")
            : FeelValue.Number(DecimalMath.NaturalLog(value));
    }

    private static FeelValue Exp(FeelValue number, Evaluation evaluation)
    {
        if (!Arguments.TryNumber(number, out var value))
        {
            return Arguments.Refuse("exp", evaluation, number);
        }
        try
        {
            return FeelValue.Number(DecimalMath.Exponential(value));
        }
        catch (OverflowException)
        {
            return Operators.Overflow(evaluation);
        }
    }

    private static FeelValue Odd(FeelValue number, Evaluation evaluation) =>
        Arguments.TryNumber(number, out var value)
            ? FeelValue.Boolean(Math.Abs(value % 2m) == 1m)
            : Arguments.Refuse("odd", evaluation, number);

    private static FeelValue Even(FeelValue number, Evaluation evaluation) =>
        Arguments.TryNumber(number, out var value)
            ? FeelValue.Boolean(value % 2m == 0m)
            : Arguments.Refuse("even", evaluation, number);
}
