using System.Linq.Expressions;

namespace Headroom.Dmn;

internal sealed partial class Emitter
{
    private Expression EmitCall(Node.Call call, Binding names)
    {
        var arguments = call.Arguments.Select(argument => Emit(argument, names)).ToArray();
        if (BuiltInTarget(call.Target, names) is { } builtIn)
        {
            if (!builtIn.Overloads.Any(overload => overload.Takes(arguments.Length)))
            {
                Report(
                    "feel.call",
                    $"The function '{builtIn.Name}' does not take {arguments.Length} arguments.",
                    call.Position
                );
            }
            return EmitBuiltIn(builtIn, arguments);
        }
        return Expression.Call(
            typeof(Calls),
            nameof(Calls.Invoke),
            null,
            Emit(call.Target, names),
            Expression.NewArrayInit(typeof(FeelValue), arguments),
            Evaluation
        );
    }

    private Expression EmitNamedCall(Node.NamedCall call, Binding names)
    {
        var arguments = call.Arguments.Select(argument => Emit(argument.Value, names)).ToArray();
        var argumentNames = call.Arguments.Select(argument => argument.Name).ToArray();
        if (BuiltInTarget(call.Target, names) is { } builtIn)
        {
            if (!builtIn.Takes(argumentNames))
            {
                Report(
                    "feel.call",
                    $"The function '{builtIn.Name}' does not have these parameters: {string.Join(", ", argumentNames)}.",
                    call.Position
                );
            }
            if (builtIn.Order(argumentNames, arguments) is { } ordered)
            {
                return EmitBuiltIn(builtIn, ordered);
            }
        }
        return Expression.Call(
            typeof(Calls),
            nameof(Calls.InvokeNamed),
            null,
            Emit(call.Target, names),
            Expression.Constant(argumentNames),
            Expression.NewArrayInit(typeof(FeelValue), arguments),
            Evaluation
        );
    }

    /// <summary>The built-in function that a call names, where nothing in scope hides it.</summary>
    private static BuiltIn? BuiltInTarget(Node target, Binding names)
    {
        if (target is not Node.Name name)
        {
            return null;
        }
        var isBound = Find(name.Text, names, out var items) is not null || items.Count > 0;
        // A variable called "date" that is known to be no function does not hide the function "date".
        var isData = names.TypeOf(name.Text)?.Kind is { } kind && kind != FeelKind.Function;
        return isBound && !isData ? null : BuiltIns.Find(name.Text);
    }

    private Expression EmitBuiltIn(BuiltIn builtIn, Expression[] arguments)
    {
        MethodCallExpression call;
        if (builtIn.Direct(arguments.Length) is { } direct)
        {
            var padded = new Expression[direct.Arity];
            for (var i = 0; i < direct.Arity; i++)
            {
                padded[i] = i < arguments.Length ? arguments[i] : Constant(FeelValue.Absent);
            }
            call = Expression.Call(direct.Method, [.. padded, Evaluation]);
        }
        else
        {
            call = Expression.Call(
                Expression.Constant(builtIn),
                nameof(BuiltIn.Invoke),
                null,
                Expression.NewArrayInit(typeof(FeelValue), arguments),
                Evaluation
            );
        }
        return builtIn.IsPure ? Fold(call, arguments) : call;
    }

    private Expression EmitFunction(Node.Function function, Binding names)
    {
        var arguments = Expression.Parameter(typeof(FeelValue[]), "arguments");
        var inner = names;
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            var value = Expression.ArrayIndex(arguments, Expression.Constant(i));
            inner = new Binding.Local(function.Parameters[i].Name, value, inner, function.Parameters[i].Type);
        }
        // The evaluation is the caller's, not the one in which the function was made.
        var body = new EvaluationReplacer(Evaluation).Rename(Emit(function.Body, inner), out var callersEvaluation);
        var lambda = Expression.Lambda<Func<FeelValue[], Evaluation, FeelValue>>(body, arguments, callersEvaluation);
        return Expression.Call(
            typeof(Calls),
            nameof(Calls.MakeFunction),
            null,
            Expression.Constant(function.Parameters.Select(parameter => parameter.Name).ToArray()),
            Expression.Constant(StaticTypes.OfFunction(function, names.TypeOf)),
            lambda
        );
    }

    /// <summary>Compiles a function that captures nothing, such as a business knowledge model.</summary>
    public FeelLambda CompileFunction(string name, Node.Function function, Binding names)
    {
        var arguments = Expression.Parameter(typeof(FeelValue[]), "arguments");
        var inner = names;
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            var value = Expression.ArrayIndex(arguments, Expression.Constant(i));
            inner = new Binding.Local(function.Parameters[i].Name, value, inner, function.Parameters[i].Type);
        }
        var body = Expression.Lambda<Func<FeelValue[], Evaluation, FeelValue>>(
            Emit(function.Body, inner),
            arguments,
            Evaluation
        );
        return new FeelLambda(
            name,
            [.. function.Parameters.Select(parameter => parameter.Name)],
            StaticTypes.OfFunction(function, names.TypeOf),
            function.Result,
            body.Compile()
        );
    }

    /// <summary>Compiles an expression whose names are all found through the evaluation.</summary>
    public Func<Evaluation, FeelValue> Compile(Node node, Binding names) => Compile(Emit(node, names));

    public static Func<Evaluation, FeelValue> Compile(Expression body) =>
        Expression.Lambda<Func<Evaluation, FeelValue>>(body, Evaluation).Compile();

    private sealed class EvaluationReplacer(ParameterExpression from) : ExpressionVisitor
    {
        private readonly ParameterExpression to = Expression.Parameter(typeof(Evaluation), "evaluation");

        public Expression Rename(Expression body, out ParameterExpression renamed)
        {
            renamed = to;
            return Visit(body);
        }

        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
