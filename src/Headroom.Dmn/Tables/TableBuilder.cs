using System.Linq.Expressions;

namespace Headroom.Dmn;

/// <summary>Builds a table's matching form from its definition.</summary>
internal sealed class TableBuilder(Emitter emitter, TableDefinition definition, CapturedLocals captured)
{
    private readonly Dictionary<(int Column, string Text), TableOutputCell> outputsByText = [];

    public CompiledTable Build(int[] inputSlots, int[] sourceSlots)
    {
        var leftOvers = new List<LeftOverTest>();
        var columns = new TableColumn?[definition.Inputs.Count];
        for (var column = 0; column < columns.Length; column++)
        {
            columns[column] = BuildColumn(column, leftOvers);
        }
        leftOvers.Sort((left, right) => left.Rule.CompareTo(right.Rule));
        return new CompiledTable(
            definition,
            inputSlots,
            columns,
            [.. leftOvers],
            [.. definition.Rules.Select((rule, i) => BuildOutputs(rule, i + 1))],
            Defaults(),
            [.. definition.Outputs.Select(Priorities)],
            [.. definition.Inputs.Select(AllowedInput)]
        )
        {
            SourceSlots = sourceSlots,
        };
    }

    private TableColumn? BuildColumn(int column, List<LeftOverTest> leftOvers)
    {
        var tests = new CellTest?[definition.Rules.Count];
        var read = new Dictionary<Test, CellTest>(ReferenceEqualityComparer.Instance);
        for (var rule = 0; rule < tests.Length; rule++)
        {
            var test = definition.Rules[rule].Tests[column];
            if (read.TryGetValue(test, out tests[rule]))
            {
                continue;
            }
            emitter.EnterCell(new TablePlace(rule + 1, definition.Inputs[column].Label, definition.Rules[rule].Line));
            var findings = emitter.FindingCount;
            tests[rule] = CellTest.From(test, Constant);
            emitter.CheckCell(tests[rule], definition.Inputs[column].Type.Kind);
            if (tests[rule] is { } constantTest && findings == emitter.FindingCount)
            {
                // What is wrong is found again in every row that holds it.
                read[test] = constantTest;
            }
            if (tests[rule] is null)
            {
                var (code, constant) = Emitter.EmitCell(
                    (input, names) => emitter.EmitTest(test, input, names),
                    captured
                );
                var known = constant is { } value
                    ? value.IsTrue
                        ? new CellTest.AnyValue()
                        : (CellTest)new CellTest.AnyOf([], false)
                    : null;
                leftOvers.Add(new LeftOverTest(rule, column, known, code));
            }
        }
        var unfit = new List<int>();
        var built = TableColumnBuilder.Build(tests, unfit);
        if (built is null)
        {
            // Nothing to index by: what is constant but no plain value is tested one by one.
            unfit =
            [
                .. Enumerable.Range(0, tests.Length).Where(rule => tests[rule] is not (null or CellTest.AnyValue)),
            ];
        }
        leftOvers.AddRange(unfit.Select(rule => new LeftOverTest(rule, column, tests[rule], null)));
        return built;
    }

    private TableOutputCell[] BuildOutputs(TableRule rule, int number)
    {
        var cells = new TableOutputCell[rule.Outputs.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var key = (i, rule.OutputTexts[i]);
            if (!outputsByText.TryGetValue(key, out cells[i]))
            {
                emitter.EnterCell(new TablePlace(number, definition.Outputs[i].Name, rule.Line));
                cells[i] = BuildOutput(rule.Outputs[i], definition.Outputs[i].Type);
                outputsByText[key] = cells[i];
            }
        }
        return cells;
    }

    private TableOutputCell BuildOutput(Node node, FeelType type)
    {
        var typed = new Node.Typed(node, type);
        var (code, constant) = Emitter.EmitCell((_, names) => emitter.Emit(typed, names), captured);
        return new TableOutputCell(constant ?? default, code);
    }

    private TableOutputCell[]? Defaults() =>
        definition.Outputs.Any(output => output.Default is not null)
            ?
            [
                .. definition.Outputs.Select(output =>
                    output.Default is { } node ? BuildOutput(node, output.Type) : default
                ),
            ]
            : null;

    private FeelValue[]? Priorities(TableOutput output)
    {
        if (output.Allowed.Count == 0)
        {
            return null;
        }
        return [.. output.Allowed.Select(node => Constant(node) ?? default)];
    }

    private Func<FeelValue, bool>? AllowedInput(TableInput input) =>
        input.Allowed is null ? null : AllowedValues.Predicate(input.Allowed, emitter, captured.Outside);

    private FeelValue? Constant(Node node)
    {
        // Constants stand alone: whatever names a variable is not one.
        if (node is Node.Constant constant)
        {
            return constant.Value;
        }
        var (_, value) = Emitter.EmitCell((_, names) => emitter.Emit(node, names), captured);
        return value;
    }
}

/// <summary>Allowed values as a condition on one value.</summary>
internal static class AllowedValues
{
    [ThreadStatic]
    private static Evaluation? quiet;

    /// <summary>The condition, run with limits of its own and without a trace of errors.</summary>
    public static Func<FeelValue, bool> Predicate(Test test, Emitter emitter, Binding names)
    {
        var known = CellTest.From(
            test,
            node => Emitter.IsConstant(emitter.Emit(node, names), out var value) ? value : null
        );
        if (known is not null)
        {
            return value => known.Evaluate(value, Quiet()).IsTrue;
        }
        var input = Expression.Parameter(typeof(FeelValue), "input");
        var lambda = Expression
            .Lambda<Func<FeelValue, Evaluation, FeelValue>>(
                emitter.EmitTest(test, input, names),
                input,
                Emitter.Evaluation
            )
            .Compile();
        return value => Quiet().Guard(evaluation => lambda(value, evaluation)).IsTrue;
    }

    private static Evaluation Quiet()
    {
        quiet ??= new Evaluation(DmnLimits.Default);
        quiet.Clear();
        return quiet;
    }
}
