namespace Headroom.Dmn;

/// <summary>A FEEL expression on its own, over named inputs: for mappings and formulas outside of a model.</summary>
public sealed class FeelExpression
{
    private readonly Func<Evaluation, FeelValue>? body;
    private readonly DmnLimits limits;

    private FeelExpression(
        string text,
        IReadOnlyList<string> inputs,
        IReadOnlyList<FeelError> diagnostics,
        Func<Evaluation, FeelValue>? body,
        DmnLimits limits
    )
    {
        Text = text;
        Inputs = inputs;
        Diagnostics = diagnostics;
        this.body = body;
        this.limits = limits;
    }

    /// <summary>The source.</summary>
    public string Text { get; }

    /// <summary>The names of the inputs, in the order in which values are given.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>What is wrong with the text, each with its position; empty where the expression can be evaluated.</summary>
    public IReadOnlyList<FeelError> Diagnostics { get; }

    /// <summary>Compiles an expression over inputs of these names. A wrong text gives diagnostics.</summary>
    public static FeelExpression Compile(string text, IReadOnlyList<string> inputs, DmnLimits? limits = null)
    {
        limits ??= DmnLimits.Default;
        var names = new NameTable(BuiltIns.NameTable);
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < inputs.Count; i++)
        {
            names.Add(NameTable.Normalize(inputs[i]));
            slots.TryAdd(NameTable.Normalize(inputs[i]), i);
        }
        try
        {
            var members = new NameTable();
            foreach (var name in (string[])["time offset", "start included", "end included"])
            {
                members.Add(name);
            }
            var node = Parser.ParseExpression(text, new ParserScope(names, members, new TypeTable()), limits);
            var emitter = new Emitter(limits);
            var tree = emitter.Emit(
                node,
                new Binding.Environment(name =>
                    slots.TryGetValue(name, out var slot)
                        ? System.Linq.Expressions.Expression.Call(
                            typeof(DecisionCalls),
                            nameof(DecisionCalls.Input),
                            null,
                            System.Linq.Expressions.Expression.Constant(slot),
                            Emitter.Evaluation
                        )
                        : null
                )
            );
            var unknown = emitter
                .Findings.Where(finding => finding.Code == "feel.name")
                .Select(name => new FeelError(
                    "feel.name",
                    $"There is no '{name.Name}' here.{NameSuggestion.For(name.Name ?? "", inputs)}",
                    "",
                    name.Position
                ))
                .ToArray();
            return new FeelExpression(
                text,
                inputs,
                unknown,
                unknown.Length == 0 ? Emitter.Compile(tree) : null,
                limits
            );
        }
        catch (FeelSyntaxException wrong)
        {
            var error = new FeelError(wrong.Code, wrong.Message, "", wrong.Position);
            return new FeelExpression(text, inputs, [error], null, limits);
        }
        catch (InsufficientExecutionStackException)
        {
            var error = new FeelError("feel.limit", "The expression nests too deeply.", "", 0);
            return new FeelExpression(text, inputs, [error], null, limits);
        }
    }

    /// <summary>Evaluates with the inputs' values, in the order of their names.</summary>
    /// <param name="values">One value per input.</param>
    /// <param name="now">The time that <c>now()</c> gives; without it <c>now()</c> fails.</param>
    /// <param name="cancelled">Asked now and then; true stops the evaluation with an error.</param>
    /// <returns>The value; a null whose <see cref="FeelValue.Error"/> says why where it failed.</returns>
    /// <exception cref="InvalidOperationException">The expression did not compile.</exception>
    /// <exception cref="ArgumentException">There are too few or too many values.</exception>
    public FeelValue Evaluate(IReadOnlyList<FeelValue> values, DateTimeOffset? now = null, Func<bool>? cancelled = null)
    {
        if (body is null)
        {
            throw new InvalidOperationException($"The expression '{Text}' is wrong: {Diagnostics[0].Message}");
        }
        if (values.Count != Inputs.Count)
        {
            throw new ArgumentException(
                $"The expression has {Inputs.Count} inputs, not {values.Count}.",
                nameof(values)
            );
        }
        var evaluation = new Evaluation(limits)
        {
            Slots = values as FeelValue[] ?? [.. values],
            Now = now,
            Cancelled = cancelled,
        };
        return evaluation.Guard(body);
    }
}
