using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Headroom.Dmn;

/// <summary>
/// Turns expressions into expression trees of <see cref="FeelValue"/>. What is constant is computed at once, with the same operators
/// that would run later, unless it fails: then it stays, so that the error happens where and when it should.
/// </summary>
internal sealed partial class Emitter
{
    private static readonly MethodInfo StepMethod = typeof(Evaluation).GetMethod(nameof(Dmn.Evaluation.Step))!;
    private readonly Evaluation scratch;

    public Emitter(DmnLimits limits)
    {
        scratch = new Evaluation(limits with { StepsMax = 100_000, ListSizeMax = 10_000 });
    }

    /// <summary>The running evaluation, every delegate's last argument.</summary>
    public static ParameterExpression Evaluation { get; } = Expression.Parameter(typeof(Evaluation), "evaluation");

    public Expression Emit(Node node, Binding names)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return node switch
        {
            Node.Constant constant => Constant(constant.Value),
            Node.Name name => EmitName(name, names),
            Node.Member member => EmitMember(member, names),
            Node.Call call => EmitCall(call, names),
            Node.NamedCall call => EmitNamedCall(call, names),
            Node.Negate negate => Unary(nameof(Operators.Negate), Emit(negate.Operand, names)),
            Node.Arithmetic arithmetic => EmitArithmetic(arithmetic, names),
            Node.Comparison comparison => EmitComparison(comparison, names),
            Node.Logical logical => EmitLogical(logical, names),
            Node.Between between => Operator(
                nameof(Operators.Between),
                Emit(between.Value, names),
                Emit(between.Low, names),
                Emit(between.High, names)
            ),
            Node.In contained => EmitIn(contained, names),
            Node.InstanceOf instance => EmitInstanceOf(instance, names),
            Node.If conditional => EmitIf(conditional, names),
            Node.For loop => EmitFor(loop, names),
            Node.Quantified quantified => EmitQuantified(quantified, names),
            Node.Filter filter => EmitFilter(filter, names),
            Node.List list => EmitList(list, names),
            Node.Context context => EmitContext(context, names),
            Node.Range range => EmitRange(range, names),
            Node.Function function => EmitFunction(function, names),
            Node.Typed typed => EmitTyped(typed, names),
            Node.Table table => EmitTable(table.Definition, names),
            Node.Invalid invalid => Fail(invalid.Code, invalid.Message, invalid.Position),
            _ => throw new InvalidOperationException($"No emitter for {node.GetType().Name}."),
        };
    }

    public static Expression Constant(FeelValue value) => Expression.Constant(value, typeof(FeelValue));

    public static bool IsConstant(Expression expression, out FeelValue value)
    {
        value = expression is ConstantExpression { Value: FeelValue found } ? found : default;
        return expression is ConstantExpression;
    }

    /// <summary>Calls an operator on values; computes it now where all are constant and it does not fail.</summary>
    private Expression Operator(string name, params Expression[] operands) =>
        Fold(Expression.Call(typeof(Operators).GetMethod(name)!, [.. operands, Evaluation]), operands);

    private Expression EmitArithmetic(Node.Arithmetic node, Binding names)
    {
        var scales = node.Operator is ArithmeticOperator.Multiply or ArithmeticOperator.Divide;
        CheckOperands(node.Left, node.Right, SignOf(node.Operator), node.Position, scales, names);
        return Binary(node.Operator.ToString(), Emit(node.Left, names), Emit(node.Right, names));
    }

    private Expression EmitComparison(Node.Comparison node, Binding names)
    {
        CheckOperands(node.Left, node.Right, SignOf(node.Operator), node.Position, false, names);
        return Binary(node.Operator.ToString(), Emit(node.Left, names), Emit(node.Right, names));
    }

    private static string SignOf(ArithmeticOperator operation) =>
        operation switch
        {
            ArithmeticOperator.Add => "+",
            ArithmeticOperator.Subtract => "-",
            ArithmeticOperator.Multiply => "*",
            ArithmeticOperator.Divide => "/",
            _ => "**",
        };

    private static string SignOf(ComparisonOperator operation) =>
        operation switch
        {
            ComparisonOperator.Equal => "=",
            ComparisonOperator.NotEqual => "!=",
            ComparisonOperator.Less => "<",
            ComparisonOperator.LessOrEqual => "<=",
            ComparisonOperator.Greater => ">",
            _ => ">=",
        };

    private Expression Binary(string name, Expression left, Expression right) => Operator(name, left, right);

    private Expression Unary(string name, Expression operand) => Operator(name, operand);

    /// <summary>Makes a call now where all its operands are constants; a call that fails stays a call.</summary>
    private Expression Fold(MethodCallExpression call, params Expression[] operands)
    {
        if (!Array.TrueForAll(operands, operand => operand is ConstantExpression))
        {
            return call;
        }
        scratch.Clear();
        try
        {
            var value = (FeelValue)
                call.Method.Invoke(
                    call.Object is null ? null : ValueOf(call.Object),
                    BindingFlags.DoNotWrapExceptions,
                    null,
                    [.. call.Arguments.Select(ValueOf)],
                    null
                )!;
            return scratch.ErrorCount == 0 ? Constant(value) : call;
        }
        catch (EvaluationStopped)
        {
            return call;
        }
    }

    private object? ValueOf(Expression argument) =>
        argument switch
        {
            ConstantExpression constant => constant.Value,
            NewArrayExpression array => array.Expressions.Select(item => (FeelValue)ValueOf(item)!).ToArray(),
            _ => scratch,
        };

    private Expression Fail(string code, string message, int position = -1) =>
        Expression.Call(
            Evaluation,
            nameof(Dmn.Evaluation.Fail),
            null,
            Expression.Constant(code),
            Expression.Constant(message),
            Expression.Constant(position)
        );

    private Expression EmitName(Node.Name name, Binding names)
    {
        var found = Find(name.Text, names, out var items);
        if (found is null && BuiltIns.Find(name.Text) is { } builtIn)
        {
            found = Constant(FeelValue.Function(builtIn));
        }
        if (found is null && items.Count == 0)
        {
            Report("feel.name", $"There is no '{name.Text}' here.", name.Position, name.Text);
        }
        found ??=
            items.Count == 0
                ? Fail("feel.name", $"There is no '{name.Text}' here.", name.Position)
                : Constant(FeelValue.Null);
        // An entry of the filtered item hides what lies outside, so the innermost item is asked first.
        for (var i = items.Count - 1; i >= 0; i--)
        {
            found = Expression.Call(
                typeof(Paths),
                nameof(Paths.ItemEntryOr),
                null,
                items[i],
                Expression.Constant(name.Text),
                found
            );
        }
        return found;
    }

    private static Expression? Find(string name, Binding? names, out List<Expression> items)
    {
        items = [];
        for (var binding = names; binding is not null; binding = binding.Outer)
        {
            switch (binding)
            {
                case Binding.Local local when string.Equals(local.Name, name, StringComparison.Ordinal):
                    return local.Value;
                case Binding.FilterItem item:
                    items.Add(item.Value);
                    break;
                case Binding.Environment environment:
                    return environment.Find(name);
                default:
                    break;
            }
        }
        return null;
    }

    private Expression EmitMember(Node.Member member, Binding names)
    {
        var target = Emit(member.Target, names);
        var call = Expression.Call(
            typeof(Paths),
            nameof(Paths.Member),
            null,
            target,
            Expression.Constant(member.Text),
            Evaluation
        );
        return Fold(call, target);
    }

    private Expression EmitLogical(Node.Logical logical, Binding names)
    {
        var left = Expression.Variable(typeof(FeelValue), "left");
        var decided = logical.IsAnd ? nameof(FeelValue.IsFalse) : nameof(FeelValue.IsTrue);
        var rest = Expression.Call(
            typeof(Operators),
            logical.IsAnd ? nameof(Operators.And) : nameof(Operators.Or),
            null,
            left,
            Emit(logical.Right, names)
        );
        return Expression.Block(
            [left],
            Expression.Assign(left, Emit(logical.Left, names)),
            Expression.Condition(Expression.Property(left, decided), left, rest)
        );
    }

    private Expression EmitInstanceOf(Node.InstanceOf instance, Binding names)
    {
        var value = Emit(instance.Value, names);
        return instance.Type is null
            ? Fail("feel.type-name", $"There is no type '{instance.TypeName}'.", instance.Position)
            : Fold(
                Expression.Call(
                    typeof(Operators),
                    nameof(Operators.InstanceOf),
                    null,
                    value,
                    Expression.Constant(instance.Type, typeof(FeelType))
                ),
                value
            );
    }

    private Expression EmitIf(Node.If conditional, Binding names)
    {
        var condition = Emit(conditional.Condition, names);
        if (IsConstant(condition, out var known) && (!conditional.IsStrict || known.Kind == FeelKind.Boolean))
        {
            return Emit(known.IsTrue ? conditional.Then : conditional.Else, names);
        }
        var choice = Expression.Variable(typeof(FeelValue), "choice");
        var chosen = Expression.Condition(IsTrue(choice), Emit(conditional.Then, names), Emit(conditional.Else, names));
        return Expression.Block(
            [choice],
            Expression.Assign(choice, condition),
            conditional.IsStrict ? Expression.Condition(IsNoBoolean(choice), NoBoolean(choice), chosen) : chosen
        );
    }

    private static Expression IsTrue(Expression value) => Expression.Property(value, nameof(FeelValue.IsTrue));

    private static MethodCallExpression IsNoBoolean(Expression value) =>
        Expression.Call(typeof(Loops), nameof(Loops.IsNoBoolean), null, value);

    private static MethodCallExpression NoBoolean(Expression value) =>
        Expression.Call(typeof(Loops), nameof(Loops.NoBoolean), null, value, Evaluation);

    private Expression EmitTyped(Node.Typed typed, Binding names)
    {
        CheckDeclared(typed, names);
        var value = Emit(typed.Value, names);
        if (ReferenceEquals(typed.Type, FeelType.Any))
        {
            return value;
        }
        var call = Expression.Call(
            Evaluation,
            nameof(Dmn.Evaluation.Coerce),
            null,
            value,
            Expression.Constant(typed.Type, typeof(FeelType))
        );
        return Fold(call, value);
    }
}
