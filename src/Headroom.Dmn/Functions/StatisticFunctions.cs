namespace Headroom.Dmn;

/// <summary>Sums, means and extremes over a list, or over arguments given one by one (DMN 1.5, section 10.3.4.4).</summary>
internal static class StatisticFunctions
{
    public static IEnumerable<(string, Overload)> All =>
        [
            // Two values are the usual case, and need no array.
            BuiltIns.Define("min", (Function2)MinOfTwo, "c1", "c2"),
            BuiltIns.Define("min", (FunctionN)Min, "list"),
            BuiltIns.Define("max", (Function2)MaxOfTwo, "c1", "c2"),
            BuiltIns.Define("max", (FunctionN)Max, "list"),
            BuiltIns.Define("sum", (FunctionN)Sum, "list"),
            BuiltIns.Define("mean", (FunctionN)Mean, "list"),
            BuiltIns.Define("product", (FunctionN)Product, "list"),
            BuiltIns.Define("median", (FunctionN)Median, "list"),
            BuiltIns.Define("stddev", (FunctionN)StandardDeviation, "list"),
            BuiltIns.Define("mode", (FunctionN)Mode, "list"),
        ];

    public static FeelValue Min(FeelValue[] arguments, Evaluation evaluation) =>
        Extreme("min", arguments, -1, evaluation);

    public static FeelValue Max(FeelValue[] arguments, Evaluation evaluation) =>
        Extreme("max", arguments, 1, evaluation);

    private static FeelValue MinOfTwo(FeelValue first, FeelValue second, Evaluation evaluation) =>
        first.IsNumber && second.IsNumber ? (first.Scalar <= second.Scalar ? first : second)
        : first.IsNull ? first
        : second.IsNull ? second
        : Min([first, second], evaluation);

    private static FeelValue MaxOfTwo(FeelValue first, FeelValue second, Evaluation evaluation) =>
        first.IsNumber && second.IsNumber ? (first.Scalar >= second.Scalar ? first : second)
        : first.IsNull ? first
        : second.IsNull ? second
        : Max([first, second], evaluation);

    public static FeelValue Sum(FeelValue[] arguments, Evaluation evaluation) =>
        Over(
            "sum",
            arguments,
            evaluation,
            items =>
            {
                var total = items[0];
                if (total.Kind is not (FeelKind.Number or FeelKind.DaysDuration or FeelKind.MonthsDuration))
                {
                    return null;
                }
                for (var i = 1; i < items.Length; i++)
                {
                    if (items[i].Kind != total.Kind)
                    {
                        return null;
                    }
                    total = Operators.Add(total, items[i], evaluation);
                }
                return total;
            }
        );

    private static FeelValue Mean(FeelValue[] arguments, Evaluation evaluation) =>
        Over(
            "mean",
            arguments,
            evaluation,
            items => Numbers(items) is { } numbers ? FeelValue.Number(numbers.Sum() / numbers.Length) : null
        );

    private static FeelValue Product(FeelValue[] arguments, Evaluation evaluation) =>
        Over(
            "product",
            arguments,
            evaluation,
            items =>
                Numbers(items) is { } numbers
                    ? FeelValue.Number(numbers.Aggregate((left, right) => left * right))
                    : null
        );

    private static FeelValue Median(FeelValue[] arguments, Evaluation evaluation) =>
        Over(
            "median",
            arguments,
            evaluation,
            items =>
            {
                if (Numbers(items) is not { } numbers)
                {
                    return null;
                }
                Array.Sort(numbers);
                var middle = numbers.Length / 2;
                return FeelValue.Number(
                    numbers.Length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2m
                );
            }
        );

    /// <summary>The standard deviation of a sample; it takes two numbers at least.</summary>
    private static FeelValue StandardDeviation(FeelValue[] arguments, Evaluation evaluation) =>
        Over(
            "stddev",
            arguments,
            evaluation,
            items =>
            {
                if (Numbers(items) is not { Length: > 1 } numbers)
                {
                    return null;
                }
                var mean = numbers.Sum() / numbers.Length;
                var squares = numbers.Sum(number => (number - mean) * (number - mean));
                return FeelValue.Number(DecimalMath.SquareRoot(squares / (numbers.Length - 1)));
            }
        );

    private static FeelValue Mode(FeelValue[] arguments, Evaluation evaluation)
    {
        if (arguments is [{ Kind: FeelKind.List, Items.Length: 0 }])
        {
            return FeelValue.EmptyList;
        }
        return Over(
            "mode",
            arguments,
            evaluation,
            items =>
            {
                if (Numbers(items) is not { } numbers)
                {
                    return null;
                }
                var groups = numbers
                    .GroupBy(number => number)
                    .Select(group => (group.Key, Count: group.Count()))
                    .ToList();
                var most = groups.Max(group => group.Count);
                return FeelValue.List(
                    groups
                        .Where(group => group.Count == most)
                        .Select(group => group.Key)
                        .Order()
                        .Select(FeelValue.Number)
                        .ToArray()
                );
            }
        );
    }

    private static FeelValue Extreme(string function, FeelValue[] arguments, int sign, Evaluation evaluation)
    {
        if (arguments.Length > 1 || (arguments.Length == 1 && arguments[0].Kind == FeelKind.List))
        {
            var items = arguments.Length > 1 ? arguments : arguments[0].Items;
            evaluation.Steps(items.Length);
            if (items.Length > 0)
            {
                return Best(items, sign) ?? Arguments.Refuse(function, evaluation, items);
            }
        }
        else if (arguments.Length == 1 && !arguments[0].IsNull)
        {
            return FeelCompare.Order(arguments[0], arguments[0]) is null
                ? Arguments.Refuse(function, evaluation, arguments)
                : arguments[0];
        }
        return Arguments.Refuse(function, evaluation, arguments);
    }

    private static FeelValue? Best(FeelValue[] items, int sign)
    {
        var best = items[0];
        foreach (var item in items)
        {
            if (FeelCompare.Order(item, best) is not { } order)
            {
                return null;
            }
            best = order * sign > 0 ? item : best;
        }
        return best;
    }

    private static decimal[]? Numbers(FeelValue[] items) =>
        Array.TrueForAll(items, item => item.IsNumber) ? Array.ConvertAll(items, item => item.Scalar) : null;

    private static FeelValue Over(
        string function,
        FeelValue[] arguments,
        Evaluation evaluation,
        Func<FeelValue[], FeelValue?> compute
    )
    {
        var items = arguments;
        if (arguments.Length == 1 && !Arguments.TryList(arguments[0], out items))
        {
            return Arguments.Refuse(function, evaluation, arguments);
        }
        if (items.Length == 0)
        {
            return evaluation.FailArgument(function, "the list is empty.");
        }
        evaluation.Steps(items.Length);
        try
        {
            return compute(items) ?? Arguments.Refuse(function, evaluation, arguments);
        }
        catch (OverflowException)
        {
            return Operators.Overflow(evaluation);
        }
    }
}
