using System.Runtime.CompilerServices;

namespace Headroom.Dmn;

/// <summary>
/// What can be said of an expression's type before it runs. <see cref="FeelType.Unknown"/> where nothing can: FEEL is not statically
/// typed, so this never refuses anything; it gives functions their result types and checks their hints.
/// </summary>
internal static class StaticTypes
{
    public static FeelType Of(Node node, Func<string, FeelType?> names)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return node switch
        {
            Node.Constant constant => OfValue(constant.Value),
            Node.Name name => names(name.Text)
                ?? (BuiltIns.Find(name.Text) is { } builtIn ? builtIn.Type : FeelType.Unknown),
            Node.Member member => Of(member.Target, names).Unconstrained is FeelType.ContextOf context
                ? context[member.Text] ?? FeelType.Unknown
                : FeelType.Unknown,
            Node.Call call => ResultOf(call.Target, names),
            Node.NamedCall call => ResultOf(call.Target, names),
            Node.Negate negate => Of(negate.Operand, names),
            Node.Arithmetic arithmetic => OfArithmetic(arithmetic, names),
            Node.Comparison or Node.Logical or Node.Between or Node.In or Node.InstanceOf or Node.Quantified =>
                FeelType.Boolean,
            Node.If conditional => Common(Of(conditional.Then, names), Of(conditional.Else, names)),
            Node.List list => new FeelType.ListOf(CommonOf(list.Items.Select(item => Of(item, names)))),
            Node.Context { Result: { } result } context => Of(result, Within(context, names)),
            Node.Context context => OfContext(context, names),
            Node.Range range => new FeelType.RangeOf(
                CommonOf(new[] { range.Low, range.High }.OfType<Node>().Select(end => Of(end, names)))
            ),
            Node.Function function => OfFunction(function, names),
            Node.Typed typed => typed.Type,
            _ => FeelType.Unknown,
        };
    }

    /// <summary>A function's type, its result's from its body where it is not declared.</summary>
    public static FeelType.FunctionOf OfFunction(Node.Function function, Func<string, FeelType?> names)
    {
        FeelType? Inner(string name) =>
            function.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { Type: { } type }
                ? type
                : names(name);
        var result = ReferenceEquals(function.Result, FeelType.Any) ? Of(function.Body, Inner) : function.Result;
        return new FeelType.FunctionOf([.. function.Parameters.Select(parameter => parameter.Type)], result);
    }

    private static FeelType OfValue(in FeelValue value) =>
        value.Kind switch
        {
            FeelKind.Boolean => FeelType.Boolean,
            FeelKind.Number => FeelType.Number,
            FeelKind.String => FeelType.String,
            FeelKind.Date => FeelType.Date,
            FeelKind.Time => FeelType.Time,
            FeelKind.DateTime => FeelType.DateTime,
            FeelKind.DaysDuration => FeelType.DaysDuration,
            FeelKind.MonthsDuration => FeelType.MonthsDuration,
            _ => FeelType.Unknown,
        };

    private static FeelType ResultOf(Node target, Func<string, FeelType?> names) =>
        Of(target, names).Unconstrained is FeelType.FunctionOf function ? function.Result : FeelType.Unknown;

    /// <summary>A number goes only with a number, and a string only with a string; what else is added may be a date or a duration.</summary>
    private static FeelType OfArithmetic(Node.Arithmetic arithmetic, Func<string, FeelType?> names)
    {
        var left = Of(arithmetic.Left, names).Unconstrained;
        var right = Of(arithmetic.Right, names).Unconstrained;
        if (arithmetic.Operator is ArithmeticOperator.Power)
        {
            return FeelType.Number;
        }
        if (left.Kind == FeelKind.Number && right.Kind == FeelKind.Number)
        {
            return FeelType.Number;
        }
        if (left.Kind is not null && right.Kind is not null)
        {
            var isText = left.Kind == FeelKind.String && right.Kind == FeelKind.String;
            return isText && arithmetic.Operator == ArithmeticOperator.Add ? left : FeelType.Unknown;
        }
        var sum = arithmetic.Operator is ArithmeticOperator.Add or ArithmeticOperator.Subtract;
        if (sum && (left.Kind is FeelKind.Number or FeelKind.String))
        {
            return left;
        }
        return sum && (right.Kind is FeelKind.Number or FeelKind.String) ? right : FeelType.Unknown;
    }

    private static Func<string, FeelType?> Within(Node.Context context, Func<string, FeelType?> names) =>
        name =>
            context.Entries.FirstOrDefault(entry => entry.Name == name) is { Value: { } value }
                ? Of(value, names)
                : names(name);

    private static FeelType OfContext(Node.Context context, Func<string, FeelType?> names)
    {
        var fields = new List<KeyValuePair<string, FeelType>>();
        FeelType? Known(string name) =>
            fields.Find(field => field.Key == name) is { Value: { } type } ? type : names(name);
        foreach (var (name, value) in context.Entries)
        {
            fields.Add(new(name, Of(value, Known)));
        }
        return new FeelType.ContextOf(fields);
    }

    private static FeelType CommonOf(IEnumerable<FeelType> types)
    {
        FeelType? common = null;
        foreach (var type in types)
        {
            common = common is null ? type : Common(common, type);
        }
        return common ?? FeelType.Unknown;
    }

    private static FeelType Common(FeelType left, FeelType right) =>
        ReferenceEquals(left, right) || left.ToString() == right.ToString() ? left : FeelType.Unknown;
}
