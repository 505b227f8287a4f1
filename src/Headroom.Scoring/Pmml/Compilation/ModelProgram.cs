using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>A compiled model: reads slots of a row and writes its score, NaN where there is none, into its own.</summary>
internal abstract class ModelProgram(Step[] steps, int scoreSlot, Target? target, ClassSlots? classes = null)
{
    public int ScoreSlot => scoreSlot;

    public bool HasTarget => target is not null;

    /// <summary>Where a classification leaves its categories; null for a regression.</summary>
    public ClassSlots? Classes => classes;

    public ReadOnlySpan<Step> Steps => steps;

    public void Run(double[] values)
    {
        foreach (Step step in steps)
        {
            if (step.Run(values))
                continue;
            Clear(values);
            return;
        }

        values[scoreSlot] = Rescale(Evaluate(values));
    }

    /// <summary>
    /// Scores the rows from <paramref name="from"/> on by columns; false where this program must be run row by row.
    /// </summary>
    public bool TryRunBlock(double[]?[] columns, int from, Span<double> scores)
    {
        if (!TryEvaluateBlock(columns, from, scores))
            return false;
        if (target is null)
            return true;
        foreach (ref double score in scores)
            score = Rescale(score);
        return true;
    }

    /// <summary>What the last run of this row was made of.</summary>
    public abstract PartialScore[] Explain(double[] values);

    protected abstract double Evaluate(double[] values);

    protected virtual bool TryEvaluateBlock(double[]?[] columns, int from, Span<double> scores) => false;

    /// <summary>Marks all results as missing.</summary>
    protected virtual void Clear(double[] values)
    {
        values[scoreSlot] = double.NaN;
        classes?.Clear(values);
    }

    /// <summary>What one unit of the raw result is in the score.</summary>
    protected double Factor => target?.Factor ?? 1;

    private double Rescale(double score)
    {
        if (target is null)
            return score;
        if (double.IsNaN(score))
            return target.DefaultValue ?? double.NaN;
        double scaled = (Math.Clamp(score, target.Minimum, target.Maximum) * target.Factor) + target.Constant;
        return target.Cast switch
        {
            CastInteger.Round => Math.Floor(scaled + 0.5),
            CastInteger.Ceiling => Math.Ceiling(scaled),
            CastInteger.Floor => Math.Floor(scaled),
            _ => scaled,
        };
    }
}
