using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>One characteristic: how its attribute is found, and what each attribute gives.</summary>
internal sealed class CompiledCharacteristic
{
    public required string Name { get; init; }
    public required AttributeSelector Selector { get; init; }

    /// <summary>Points by attribute; an attribute with an expression in <see cref="Complex"/> takes its points from there.</summary>
    public required double[] Points { get; init; }
    public required Calculation?[]? Complex { get; init; }
    public required string?[] ReasonCodes { get; init; }
    public required double Baseline { get; init; }

    /// <summary>Where the chosen attribute's index is left for whoever asks for reasons.</summary>
    public required int AttributeSlot { get; init; }
    public required int PointsSlot { get; init; }
}

internal sealed class ScorecardProgram(
    Step[] steps,
    int scoreSlot,
    Target? target,
    double initialScore,
    CompiledCharacteristic[] characteristics,
    int inputs
) : ModelProgram(steps, scoreSlot, target)
{
    private readonly ScorecardKernel?[] _kernels =
    [
        .. characteristics.Select(characteristic => ScorecardKernel.Create(characteristic, steps, inputs)),
    ];

    // A treatment may refuse a row for a field that no characteristic reads; then only a whole row can tell.
    private readonly bool _readsAllFields = steps
        .OfType<TreatmentStep>()
        .All(step =>
            characteristics.Any(characteristic =>
                characteristic.Selector is IntervalTable table && table.Slot == step.TargetSlot
            )
        );

    public ReadOnlySpan<CompiledCharacteristic> Characteristics => characteristics;

    public required bool UseReasonCodes { get; init; }
    public required bool PointsBelow { get; init; }

    public override PartialScore[] Explain(double[] values)
    {
        List<PartialScore> partials = new(characteristics.Length);
        foreach (CompiledCharacteristic characteristic in characteristics)
        {
            double chosen = values[characteristic.AttributeSlot];
            if (double.IsNaN(chosen))
                break;
            partials.Add(Explain(characteristic, (int)chosen, values[characteristic.PointsSlot]));
        }

        return [.. partials];
    }

    private PartialScore Explain(CompiledCharacteristic characteristic, int attribute, double points)
    {
        if (attribute < 0)
            return new PartialScore(characteristic.Name, double.NaN, -1, null, characteristic.Baseline, 0);
        double gap = PointsBelow ? characteristic.Baseline - points : points - characteristic.Baseline;
        string? code = UseReasonCodes ? characteristic.ReasonCodes[attribute] : null;
        return new PartialScore(characteristic.Name, points, attribute, code, characteristic.Baseline, gap);
    }

    protected override void Clear(double[] values)
    {
        base.Clear(values);
        Array.ForEach(characteristics, characteristic => values[characteristic.AttributeSlot] = double.NaN);
    }

    protected override bool TryEvaluateBlock(double[]?[] columns, int from, Span<double> scores)
    {
        if (!_readsAllFields || Array.Exists(_kernels, kernel => kernel is null))
            return false;
        scores.Fill(initialScore);
        foreach (ScorecardKernel? kernel in _kernels)
            kernel!.Add(columns, from, scores);
        return true;
    }

    protected override double Evaluate(double[] values)
    {
        double score = initialScore;
        foreach (CompiledCharacteristic characteristic in characteristics)
        {
            int attribute = characteristic.Selector.Select(values);
            values[characteristic.AttributeSlot] = attribute;
            if (attribute < 0)
                return Stop(values, characteristic);
            double points = characteristic.Complex?[attribute] is { } complex
                ? complex.Evaluate(values)
                : characteristic.Points[attribute];
            values[characteristic.PointsSlot] = points;
            score += points;
        }

        return score;
    }

    /// <summary>No attribute of this characteristic holds: there is no score, and what follows has not been looked at.</summary>
    private double Stop(double[] values, CompiledCharacteristic stopped)
    {
        for (int i = Array.IndexOf(characteristics, stopped) + 1; i < characteristics.Length; i++)
            values[characteristics[i].AttributeSlot] = double.NaN;
        return double.NaN;
    }
}
