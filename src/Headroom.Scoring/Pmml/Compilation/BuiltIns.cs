using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>What a built-in function's arguments must be.</summary>
internal enum BuiltInArguments
{
    Numbers,
    Booleans,

    /// <summary>All of one type.</summary>
    Any,

    /// <summary>All of one ordered type.</summary>
    Ordered,

    /// <summary>A condition, then results of one type.</summary>
    Choice,
}

internal sealed record BuiltIn(
    BuiltInArguments Arguments,
    int ArgumentsMin,
    int ArgumentsMax,
    DataType Result,
    bool PassesMissing,
    Func<double[], Calculation[], double> Function
);

/// <summary>PMML's built-in functions (4.4, "Built-in functions") that work on numbers, booleans and coded texts.</summary>
internal static class BuiltIns
{
    private static readonly Dictionary<string, BuiltIn> Table = Build();

    public static BuiltIn? Find(string name) => Table.GetValueOrDefault(name);

    private static Dictionary<string, BuiltIn> Build()
    {
        Dictionary<string, BuiltIn> table = new(StringComparer.Ordinal);
        AddArithmetic(table);
        AddAggregates(table);
        AddComparisons(table);
        AddLogic(table);
        return table;
    }

    private static void AddArithmetic(Dictionary<string, BuiltIn> table)
    {
        Binary("+", (x, y) => x + y);
        Binary("-", (x, y) => x - y);
        Binary("*", (x, y) => x * y);
        Binary("/", (x, y) => x / y);
        Binary("pow", Math.Pow);
        Binary("threshold", (x, y) => x > y ? 1 : 0);
        Binary("modulo", (x, y) => x - (y * Math.Floor(x / y)));
        Binary("hypot", (x, y) => Math.Sqrt((x * x) + (y * y)));
        Unary("ln", Math.Log);
        Unary("log10", Math.Log10);
        Unary("ln1p", x => Math.Log(1 + x));
        Unary("exp", Math.Exp);
        Unary("expm1", x => Math.Exp(x) - 1);
        Unary("sqrt", Math.Sqrt);
        Unary("abs", Math.Abs);
        Unary("floor", Math.Floor);
        Unary("ceil", Math.Ceiling);
        Unary("round", x => Math.Floor(x + 0.5));
        Unary("rint", x => Math.Round(x, MidpointRounding.ToEven));

        void Unary(string name, Func<double, double> function) =>
            table.Add(
                name,
                new BuiltIn(
                    BuiltInArguments.Numbers,
                    1,
                    1,
                    DataType.Double,
                    false,
                    (v, a) => function(a[0].Evaluate(v))
                )
            );

        void Binary(string name, Func<double, double, double> function) =>
            table.Add(
                name,
                new BuiltIn(
                    BuiltInArguments.Numbers,
                    2,
                    2,
                    DataType.Double,
                    false,
                    (v, a) => function(a[0].Evaluate(v), a[1].Evaluate(v))
                )
            );
    }

    /// <summary>Aggregates pass over missing arguments; of nothing they are missing.</summary>
    private static void AddAggregates(Dictionary<string, BuiltIn> table)
    {
        Aggregate("min", (x, y) => Math.Min(x, y), (sum, _) => sum);
        Aggregate("max", (x, y) => Math.Max(x, y), (sum, _) => sum);
        Aggregate("sum", (x, y) => x + y, (sum, _) => sum);
        Aggregate("product", (x, y) => x * y, (sum, _) => sum);
        Aggregate("avg", (x, y) => x + y, (sum, count) => sum / count);

        void Aggregate(string name, Func<double, double, double> combine, Func<double, int, double> finish) =>
            table.Add(
                name,
                new BuiltIn(
                    BuiltInArguments.Numbers,
                    1,
                    int.MaxValue,
                    DataType.Double,
                    true,
                    (values, arguments) =>
                    {
                        double result = double.NaN;
                        int count = 0;
                        foreach (Calculation argument in arguments)
                        {
                            double value = argument.Evaluate(values);
                            if (double.IsNaN(value))
                                continue;
                            result = count++ == 0 ? value : combine(result, value);
                        }

                        return finish(result, count);
                    }
                )
            );
    }

    private static void AddComparisons(Dictionary<string, BuiltIn> table)
    {
        Compare("equal", BuiltInArguments.Any, (x, y) => x == y);
        Compare("notEqual", BuiltInArguments.Any, (x, y) => x != y);
        Compare("lessThan", BuiltInArguments.Ordered, (x, y) => x < y);
        Compare("lessOrEqual", BuiltInArguments.Ordered, (x, y) => x <= y);
        Compare("greaterThan", BuiltInArguments.Ordered, (x, y) => x > y);
        Compare("greaterOrEqual", BuiltInArguments.Ordered, (x, y) => x >= y);
        Member("isIn", true);
        Member("isNotIn", false);

        void Compare(string name, BuiltInArguments arguments, Func<double, double, bool> function) =>
            table.Add(
                name,
                new BuiltIn(
                    arguments,
                    2,
                    2,
                    DataType.Boolean,
                    false,
                    (v, a) => function(a[0].Evaluate(v), a[1].Evaluate(v)) ? 1 : 0
                )
            );

        void Member(string name, bool wanted) =>
            table.Add(
                name,
                new BuiltIn(
                    BuiltInArguments.Any,
                    2,
                    int.MaxValue,
                    DataType.Boolean,
                    false,
                    (v, a) =>
                    {
                        double value = a[0].Evaluate(v);
                        bool found = false;
                        for (int i = 1; i < a.Length; i++)
                            found |= a[i].Evaluate(v) == value;
                        return found == wanted ? 1 : 0;
                    }
                )
            );
    }

    private static void AddLogic(Dictionary<string, BuiltIn> table)
    {
        Missing("isMissing", true);
        Missing("isNotMissing", false);
        Missing("isNotValid", true);
        Missing("isValid", false);
        Decisive("and", 0);
        Decisive("or", 1);
        table.Add(
            "not",
            new BuiltIn(BuiltInArguments.Booleans, 1, 1, DataType.Boolean, false, (v, a) => 1 - a[0].Evaluate(v))
        );
        table.Add("if", new BuiltIn(BuiltInArguments.Choice, 2, 3, DataType.Double, true, Choose));

        void Missing(string name, bool wanted) =>
            table.Add(
                name,
                new BuiltIn(
                    BuiltInArguments.Any,
                    1,
                    1,
                    DataType.Boolean,
                    true,
                    (v, a) => double.IsNaN(a[0].Evaluate(v)) == wanted ? 1 : 0
                )
            );

        // One decisive argument decides although others are missing, as in a compound predicate.
        void Decisive(string name, double decisive) =>
            table.Add(
                name,
                new BuiltIn(
                    BuiltInArguments.Booleans,
                    2,
                    int.MaxValue,
                    DataType.Boolean,
                    true,
                    (values, arguments) =>
                    {
                        double result = 1 - decisive;
                        foreach (Calculation argument in arguments)
                        {
                            double value = argument.Evaluate(values);
                            if (value == decisive)
                                return decisive;
                            if (double.IsNaN(value))
                                result = value;
                        }

                        return result;
                    }
                )
            );
    }

    private static double Choose(double[] values, Calculation[] arguments)
    {
        double condition = arguments[0].Evaluate(values);
        if (double.IsNaN(condition))
            return double.NaN;
        if (condition != 0)
            return arguments[1].Evaluate(values);
        return arguments.Length > 2 ? arguments[2].Evaluate(values) : double.NaN;
    }
}
