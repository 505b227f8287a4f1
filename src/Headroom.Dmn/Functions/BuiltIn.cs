using System.Reflection;

namespace Headroom.Dmn;

internal delegate FeelValue Function0(Evaluation evaluation);

internal delegate FeelValue Function1(FeelValue first, Evaluation evaluation);

internal delegate FeelValue Function2(FeelValue first, FeelValue second, Evaluation evaluation);

internal delegate FeelValue Function3(FeelValue first, FeelValue second, FeelValue third, Evaluation evaluation);

internal delegate FeelValue Function4(
    FeelValue first,
    FeelValue second,
    FeelValue third,
    FeelValue fourth,
    Evaluation evaluation
);

internal delegate FeelValue FunctionN(FeelValue[] arguments, Evaluation evaluation);

/// <summary>One form of a built-in function: its parameters and the method behind it.</summary>
/// <param name="Method">A static method that takes the values, then the evaluation.</param>
/// <param name="Parameters">The parameters' names.</param>
/// <param name="Required">How many of them must be given.</param>
/// <param name="Variadic">True where any number of arguments is taken as one array.</param>
internal sealed record Overload(Delegate Method, string[] Parameters, int Required, bool Variadic)
{
    public int Arity => Parameters.Length;

    public bool Takes(int count) => Variadic || (count >= Required && count <= Arity);

    public FeelValue Invoke(FeelValue[] arguments, Evaluation evaluation)
    {
        FeelValue At(int index) => index < arguments.Length ? arguments[index] : FeelValue.Absent;
        return Method switch
        {
            Function0 f => f(evaluation),
            Function1 f => f(At(0), evaluation),
            Function2 f => f(At(0), At(1), evaluation),
            Function3 f => f(At(0), At(1), At(2), evaluation),
            Function4 f => f(At(0), At(1), At(2), At(3), evaluation),
            FunctionN f => f(arguments, evaluation),
            _ => throw new InvalidOperationException($"No call for {Method.GetType().Name}."),
        };
    }
}

/// <summary>A function that FEEL brings along (DMN 1.5, section 10.3.4).</summary>
internal sealed class BuiltIn(string name, bool isPure, Overload[] overloads) : FeelFunction
{
    public override string Name => name;

    /// <summary>True where the same arguments give the same result in every evaluation.</summary>
    public bool IsPure => isPure;

    public IReadOnlyList<Overload> Overloads => overloads;

    public override IReadOnlyList<string> Parameters => overloads[0].Parameters;

    public override FeelType Type { get; } =
        Array.Exists(overloads, overload => overload.Variadic)
            ? FeelType.Unknown
            : new FeelType.FunctionOf([.. Enumerable.Repeat(FeelType.Any, overloads[0].Arity)], FeelType.Unknown);

    public override FeelValue Invoke(FeelValue[] arguments, Evaluation evaluation)
    {
        foreach (var overload in overloads)
        {
            if (overload.Takes(arguments.Length))
            {
                return overload.Invoke(arguments, evaluation);
            }
        }
        return evaluation.Fail("feel.call", $"Function '{name}' does not take {arguments.Length} arguments.");
    }

    public override FeelValue InvokeNamed(string[] names, FeelValue[] arguments, Evaluation evaluation) =>
        Choose(names) is { } overload
            ? overload.Invoke(Arrange(overload, names, arguments, FeelValue.Absent), evaluation)
            : evaluation.Fail(
                "feel.call",
                $"Function '{name}' does not have these parameters: {string.Join(", ", names)}."
            );

    /// <summary>The method to call for this many positional arguments, where it can be called without an array.</summary>
    public (MethodInfo Method, int Arity)? Direct(int count)
    {
        foreach (var overload in overloads)
        {
            if (overload.Takes(count))
            {
                return overload.Variadic ? null : (overload.Method.Method, overload.Arity);
            }
        }
        return null;
    }

    /// <summary>Named arguments in the order of a form that has all these names, or null where there is none such.</summary>
    public System.Linq.Expressions.Expression[]? Order(string[] names, System.Linq.Expressions.Expression[] arguments)
    {
        // A form whose arity several forms share is found by its names only, so the call stays dynamic.
        if (
            Choose(names) is not { Variadic: false } overload
            || Direct(overload.Arity)?.Method != overload.Method.Method
        )
        {
            return null;
        }
        return Arrange(overload, names, arguments, Emitter.Constant(FeelValue.Absent));
    }

    /// <summary>Whether some form has these parameters.</summary>
    public bool Takes(string[] names) => Choose(names) is not null;

    // before(point, range) and before(range, point) have the same names: the order in which they are written tells which is meant.
    private Overload? Choose(string[] names) =>
        Array.Find(overloads, overload => overload.Parameters.SequenceEqual(names))
        ?? Array.Find(
            overloads,
            overload =>
                names.Distinct().Count() == names.Length
                && Array.TrueForAll(names, given => overload.Parameters.Contains(given))
                && overload.Parameters.Take(overload.Required).All(names.Contains)
        );

    private static T[] Arrange<T>(Overload overload, string[] names, T[] arguments, T absent)
    {
        var ordered = new T[overload.Arity];
        for (var i = 0; i < ordered.Length; i++)
        {
            var at = Array.IndexOf(names, overload.Parameters[i]);
            ordered[i] = at < 0 ? absent : arguments[at];
        }
        return ordered;
    }
}
