using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

internal sealed record CompiledSegment(Condition Condition, ModelProgram Program, double Weight, Step[] OutputSteps);

/// <summary>Models combined by adding, averaging, voting, choosing or feeding one into the next.</summary>
internal sealed class EnsembleProgram(
    Step[] steps,
    int scoreSlot,
    Target? target,
    CompiledSegment[] segments,
    SegmentMethod method,
    MissingPrediction missingPrediction,
    ClassSlots? classes,
    CompilationContext context
) : ModelProgram(steps, scoreSlot, target, classes)
{
    private readonly CompiledTree[]? _forest = Forest(segments, method, classes);
    private readonly Lock _building = new();
    private ForestKernel? _kernel;
    private bool _kernelTried;

    public ReadOnlySpan<CompiledSegment> Segments => segments;

    /// <summary>The trees, where the model is a plain sum of regression trees.</summary>
    public IReadOnlyList<CompiledTree>? Trees => _forest;

    public override PartialScore[] Explain(double[] values) =>
        _forest is null ? [] : TreeShapley.Explain(_forest, values, Factor, context.FieldNames);

    /// <summary>Whoever scores one row at a time should not pay for the kernel, so it is built when columns first come.</summary>
    protected override bool TryEvaluateBlock(double[]?[] columns, int from, Span<double> scores)
    {
        if (_forest is null)
            return false;
        lock (_building)
        {
            if (!_kernelTried)
                _kernel = ForestKernel.Create(_forest, Steps, context.InputCount);
            _kernelTried = true;
        }

        if (_kernel is not { } kernel)
            return false;
        scores.Clear();
        kernel.Add(columns, from, scores);
        return true;
    }

    private static CompiledTree[]? Forest(CompiledSegment[] segments, SegmentMethod method, ClassSlots? classes)
    {
        bool plain =
            method == SegmentMethod.Sum
            && classes is null
            && Array.TrueForAll(
                segments,
                segment =>
                    segment.Condition is ConstantCondition { Value: true }
                    && segment.Program is TreeProgram { HasTarget: false } tree
                    && tree.Steps.IsEmpty
            );
        return plain ? [.. segments.Select(segment => ((TreeProgram)segment.Program).Tree)] : null;
    }

    protected override double Evaluate(double[] values)
    {
        if (method is SegmentMethod.ModelChain or SegmentMethod.SelectFirst)
            return Sequence(values);
        if (Classes is not null)
            return Vote(values, Classes);
        if (method == SegmentMethod.Median)
            return Median(values);
        return Combine(values);
    }

    /// <summary>Runs the segments in order: a chain answers with its last, a selection with the first that applies.</summary>
    private double Sequence(double[] values)
    {
        ModelProgram? answering = null;
        foreach (CompiledSegment segment in segments)
        {
            if (segment.Condition.Test(values) != Truth.True)
                continue;
            segment.Program.Run(values);
            foreach (Step step in segment.OutputSteps)
                step.Run(values);
            answering = segment.Program;
            if (method == SegmentMethod.SelectFirst)
                break;
        }

        if (answering is null)
            return Missing(values);
        if (Classes is { } own && answering.Classes is { } inner)
        {
            for (int i = 0; i < own.Codes.Length; i++)
            {
                int slot = inner.SlotOf(own.Categories[i]);
                values[own.First + i] = slot < 0 ? 0 : values[slot];
            }

            own.Decide(values);
            values[own.CategorySlot] = values[inner.CategorySlot];
        }

        return values[answering.ScoreSlot];
    }

    private double Combine(double[] values)
    {
        (double sum, double weights, double largest) = (0, 0, double.NaN);
        foreach (CompiledSegment segment in segments)
        {
            if (segment.Condition.Test(values) != Truth.True)
                continue;
            segment.Program.Run(values);
            double score = values[segment.Program.ScoreSlot];
            if (double.IsNaN(score) && missingPrediction == MissingPrediction.SkipSegment)
                continue;
            bool weighted = method is SegmentMethod.WeightedAverage or SegmentMethod.WeightedSum;
            double weight = weighted ? segment.Weight : 1;
            sum += weighted ? weight * score : score;
            weights += weight;
            largest = double.IsNaN(largest) || score > largest || double.IsNaN(score) ? score : largest;
        }

        return method switch
        {
            _ when weights == 0 => double.NaN,
            SegmentMethod.Maximum => largest,
            SegmentMethod.Average or SegmentMethod.WeightedAverage => sum / weights,
            _ => sum,
        };
    }

    private double Median(double[] values)
    {
        List<double> scores = [];
        foreach (CompiledSegment segment in segments)
        {
            if (segment.Condition.Test(values) != Truth.True)
                continue;
            segment.Program.Run(values);
            double score = values[segment.Program.ScoreSlot];
            if (double.IsNaN(score) && missingPrediction != MissingPrediction.SkipSegment)
                return double.NaN;
            if (!double.IsNaN(score))
                scores.Add(score);
        }

        scores.Sort();
        int middle = scores.Count / 2;
        if (scores.Count == 0)
            return double.NaN;
        return scores.Count % 2 == 1 ? scores[middle] : (scores[middle - 1] + scores[middle]) / 2;
    }

    /// <summary>Averages the categories' probabilities, or counts each segment's prediction as one vote.</summary>
    private double Vote(double[] values, ClassSlots own)
    {
        Array.Fill(values, 0, own.First, own.Codes.Length);
        double weights = 0;
        foreach (CompiledSegment segment in segments)
        {
            if (segment.Condition.Test(values) != Truth.True)
                continue;
            segment.Program.Run(values);
            ClassSlots inner = segment.Program.Classes!;
            if (double.IsNaN(values[inner.CategorySlot]))
            {
                if (missingPrediction == MissingPrediction.ReturnMissing)
                    return Missing(values);
                continue;
            }

            bool weighted = method is SegmentMethod.WeightedAverage or SegmentMethod.WeightedMajorityVote;
            double weight = weighted ? segment.Weight : 1;
            weights += weight;
            AddVotes(values, own, inner, weight);
        }

        if (weights == 0)
            return Missing(values);
        for (int i = 0; i < own.Codes.Length; i++)
            values[own.First + i] /= weights;
        return own.Decide(values);
    }

    private void AddVotes(double[] values, ClassSlots own, ClassSlots inner, double weight)
    {
        bool votes = method is SegmentMethod.MajorityVote or SegmentMethod.WeightedMajorityVote;
        for (int i = 0; i < own.Codes.Length; i++)
        {
            int slot = inner.SlotOf(own.Categories[i]);
            if (votes)
                values[own.First + i] += values[inner.CategorySlot] == own.Codes[i] ? weight : 0;
            else if (slot >= 0)
                values[own.First + i] += weight * values[slot];
        }
    }

    private double Missing(double[] values)
    {
        Classes?.Clear(values);
        return double.NaN;
    }
}
