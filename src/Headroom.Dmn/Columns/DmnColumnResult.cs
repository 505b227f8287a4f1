namespace Headroom.Dmn;

/// <summary>A decision over many rows.</summary>
public sealed class DmnColumnResult
{
    private readonly FeelValue[] values;
    private readonly SlotState[] states;

    internal DmnColumnResult(int rows)
    {
        values = new FeelValue[rows];
        states = new SlotState[rows];
    }

    /// <summary>How many rows there are.</summary>
    public int Rows => values.Length;

    /// <summary>The values, one per row.</summary>
    public IReadOnlyList<FeelValue> Values => values;

    /// <summary>One row's value.</summary>
    public FeelValue this[int row] => values[row];

    /// <summary>How one row came out.</summary>
    public DmnOutcome Outcome(int row) =>
        states[row] switch
        {
            SlotState.NoRule => DmnOutcome.NoRuleMatched,
            SlotState.Failed => DmnOutcome.Failed,
            SlotState.Ready => DmnOutcome.Decided,
            _ => DmnOutcome.NotDecided,
        };

    internal void Take(Block block, int from, int count)
    {
        if (block.Form == BlockForm.Coded)
        {
            var (dictionary, codes) = (block.Dictionary, block.Codes);
            for (var i = 0; i < count; i++)
            {
                values[from + i] = dictionary[codes[i]];
            }
        }
        else
        {
            for (var i = 0; i < count; i++)
            {
                values[from + i] = block.Get(i);
            }
        }
        block.States.AsSpan(0, count).CopyTo(states.AsSpan(from, count));
    }
}

public sealed partial class DmnModel
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, ColumnPlan> plans = new(
        StringComparer.Ordinal
    );

    /// <summary>Decides for all rows of the columns, with the same answers as row by row.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="columns">The inputs.</param>
    /// <param name="now">The time that <c>now()</c> and <c>today()</c> give.</param>
    public DmnColumnResult EvaluateColumns(DmnDecision decision, DmnColumns columns, DateTimeOffset? now = null)
    {
        var result = new DmnColumnResult(columns.Rows);
        EvaluateColumns(decision, columns, 0, columns.Rows, result, now);
        return result;
    }

    /// <summary>An empty result, for callers that share the rows out over threads.</summary>
    public static DmnColumnResult CreateResult(DmnColumns columns) => new(columns.Rows);

    /// <summary>Decides for some of the rows. Threads may work on different rows of one result at the same time.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="columns">The inputs.</param>
    /// <param name="from">The first row, from 0.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="result">Where the values go.</param>
    /// <param name="now">The time that <c>now()</c> and <c>today()</c> give.</param>
    public void EvaluateColumns(
        DmnDecision decision,
        DmnColumns columns,
        int from,
        int count,
        DmnColumnResult result,
        DateTimeOffset? now = null
    ) => EvaluateColumns([decision], columns, from, count, [result], now);

    /// <summary>Decides several decisions for some of the rows; what they share is decided once.</summary>
    /// <param name="decisions">The decisions.</param>
    /// <param name="columns">The inputs.</param>
    /// <param name="from">The first row, from 0.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="results">Where the values go, one result per decision.</param>
    /// <param name="now">The time that <c>now()</c> and <c>today()</c> give.</param>
    public void EvaluateColumns(
        IReadOnlyList<DmnDecision> decisions,
        DmnColumns columns,
        int from,
        int count,
        IReadOnlyList<DmnColumnResult> results,
        DateTimeOffset? now = null
    )
    {
        if (!ReferenceEquals(columns.Model, this))
        {
            throw new ArgumentException("The columns were made for another model.", nameof(columns));
        }
        var plan = plans.GetOrAdd(
            string.Join(',', decisions.Select(decision => decision.Slot)),
            (_, elements) => new ColumnPlan(elements),
            decisions.Select(ElementOf)
        );
        var evaluation = new Evaluation(Options.Limits)
        {
            Slots = new FeelValue[SlotCount],
            States = new SlotState[SlotCount],
            Now = now,
        };
        var blocks = new Block?[SlotCount];
        for (var done = 0; done < count; done += Block.Rows)
        {
            var rows = Math.Min(Block.Rows, count - done);
            plan.Run(columns, from + done, rows, blocks, evaluation);
            for (var i = 0; i < decisions.Count; i++)
            {
                results[i].Take(blocks[decisions[i].Slot]!, from + done, rows);
            }
        }
    }
}
