namespace Headroom.Dmn;

/// <summary>Data that a model wants from its caller.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Slot">Its place in a frame.</param>
/// <param name="Type">Its declared type.</param>
/// <param name="Namespace">The namespace of its file.</param>
public sealed record DmnInput(string Name, int Slot, FeelType Type, string Namespace);

/// <summary>A decision of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Slot">Its place in a frame.</param>
/// <param name="Type">Its declared type.</param>
/// <param name="Namespace">The namespace of its file.</param>
/// <param name="RequiredInputs">All inputs that it depends on, directly or through other decisions.</param>
/// <param name="RequiredDecisions">The decisions that it uses directly.</param>
/// <param name="Tables">Its decision tables, in the order in which they are written.</param>
public sealed record DmnDecision(
    string Name,
    int Slot,
    FeelType Type,
    string Namespace,
    IReadOnlyList<DmnInput> RequiredInputs,
    IReadOnlyList<string> RequiredDecisions,
    IReadOnlyList<DmnTable> Tables
);

/// <summary>A decision table, for those who show it.</summary>
/// <param name="HitPolicy">Which matching rules count.</param>
/// <param name="Aggregation">How they are summed up.</param>
/// <param name="Inputs">The input columns' labels.</param>
/// <param name="Outputs">The output columns' names.</param>
/// <param name="Rules">The rules, in order.</param>
public sealed record DmnTable(
    HitPolicy HitPolicy,
    Aggregation Aggregation,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<DmnRule> Rules
);

/// <summary>One rule as written.</summary>
/// <param name="Number">Its place in the table, from 1.</param>
/// <param name="Tests">The texts of its input cells.</param>
/// <param name="Outputs">The texts of its output cells.</param>
/// <param name="Annotation">Its first annotation or label, or null.</param>
public sealed record DmnRule(
    int Number,
    IReadOnlyList<string> Tests,
    IReadOnlyList<string> Outputs,
    string? Annotation
);

/// <summary>A compiled model. It is immutable and may be shared by threads; each thread evaluates with a frame of its own.</summary>
public sealed partial class DmnModel
{
    private readonly Dictionary<string, DmnInput> inputsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DmnDecision> decisionsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FunctionElement> functions = new(StringComparer.Ordinal);
    private readonly DecisionElement?[] decisionBySlot;
    private readonly DmnDecision?[] decisions;
    private readonly DmnInput?[] inputBySlot;
    private readonly int[] plainInputs;

    internal DmnModel(IReadOnlyList<DrgElement> elements, int slots, DmnOptions options)
    {
        Options = options;
        SlotCount = slots;
        decisionBySlot = new DecisionElement?[slots];
        inputBySlot = new DmnInput?[slots];
        plainInputs = new int[slots];
        var inputs = new List<DmnInput>();
        foreach (var element in elements.OfType<InputElement>())
        {
            var input = new DmnInput(element.Name, element.Slot, element.Type, element.Document.Namespace);
            inputs.Add(input);
            inputBySlot[element.Slot] = input;
            plainInputs[element.Slot] = PlainKinds(element.Type);
            inputsByName.TryAdd(element.Name, input);
        }
        var described = new List<DmnDecision>();
        decisions = new DmnDecision?[slots];
        foreach (var element in elements.OfType<DecisionElement>())
        {
            var decision = Describe(element);
            described.Add(decision);
            decisions[element.Slot] = decision;
            decisionBySlot[element.Slot] = element;
            decisionsByName.TryAdd(element.Name, decision);
        }
        foreach (var element in elements.OfType<FunctionElement>())
        {
            functions.TryAdd(element.Name, element);
        }
        Inputs = inputs;
        Decisions = described;
    }

    /// <summary>All inputs, in the order of the files.</summary>
    public IReadOnlyList<DmnInput> Inputs { get; }

    /// <summary>All decisions, in the order of the files.</summary>
    public IReadOnlyList<DmnDecision> Decisions { get; }

    internal DmnOptions Options { get; }

    internal int SlotCount { get; }

    /// <summary>The input of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public DmnInput Input(string name) =>
        inputsByName.TryGetValue(name, out var input)
            ? input
            : throw new KeyNotFoundException($"The model has no input '{name}'.");

    /// <summary>The decision of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public DmnDecision Decision(string name) =>
        decisionsByName.TryGetValue(name, out var decision)
            ? decision
            : throw new KeyNotFoundException($"The model has no decision '{name}'.");

    /// <summary>Working memory for one thread.</summary>
    public DmnFrame CreateFrame() => new(this);

    /// <summary>
    /// Decides. What other decisions it needs is decided once and kept until the frame is reset or an input is set again.
    /// </summary>
    /// <returns>The decision's value; null where it failed or no rule matched, which the frame tells apart.</returns>
    public FeelValue Evaluate(DmnDecision decision, DmnFrame frame)
    {
        frame.Begin(this);
        return Run(ElementOf(decision), frame.Evaluation);
    }

    /// <summary>
    /// Decides, and tells which rules fired in the table that was decided last: that of the decision itself where it is one. The
    /// cheap half of a trace, for those who store the rules of every decision.
    /// </summary>
    /// <param name="decision">The decision.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="fired">
    /// Filled with the rules, from 1, as <see cref="TableTrace.Fired"/> has them; left empty where no table was decided.
    /// </param>
    public FeelValue Evaluate(DmnDecision decision, DmnFrame frame, List<int> fired)
    {
        fired.Clear();
        frame.Evaluation.Fired = fired;
        var value = Evaluate(decision, frame);
        frame.Evaluation.Fired = null;
        return value;
    }

    /// <summary>Decides and tells how: every decision on the way with its inputs, the cells that matched and its output.</summary>
    public DecisionTrace EvaluateWithTrace(DmnDecision decision, DmnFrame frame)
    {
        frame.Begin(this);
        frame.Forget();
        var recorder = new TraceRecorder(frame.Evaluation);
        frame.Evaluation.Recorder = recorder;
        var value = Run(ElementOf(decision), frame.Evaluation);
        frame.Evaluation.Recorder = null;
        return recorder.Finish(decision.Name, value);
    }

    /// <summary>Calls a business knowledge model or a decision service with named arguments.</summary>
    /// <exception cref="KeyNotFoundException">The model has none of this name.</exception>
    public FeelValue Invoke(string function, IReadOnlyDictionary<string, FeelValue> arguments, DmnFrame frame)
    {
        if (!functions.TryGetValue(function, out var element))
        {
            throw new KeyNotFoundException($"The model has no function '{function}'.");
        }
        frame.Begin(this);
        string[] names = [.. arguments.Keys];
        FeelValue[] values = [.. arguments.Values];
        return frame.Evaluation.Guard(evaluation => Calls.InvokeNamed(element.Holder.Value, names, values, evaluation));
    }

    internal static FeelValue Run(DecisionElement decision, Evaluation evaluation)
    {
        if (evaluation.States[decision.Slot] >= SlotState.Ready)
        {
            return evaluation.Slots[decision.Slot];
        }
        try
        {
            return DecisionCalls.Decide(decision, evaluation);
        }
        catch (EvaluationStopped stop)
        {
            return Abandon(evaluation, decision, FeelValue.Failed(stop.Error));
        }
        catch (InsufficientExecutionStackException)
        {
            return Abandon(evaluation, decision, evaluation.Fail("feel.limit", "The expression nests too deeply."));
        }
    }

    /// <summary>What was being decided when the evaluation stopped has failed.</summary>
    private static FeelValue Abandon(Evaluation evaluation, DecisionElement decision, FeelValue failure)
    {
        for (var slot = 0; slot < evaluation.States.Length; slot++)
        {
            if (evaluation.States[slot] == SlotState.Running)
            {
                evaluation.States[slot] = SlotState.Failed;
                evaluation.Slots[slot] = failure;
            }
        }
        evaluation.States[decision.Slot] = SlotState.Failed;
        evaluation.Slots[decision.Slot] = failure;
        evaluation.Place = "";
        return failure;
    }

    /// <summary>True where every value of this kind fits the input of this slot as it is.</summary>
    internal bool Takes(int slot, FeelKind kind) =>
        (uint)slot < (uint)plainInputs.Length && (plainInputs[slot] & (1 << (int)kind)) != 0;

    /// <summary>The kinds that fit a type without a look at the value, as bits; null fits every type.</summary>
    private static int PlainKinds(FeelType type)
    {
        const int Every = -1;
        return !type.IsPlain ? 1 << (int)FeelKind.Null
            : type.Kind is { } kind ? (1 << (int)kind) | (1 << (int)FeelKind.Null)
            : Every;
    }

    private DecisionElement ElementOf(DmnDecision decision) =>
        decision.Slot < decisionBySlot.Length
        && ReferenceEquals(decisions[decision.Slot], decision)
        && decisionBySlot[decision.Slot] is { } element
            ? element
            : throw new ArgumentException($"The decision '{decision.Name}' is of another model.", nameof(decision));

    internal DmnInput InputAt(int slot) =>
        slot >= 0 && slot < inputBySlot.Length && inputBySlot[slot] is { } input
            ? input
            : throw new ArgumentOutOfRangeException(nameof(slot), slot, "No input has this slot.");

    private DmnDecision Describe(DecisionElement element)
    {
        var required = new List<DmnInput>();
        CollectInputs(element, required, []);
        return new DmnDecision(
            element.Name,
            element.Slot,
            element.Type,
            element.Document.Namespace,
            required,
            [.. element.Requirements.Select(r => r.Element).OfType<DecisionElement>().Select(d => d.Name).Distinct()],
            [.. element.Tables.Select(table => Describe(table.Definition))]
        );
    }

    private void CollectInputs(DrgElement element, List<DmnInput> inputs, HashSet<DrgElement> seen)
    {
        foreach (var (_, required) in element.Requirements)
        {
            if (!seen.Add(required))
            {
                continue;
            }
            if (required is InputElement input)
            {
                inputs.Add(inputBySlot[input.Slot]!);
            }
            else if (required is DecisionElement)
            {
                CollectInputs(required, inputs, seen);
            }
        }
    }

    private static DmnTable Describe(TableDefinition table) =>
        new(
            table.HitPolicy,
            table.Aggregation,
            [.. table.Inputs.Select(input => input.Label)],
            [.. table.Outputs.Select(output => output.Name)],
            [.. table.Rules.Select((rule, i) => new DmnRule(i + 1, rule.TestTexts, rule.OutputTexts, rule.Label))]
        );
}
