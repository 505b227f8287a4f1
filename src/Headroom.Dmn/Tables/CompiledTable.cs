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
/// <param name="Constant">The value, where it is known.</param>
/// <param name="Code">The code, where it is not.</param>
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
        int[] inputSlots,
        TableColumn?[] columns,
        LeftOverTest[] leftOvers,
        TableOutputCell[][] outputs,
        TableOutputCell[]? defaults,
        FeelValue[]?[] priorities,
        Func<FeelValue, bool>?[] allowedInputs
    )
    {
        Definition = definition;
        InputSlots = inputSlots;
        this.columns = columns;
        this.leftOvers = leftOvers;
        this.outputs = outputs;
        this.defaults = defaults;
        this.priorities = priorities;
        this.allowedInputs = allowedInputs;
        points = ScorecardPoints.Of(definition, outputs);
        outputNames = definition.Outputs.Select(output => output.Name).ToArray();
        composed = Array.ConvertAll(outputs, Composed);
        words = (definition.Rules.Count + BitsPerWord - 1) / BitsPerWord;
        var rest = definition.Rules.Count % BitsPerWord;
        lastWord = rest == 0 ? ulong.MaxValue : (1UL << rest) - 1;
    }

    public TableDefinition Definition { get; }

    /// <summary>For each column the slot that it reads, or -1 where its input is computed and put on the stack.</summary>
    public int[] InputSlots { get; }

    /// <summary>For each column the slot of the input or decision that it reads, or -1 where its input is computed.</summary>
    public required int[] SourceSlots { get; init; }

    public bool HasAllowedInputs => Array.Exists(allowedInputs, allowed => allowed is not null);

    public bool HasDefault => defaults is not null;

    /// <summary>The outputs as points, where the table sums up constant numbers.</summary>
    public ScorecardPoints? Points => points;

    /// <summary>True where no output is computed.</summary>
    public bool HasConstantOutputs =>
        Array.TrueForAll(outputs, row => Array.TrueForAll(row, cell => cell.Code is null))
        && (defaults is null || Array.TrueForAll(defaults, cell => cell.Code is null));

    /// <summary>The table's value where these rules match; for tables of at most 64 rules and constant outputs.</summary>
    public FeelValue Decide(ulong matched, Evaluation evaluation)
    {
        ReadOnlySpan<ulong> rules = [matched];
        return Resolve(rules, [], evaluation);
    }

    public IReadOnlyList<TableColumn?> Columns => columns;

    public IReadOnlyList<LeftOverTest> LeftOvers => leftOvers;

    /// <summary>Decides for the inputs that the caller put on the evaluation's stack.</summary>
    public FeelValue Run(int inputsAt, FeelValue[] locals, Evaluation evaluation)
    {
        for (var i = 0; i < allowedInputs.Length; i++)
        {
            if (
                allowedInputs[i] is { } allowed
                && Input(inputsAt, i, evaluation) is { IsNull: false } value
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
                bits &= column.Mask(Input(inputsAt, i, evaluation), evaluation);
            }
        }
        foreach (var test in leftOvers)
        {
            if (
                (bits & (1UL << test.Rule)) != 0
                && !Passes(test, Input(inputsAt, test.Column, evaluation), locals, evaluation)
            )
            {
                bits &= ~(1UL << test.Rule);
            }
        }
        return Conclude(inputsAt, [bits], locals, evaluation);
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
            columns[i]?.Narrow(Input(inputsAt, i, evaluation), bits, evaluation);
        }
        foreach (var test in leftOvers)
        {
            ref var word = ref bits[test.Rule / BitsPerWord];
            var bit = 1UL << (test.Rule % BitsPerWord);
            if ((word & bit) != 0 && !Passes(test, Input(inputsAt, test.Column, evaluation), locals, evaluation))
            {
                word &= ~bit;
            }
        }
        return Conclude(inputsAt, bits, locals, evaluation);
    }

    private ref FeelValue Input(int inputsAt, int column, Evaluation evaluation)
    {
        var slot = InputSlots[column];
        return ref slot >= 0 ? ref evaluation.Slots[slot] : ref evaluation.Stack[inputsAt + column];
    }

    private static bool Passes(in LeftOverTest test, in FeelValue input, FeelValue[] locals, Evaluation evaluation) =>
        (
            test.Constant is { } constant
                ? constant.Evaluate(input, evaluation)
                : test.Code!.Run(locals, input, evaluation)
        ).IsTrue;

    private FeelValue Conclude(int inputsAt, ReadOnlySpan<ulong> matched, FeelValue[] locals, Evaluation evaluation)
    {
        var first = Next(matched, -1);
        if (Definition.HitPolicy == HitPolicy.Priority && first >= 0)
        {
            var (rule, value) = Ranked(matched, locals, evaluation)[0];
            Record(inputsAt, matched, rule, locals, evaluation);
            return value;
        }
        Record(inputsAt, matched, Definition.HitPolicy == HitPolicy.First ? first : -1, locals, evaluation);
        return Resolve(matched, locals, evaluation);
    }

    /// <summary>Tells the trace which cells of which rules passed, and which rule alone fired, or -1 where all that matched did.</summary>
    private void Record(int inputsAt, ReadOnlySpan<ulong> matched, int only, FeelValue[] locals, Evaluation evaluation)
    {
        if (evaluation.Fired is { } rules)
        {
            rules.Clear();
            if (only >= 0)
            {
                rules.Add(only + 1);
            }
            for (var rule = only < 0 ? Next(matched, -1) : -1; rule >= 0; rule = Next(matched, rule))
            {
                rules.Add(rule + 1);
            }
        }
        if (evaluation.Recorder is not { } recorder)
        {
            return;
        }
        evaluation.Recorder = null;
        var inputs = new FeelValue[columns.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Input(inputsAt, i, evaluation);
        }
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
        recorder.Table(new TableTrace(this, inputs, cells, matched.ToArray(), only));
    }
}
