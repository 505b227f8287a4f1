namespace Headroom.Dmn;

/// <summary>A cell or output that is not constant: compiled when first needed, fed with the surrounding local variables.</summary>
internal sealed class TableCode(Func<Func<FeelValue[], FeelValue, Evaluation, FeelValue>> compile)
{
    private Func<FeelValue[], FeelValue, Evaluation, FeelValue>? compiled;

    /// <summary>Runs with local variables and the input that a test looks at.</summary>
    public FeelValue Run(FeelValue[] locals, in FeelValue input, Evaluation evaluation) =>
        (compiled ??= compile())(locals, input, evaluation);
}

/// <summary>A value or the code for it.</summary>
internal readonly record struct TableOutputCell(FeelValue Constant, TableCode? Code)
{
    public FeelValue Get(FeelValue[] locals, Evaluation evaluation) =>
        Code is null ? Constant : Code.Run(locals, default, evaluation);
}

/// <summary>A test that no column holds: its rule, its column, and what to run.</summary>
internal readonly record struct LeftOverTest(int Rule, int Column, CellTest? Constant, TableCode? Code);

/// <summary>
/// A decision table ready to run. Each column narrows the set of rules that may match to those that its input passes; the tests that
/// no column could hold are run for the rules that are left; the hit policy chooses among what remains.
/// </summary>
internal sealed partial class CompiledTable
{
    private const int BitsPerWord = 64;
    private readonly TableColumn?[] columns;
    private readonly LeftOverTest[] leftOvers;
    private readonly int words;
    private readonly ulong lastWord;

    public CompiledTable(
        TableDefinition definition,
        TableColumn?[] columns,
        LeftOverTest[] leftOvers,
        TableOutputCell[][] outputs,
        TableOutputCell[]? defaults,
        FeelValue[]?[] priorities,
        Func<FeelValue, bool>?[] allowedInputs
    )
    {
        Definition = definition;
        this.columns = columns;
        this.leftOvers = leftOvers;
        this.outputs = outputs;
        this.defaults = defaults;
        this.priorities = priorities;
        this.allowedInputs = allowedInputs;
        outputNames = definition.Outputs.Select(output => output.Name).ToArray();
        words = (definition.Rules.Count + BitsPerWord - 1) / BitsPerWord;
        var rest = definition.Rules.Count % BitsPerWord;
        lastWord = rest == 0 ? ulong.MaxValue : (1UL << rest) - 1;
    }

    public TableDefinition Definition { get; }

    public IReadOnlyList<TableColumn?> Columns => columns;

    public IReadOnlyList<LeftOverTest> LeftOvers => leftOvers;

    /// <summary>Decides for the inputs that the caller put on the evaluation's stack.</summary>
    public FeelValue Run(int inputsAt, FeelValue[] locals, Evaluation evaluation)
    {
        for (var i = 0; i < allowedInputs.Length; i++)
        {
            if (
                allowedInputs[i] is { } allowed
                && evaluation.Stack[inputsAt + i] is { IsNull: false } value
                && !allowed(value)
            )
            {
                evaluation.Pop(inputsAt);
                return evaluation.Fail(
                    "dmn.table.input",
                    $"The input '{Definition.Inputs[i].Label}' = {FeelText.Shorten(value)} is not among its allowed values."
                );
            }
        }
        var result = words == 1 ? RunSmall(inputsAt, locals, evaluation) : RunLarge(inputsAt, locals, evaluation);
        evaluation.Pop(inputsAt);
        return result;
    }

    private FeelValue RunSmall(int inputsAt, FeelValue[] locals, Evaluation evaluation)
    {
        var bits = lastWord;
        for (var i = 0; i < columns.Length && bits != 0; i++)
        {
            if (columns[i] is { } column)
            {
                bits &= column.Mask(evaluation.Stack[inputsAt + i], evaluation);
            }
        }
        foreach (var test in leftOvers)
        {
            if (
                (bits & (1UL << test.Rule)) != 0
                && !Passes(test, evaluation.Stack[inputsAt + test.Column], locals, evaluation)
            )
            {
                bits &= ~(1UL << test.Rule);
            }
        }
        ReadOnlySpan<ulong> matched = [bits];
        Record(inputsAt, matched, locals, evaluation);
        return Resolve(matched, locals, evaluation);
    }

    private FeelValue RunLarge(int inputsAt, FeelValue[] locals, Evaluation evaluation)
    {
        const int OnStackMax = 256;
        Span<ulong> bits = words <= OnStackMax ? stackalloc ulong[words] : new ulong[words];
        bits.Fill(ulong.MaxValue);
        if (words > 0)
        {
            bits[^1] = lastWord;
        }
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i]?.Narrow(evaluation.Stack[inputsAt + i], bits, evaluation);
        }
        foreach (var test in leftOvers)
        {
            ref var word = ref bits[test.Rule / BitsPerWord];
            var bit = 1UL << (test.Rule % BitsPerWord);
            if ((word & bit) != 0 && !Passes(test, evaluation.Stack[inputsAt + test.Column], locals, evaluation))
            {
                word &= ~bit;
            }
        }
        Record(inputsAt, bits, locals, evaluation);
        return Resolve(bits, locals, evaluation);
    }

    private static bool Passes(in LeftOverTest test, in FeelValue input, FeelValue[] locals, Evaluation evaluation) =>
        (
            test.Constant is { } constant
                ? constant.Evaluate(input, evaluation)
                : test.Code!.Run(locals, input, evaluation)
        ).IsTrue;

    /// <summary>Tells the trace which cells of which rules passed.</summary>
    private void Record(int inputsAt, ReadOnlySpan<ulong> matched, FeelValue[] locals, Evaluation evaluation)
    {
        if (evaluation.Recorder is not { } recorder)
        {
            return;
        }
        evaluation.Recorder = null;
        var inputs = new FeelValue[columns.Length];
        Array.Copy(evaluation.Stack, inputsAt, inputs, 0, inputs.Length);
        var cells = new ulong[columns.Length][];
        for (var i = 0; i < columns.Length; i++)
        {
            var bits = new ulong[words];
            Array.Fill(bits, ulong.MaxValue);
            columns[i]?.Narrow(inputs[i], bits, evaluation);
            cells[i] = bits;
        }
        foreach (var test in leftOvers)
        {
            if (!Passes(test, inputs[test.Column], locals, evaluation))
            {
                cells[test.Column][test.Rule / BitsPerWord] &= ~(1UL << (test.Rule % BitsPerWord));
            }
        }
        evaluation.Recorder = recorder;
        recorder.Table(this, inputs, cells, matched.ToArray());
    }
}
