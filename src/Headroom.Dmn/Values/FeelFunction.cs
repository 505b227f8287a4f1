namespace Headroom.Dmn;

/// <summary>A function value: it can be called, passed on, and compared only with itself.</summary>
internal abstract class FeelFunction
{
    /// <summary>The name for messages; empty for a lambda.</summary>
    public abstract string Name { get; }

    /// <summary>The parameters' names, in order; null where positions are all that counts.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>The function's declared type, for <c>instance of</c>.</summary>
    public abstract FeelType Type { get; }

    /// <summary>Calls with arguments by position.</summary>
    public abstract FeelValue Invoke(FeelValue[] arguments, Evaluation evaluation);

    /// <summary>Calls with arguments by name.</summary>
    public virtual FeelValue InvokeNamed(string[] names, FeelValue[] arguments, Evaluation evaluation)
    {
        var ordered = new FeelValue[Parameters.Count];
        Array.Fill(ordered, FeelValue.Absent);
        for (var i = 0; i < names.Length; i++)
        {
            var at = IndexOf(names[i]);
            if (at < 0)
            {
                return evaluation.Fail("feel.call", $"Function '{Name}' has no parameter '{names[i]}'.");
            }
            ordered[at] = arguments[i];
        }
        return Array.Exists(ordered, value => value.IsAbsent)
            ? evaluation.Fail("feel.call", $"Function '{Name}' wants {Parameters.Count} arguments.")
            : Invoke(ordered, evaluation);
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (string.Equals(Parameters[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }
        return -1;
    }
}

/// <summary>A function written in FEEL or in a model: parameters with types, a body that captured its surroundings.</summary>
internal sealed class FeelLambda(
    string name,
    string[] parameters,
    FeelType.FunctionOf type,
    FeelType resultType,
    Func<FeelValue[], Evaluation, FeelValue> body
) : FeelFunction
{
    private readonly FeelType[] parameterTypes = [.. type.Parameters!];

    public override string Name => name;

    public override IReadOnlyList<string> Parameters => parameters;

    public override FeelType Type => type;

    public override FeelValue Invoke(FeelValue[] arguments, Evaluation evaluation)
    {
        if (arguments.Length != parameters.Length)
        {
            return evaluation.Fail(
                "feel.call",
                $"Function '{name}' wants {parameters.Length} arguments, not {arguments.Length}."
            );
        }
        evaluation.Enter();
        try
        {
            for (var i = 0; i < arguments.Length; i++)
            {
                if (ReferenceEquals(parameterTypes[i], FeelType.Any))
                {
                    continue;
                }
                if (!parameterTypes[i].TryCoerce(arguments[i], out var coerced))
                {
                    return evaluation.Fail(
                        "feel.type",
                        $"Argument '{parameters[i]}' of '{name}' is not of type {parameterTypes[i]}."
                    );
                }
                arguments[i] = coerced;
            }
            return evaluation.Coerce(body(arguments, evaluation), resultType);
        }
        finally
        {
            evaluation.Leave();
        }
    }
}
