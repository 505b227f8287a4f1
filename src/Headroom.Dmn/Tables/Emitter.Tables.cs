using System.Linq.Expressions;

namespace Headroom.Dmn;

internal sealed partial class Emitter
{
    /// <summary>The tables compiled so far, for checks and column runs.</summary>
    public List<CompiledTable> Tables { get; } = [];

    private Expression EmitTable(TableDefinition definition, Binding names)
    {
        var captured = new CapturedLocals(names);
        var inputs = definition.Inputs.Select(input => Emit(input.Expression, names)).ToArray();
        var table = new TableBuilder(this, definition, captured).Build(
            Array.ConvertAll(inputs, SlotOf),
            Array.ConvertAll(inputs, SourceOf)
        );
        LeaveTable();
        Tables.Add(table);
        var at = Expression.Variable(typeof(int), "inputsAt");
        var steps = new List<Expression>
        {
            Expression.Assign(
                at,
                Expression.Call(
                    Evaluation,
                    nameof(Dmn.Evaluation.Push),
                    null,
                    Expression.Constant(definition.Inputs.Count)
                )
            ),
        };
        for (var i = 0; i < definition.Inputs.Count; i++)
        {
            if (table.InputSlots[i] >= 0)
            {
                continue;
            }
            steps.Add(
                Expression.Call(
                    Evaluation,
                    nameof(Dmn.Evaluation.Put),
                    null,
                    Expression.Add(at, Expression.Constant(i)),
                    inputs[i]
                )
            );
        }
        steps.Add(
            Expression.Call(
                Expression.Constant(table),
                nameof(CompiledTable.Run),
                null,
                at,
                captured.ToArray(),
                Evaluation
            )
        );
        return Expression.Block([at], steps);
    }

    /// <summary>The slot that an expression does nothing but read, or -1.</summary>
    private static int SlotOf(Expression expression) =>
        expression is MethodCallExpression { Method.Name: nameof(DecisionCalls.Input) } call
        && call.Method.DeclaringType == typeof(DecisionCalls)
        && call.Arguments[0] is ConstantExpression { Value: int slot }
            ? slot
            : -1;

    /// <summary>The slot of the input or decision that an expression does nothing but read, or -1.</summary>
    private static int SourceOf(Expression expression) =>
        expression is MethodCallExpression { Method.Name: nameof(DecisionCalls.Decide) } call
        && call.Method.DeclaringType == typeof(DecisionCalls)
        && call.Arguments[0] is ConstantExpression { Value: DecisionElement decision }
            ? decision.Slot
            : SlotOf(expression);

    /// <summary>Emits a cell's code: its local variables come in an array, its input as a parameter.</summary>
    public static (TableCode? Code, FeelValue? Constant) EmitCell(
        Func<Expression, Binding, Expression> emit,
        CapturedLocals captured
    )
    {
        var input = Expression.Parameter(typeof(FeelValue), "input");
        var body = CapturedLocals.Claim(emit(input, captured.Inside));
        if (IsConstant(body, out var constant))
        {
            return (null, constant);
        }
        var lambda = Expression.Lambda<Func<FeelValue[], FeelValue, Evaluation, FeelValue>>(
            body,
            captured.Array,
            input,
            Evaluation
        );
        return (new TableCode(() => lambda.Compile()), null);
    }
}

/// <summary>
/// The local variables around a table, those of a function's parameters or a context's entries. The table's cells are compiled apart,
/// so they get these in an array: only those that they use, and nothing where they use none.
/// </summary>
internal sealed class CapturedLocals
{
    private static readonly Claimer Claiming = new();
    private readonly List<Expression> used = [];

    public CapturedLocals(Binding names)
    {
        Outside = names;
        Inside = Map(names);
    }

    /// <summary>The names where the table stands.</summary>
    public Binding Outside { get; }

    /// <summary>The same names, seen from inside a cell.</summary>
    public Binding Inside { get; }

    /// <summary>What the array is called inside a cell.</summary>
    public ParameterExpression Array { get; } = Expression.Parameter(typeof(FeelValue[]), "locals");

    /// <summary>Gives the local variables that an expression uses their places in the array.</summary>
    public static Expression Claim(Expression body) => Claiming.Visit(body);

    /// <summary>The array to hand over.</summary>
    public Expression ToArray() =>
        used.Count == 0
            ? Expression.Constant(System.Array.Empty<FeelValue>())
            : Expression.NewArrayInit(typeof(FeelValue), used);

    private Binding Map(Binding binding) =>
        binding switch
        {
            Binding.Local { Value: ConstantExpression } local => new Binding.Local(
                local.Name,
                local.Value,
                Map(local.Outer!),
                local.Type
            ),
            Binding.Local local => new Binding.Local(
                local.Name,
                new Slot(this, local.Value),
                Map(local.Outer!),
                local.Type
            ),
            Binding.FilterItem item => new Binding.FilterItem(new Slot(this, item.Value), Map(item.Outer!)),
            _ => binding,
        };

    private int IndexOf(Expression value)
    {
        var at = used.IndexOf(value);
        if (at < 0)
        {
            used.Add(value);
            at = used.Count - 1;
        }
        return at;
    }

    /// <summary>An array element that claims its place when something uses it.</summary>
    private sealed class Slot(CapturedLocals captured, Expression value) : Expression
    {
        public override ExpressionType NodeType => ExpressionType.Extension;

        public override Type Type => typeof(FeelValue);

        public override bool CanReduce => true;

        public override Expression Reduce() => ArrayIndex(captured.Array, Constant(captured.IndexOf(value)));
    }

    private sealed class Claimer : ExpressionVisitor;
}
