namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>A compiled model: reads slots of a row and writes its score, NaN where there is none, into its own.</summary>
internal abstract class ModelProgram(Step[] steps, int scoreSlot)
{
    public int ScoreSlot => scoreSlot;

    public void Run(double[] values)
    {
        foreach (Step step in steps)
        {
            if (step.Run(values))
                continue;
            Clear(values);
            return;
        }

        values[scoreSlot] = Evaluate(values);
    }

    /// <summary>What the last run of this row was made of.</summary>
    public abstract PartialScore[] Explain(double[] values);

    protected abstract double Evaluate(double[] values);

    /// <summary>Marks all results as missing.</summary>
    protected virtual void Clear(double[] values) => values[scoreSlot] = double.NaN;
}
