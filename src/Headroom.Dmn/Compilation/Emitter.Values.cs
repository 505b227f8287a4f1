using System.Linq.Expressions;

namespace Headroom.Dmn;

internal sealed partial class Emitter
{
    private Expression EmitList(Node.List list, Binding names)
    {
        var items = list.Items.Select(item => Emit(item, names)).ToArray();
        var constants = new FeelValue[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (!IsConstant(items[i], out constants[i]))
            {
                return Expression.Call(
                    typeof(Loops),
                    nameof(Loops.MakeList),
                    null,
                    Expression.NewArrayInit(typeof(FeelValue), items)
                );
            }
        }
        return Constant(FeelValue.List(constants));
    }

    private Expression EmitContext(Node.Context context, Binding names)
    {
        var variables = new List<ParameterExpression>();
        var steps = new List<Expression>();
        var allConstant = true;
        var constants = new List<FeelValue>();
        foreach (var (name, node) in context.Entries)
        {
            var value = Emit(node, names);
            var type = StaticTypes.Of(node, names.TypeOf);
            allConstant &= IsConstant(value, out var constant);
            constants.Add(constant);
            if (value is ConstantExpression)
            {
                names = new Binding.Local(name, value, names, type);
                continue;
            }
            var variable = Expression.Variable(typeof(FeelValue), name);
            variables.Add(variable);
            steps.Add(Expression.Assign(variable, value));
            names = new Binding.Local(name, variable, names, type);
        }
        var entryNames = context.Entries.Select(entry => entry.Name).ToArray();
        if (context.Result is { } result)
        {
            steps.Add(Emit(result, names));
        }
        else if (allConstant)
        {
            return Constant(FeelValue.Context(new FeelContext(entryNames, [.. constants])));
        }
        else
        {
            var values = entryNames.Select(name => Find(name, names, out _)!);
            steps.Add(
                Expression.Call(
                    typeof(Loops),
                    nameof(Loops.MakeContext),
                    null,
                    Expression.Constant(entryNames),
                    Expression.NewArrayInit(typeof(FeelValue), values)
                )
            );
        }
        return steps.Count == 1 && variables.Count == 0 ? steps[0] : Expression.Block(variables, steps);
    }

    private Expression EmitRange(Node.Range range, Binding names)
    {
        var low = range.Low is null ? Constant(FeelValue.Absent) : Emit(range.Low, names);
        var high = range.High is null ? Constant(FeelValue.Absent) : Emit(range.High, names);
        var call = Expression.Call(
            typeof(Operators),
            nameof(Operators.MakeRange),
            null,
            low,
            Expression.Constant(range.LowIncluded),
            high,
            Expression.Constant(range.HighIncluded),
            Expression.Constant(range.Unary),
            Evaluation
        );
        return Fold(call, low, high);
    }

    private Expression EmitIn(Node.In contained, Binding names)
    {
        var value = Expression.Variable(typeof(FeelValue), "value");
        Expression? any = null;
        foreach (var test in contained.Tests)
        {
            var next = EmitTest(test, value, names);
            any = any is null ? next : Expression.Call(typeof(Operators), nameof(Operators.Or), null, any, next);
        }
        return Expression.Block([value], Expression.Assign(value, Emit(contained.Value, names)), any!);
    }

    /// <summary>A unary test on a value that is already computed.</summary>
    public Expression EmitTest(Test test, Expression input, Binding names)
    {
        switch (test)
        {
            case Test.AnyValue:
                return Constant(FeelValue.True);
            case Test.Compare compare:
                return Operator(compare.Operator.ToString(), input, Emit(compare.Value, WithInput(input, names)));
            case Test.Expression expression:
                return Expression.Call(
                    typeof(Operators),
                    nameof(Operators.Test),
                    null,
                    input,
                    Emit(expression.Value, WithInput(input, names)),
                    Expression.Constant(expression.MentionsInput),
                    Evaluation
                );
            case Test.AnyOf several:
                var any = several
                    .Tests.Select(one => EmitTest(one, input, names))
                    .Aggregate(
                        (left, right) => Expression.Call(typeof(Operators), nameof(Operators.Or), null, left, right)
                    );
                return several.Negated ? Expression.Call(typeof(Operators), nameof(Operators.Not), null, any) : any;
            default:
                throw new InvalidOperationException($"No emitter for {test.GetType().Name}.");
        }
    }

    private static Binding.Local WithInput(Expression input, Binding names) => new("?", input, names);
}
