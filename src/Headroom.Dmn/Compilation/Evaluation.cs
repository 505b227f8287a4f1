using System.Runtime.CompilerServices;

namespace Headroom.Dmn;

/// <summary>What one evaluation carries: the values of the model's slots, the limits that guard it, and the errors met.</summary>
internal sealed class Evaluation(DmnLimits limits)
{
    private const int ErrorsKept = 100;
    private const int StepsBetweenChecks = 1024;
    private readonly List<FeelError> errors = [];
    private int depth;
    private int stackTop;
    private long steps;
    private bool stopped;

    public DmnLimits Limits => limits;

    /// <summary>Inputs, decisions and constants by slot.</summary>
    public FeelValue[] Slots = [];

    /// <summary>Whether a decision's slot holds its value yet.</summary>
    public SlotState[] States = [];

    /// <summary>The decision or function being evaluated, for messages.</summary>
    public string Place = "";

    /// <summary>The caller's time for <c>now()</c> and <c>today()</c>; null makes them fail.</summary>
    public DateTimeOffset? Now;

    /// <summary>Answers true when the caller wants the evaluation to stop.</summary>
    public Func<bool>? Cancelled;

    /// <summary>The inputs of the tables being decided, innermost last.</summary>
    public FeelValue[] Stack = new FeelValue[32];

    /// <summary>Set by a table in which no rule matched and which has no default.</summary>
    public bool NoRuleMatched;

    /// <summary>Collects what tables did while a trace is being made; null otherwise.</summary>
    public TraceRecorder? Recorder;

    /// <summary>Where the table decided last puts the rules that fired; null where nobody asks.</summary>
    public List<int>? Fired;

    public IReadOnlyList<FeelError> Errors => errors;

    /// <summary>How often the evaluation failed, beyond the errors that are kept.</summary>
    public int ErrorCount { get; private set; }

    public FeelValue Fail(string code, string message, int position = -1)
    {
        var error = new FeelError(code, message, Place, position);
        Note(error);
        return FeelValue.Failed(error);
    }

    /// <summary>Keeps an error that came about elsewhere, or here.</summary>
    public void Note(FeelError error)
    {
        ErrorCount++;
        if (errors.Count < ErrorsKept)
        {
            errors.Add(error);
        }
    }

    public FeelValue FailType(string operation, in FeelValue left, in FeelValue right) =>
        Fail("feel.type", $"{operation} does not work on {FeelText.KindName(left)} and {FeelText.KindName(right)}.");

    public FeelValue FailArgument(string function, string reason) => Fail("feel.argument", $"{function}: {reason}");

    /// <summary>Makes room for a table's inputs; gives where they begin.</summary>
    public int Push(int count)
    {
        var from = stackTop;
        stackTop += count;
        if (stackTop > Stack.Length)
        {
            Array.Resize(ref Stack, stackTop * 2);
        }
        return from;
    }

    public void Put(int at, FeelValue value) => Stack[at] = value;

    public void Pop(int to) => stackTop = to;

    /// <summary>Fits a result to its declared type; what does not fit becomes null with an error.</summary>
    public FeelValue Coerce(in FeelValue value, FeelType type)
    {
        if (value.IsNull || ReferenceEquals(type, FeelType.Any) || type.Accepts(value))
        {
            return value;
        }
        return type.TryCoerce(value, out var coerced)
            ? coerced
            : Fail("feel.type", $"The value {FeelText.Shorten(value)} is not of type {type}.");
    }

    /// <summary>Counts one turn of a loop.</summary>
    public void Step()
    {
        if (++steps % StepsBetweenChecks != 0)
        {
            return;
        }
        if (steps > limits.StepsMax)
        {
            Stop("feel.limit", $"The evaluation took more than {limits.StepsMax} steps.");
        }
        if (Cancelled is { } cancelled && cancelled())
        {
            Stop("feel.cancelled", "The caller stopped the evaluation.");
        }
    }

    /// <summary>Counts the work of a built-in function over many elements.</summary>
    public void Steps(int count)
    {
        steps += count;
        if (steps > limits.StepsMax)
        {
            Stop("feel.limit", $"The evaluation took more than {limits.StepsMax} steps.");
        }
    }

    public void CheckSize(long count)
    {
        if (count > limits.ListSizeMax)
        {
            Stop("feel.limit", $"A list or string would have more than {limits.ListSizeMax} elements.");
        }
    }

    public void Enter()
    {
        if (++depth > limits.DepthMax || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            depth--;
            Stop("feel.limit", $"Functions call each other more than {limits.DepthMax} deep.");
        }
    }

    public void Leave() => depth--;

    /// <summary>Forgets errors and counters before the next evaluation.</summary>
    public void Clear()
    {
        ForgetErrors();
        BeginRun();
    }

    public void ForgetErrors()
    {
        if (ErrorCount > 0)
        {
            errors.Clear();
            ErrorCount = 0;
        }
    }

    /// <summary>Gives the next run the whole of its limits.</summary>
    public void BeginRun()
    {
        steps = 0;
        depth = 0;
        stackTop = 0;
        stopped = false;
    }

    /// <summary>Runs a delegate under the limits: an evaluation that is stopped gives null with its error.</summary>
    public FeelValue Guard(Func<Evaluation, FeelValue> body)
    {
        var depthBefore = depth;
        try
        {
            return body(this);
        }
        catch (EvaluationStopped stop)
        {
            depth = depthBefore;
            return FeelValue.Failed(stop.Error);
        }
        catch (InsufficientExecutionStackException)
        {
            depth = depthBefore;
            return Fail("feel.limit", "The expression nests too deeply.");
        }
    }

    private void Stop(string code, string message)
    {
        // One stop unwinds the whole evaluation; it is an error once, however deep it happened.
        var error = new FeelError(code, message, Place);
        if (!stopped)
        {
            stopped = true;
            _ = Fail(code, message);
        }
        throw new EvaluationStopped(error);
    }
}

/// <summary>Whether a slot holds a value.</summary>
internal enum SlotState : byte
{
    Empty,
    Running,
    Ready,
    NoRule,
    Failed,
}

#pragma warning disable CA1032, CA1064 // Thrown and caught only inside the engine, always with its error.
internal sealed class EvaluationStopped(FeelError error) : Exception(error.Message)
{
    public FeelError Error => error;
}
#pragma warning restore CA1032, CA1064
