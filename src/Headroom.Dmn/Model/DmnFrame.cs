namespace Headroom.Dmn;

/// <summary>How a decision came out.</summary>
public enum DmnOutcome
{
    /// <summary>It has not been decided since the last reset.</summary>
    NotDecided,

    /// <summary>It has a value, which may be null by its own logic.</summary>
    Decided,

    /// <summary>Its table had no rule for these inputs and no default: the value is null.</summary>
    NoRuleMatched,

    /// <summary>Its logic failed: the value is null, and its <see cref="FeelValue.Error"/> says why.</summary>
    Failed,
}

/// <summary>Working memory for evaluating a model: its inputs, what has been decided, and the errors. One per thread; reuse it.</summary>
public sealed class DmnFrame
{
    private readonly DmnModel model;
    private bool decided;

    internal DmnFrame(DmnModel model)
    {
        this.model = model;
        Evaluation = new Evaluation(model.Options.Limits)
        {
            Slots = new FeelValue[model.SlotCount],
            States = new SlotState[model.SlotCount],
        };
    }

    internal Evaluation Evaluation { get; }

    /// <summary>What failed since the last reset, also where the model went on without it.</summary>
    public IReadOnlyList<FeelError> Errors => Evaluation.Errors;

    /// <summary>The time that <c>now()</c> and <c>today()</c> give; without it they fail.</summary>
    public DateTimeOffset? Now
    {
        get => Evaluation.Now;
        set => Evaluation.Now = value;
    }

    /// <summary>Asked now and then during long evaluations; true stops them with an error.</summary>
    public Func<bool>? Cancelled
    {
        get => Evaluation.Cancelled;
        set => Evaluation.Cancelled = value;
    }

    /// <summary>
    /// Gives an input its value. A value that does not fit the declared type becomes null with an error; one that failed itself keeps its own.
    /// </summary>
    public void Set(DmnInput input, FeelValue value) => Set(input.Slot, value);

    /// <summary>Gives the input of this slot its value. A value that does not fit the declared type becomes null with an error.</summary>
    public void Set(int slot, FeelValue value)
    {
        if (decided)
        {
            Forget();
        }
        if (value.Error is { } failure)
        {
            Evaluation.Note(failure);
        }
        if (model.Takes(slot, value.Kind))
        {
            Evaluation.Slots[slot] = value;
            return;
        }
        var input = model.InputAt(slot);
        if (input.Type.TryCoerce(value, out var coerced))
        {
            Evaluation.Slots[slot] = coerced;
            return;
        }
        Evaluation.Place = input.Name;
        Evaluation.Slots[slot] = Evaluation.Fail(
            "dmn.input.type",
            $"The input '{input.Name}' = {FeelText.Shorten(value)} is not of type {input.Type}."
        );
        Evaluation.Place = "";
    }

    /// <summary>How a decision came out.</summary>
    public DmnOutcome Outcome(DmnDecision decision) =>
        Evaluation.States[decision.Slot] switch
        {
            SlotState.Ready => DmnOutcome.Decided,
            SlotState.NoRule => DmnOutcome.NoRuleMatched,
            SlotState.Failed => DmnOutcome.Failed,
            _ => DmnOutcome.NotDecided,
        };

    /// <summary>Forgets inputs, decisions and errors.</summary>
    public void Reset()
    {
        Array.Clear(Evaluation.Slots);
        Array.Clear(Evaluation.States);
        Evaluation.ForgetErrors();
        decided = false;
    }

    /// <summary>Forgets what was decided, but not the inputs.</summary>
    internal void Forget()
    {
        Array.Clear(Evaluation.States);
        decided = false;
    }

    internal void Begin(DmnModel caller)
    {
        if (!ReferenceEquals(caller, model))
        {
            throw new ArgumentException("The frame was made by another model.", nameof(caller));
        }
        decided = true;
        Evaluation.BeginRun();
    }
}
