using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>Something that writes slots of a row before the model reads them.</summary>
internal abstract class Step
{
    /// <summary>False where the row cannot be scored at all.</summary>
    public abstract bool Run(double[] values);
}

internal sealed class DerivationStep(FieldSlot target, Calculation calculation) : Step
{
    public override bool Run(double[] values)
    {
        double value = calculation.Evaluate(values);
        values[target.Slot] = target.DataType == DataType.Single ? (float)value : value;
        return true;
    }
}

/// <summary>A mining field's treatment of missing, invalid and outlying values, from its raw slot into its own.</summary>
internal sealed class TreatmentStep(int source, int target) : Step
{
    public int SourceSlot => source;

    public int TargetSlot => target;

    /// <summary>True where a finite number always passes unchanged.</summary>
    public bool PassesFinite =>
        MissingValues.Length == 0
        && InvalidValues.Length == 0
        && ValidValues.Count == 0
        && Intervals.Count == 0
        && Outliers == OutlierTreatment.AsIs;

    /// <summary>Declared as missing by the data dictionary.</summary>
    public double[] MissingValues { get; init; } = [];
    public double[] InvalidValues { get; init; } = [];

    /// <summary>Where not empty, only these are valid.</summary>
    public HashSet<double> ValidValues { get; init; } = [];
    public IReadOnlyList<FieldInterval> Intervals { get; init; } = [];
    public InvalidTreatment Invalid { get; init; }
    public double InvalidReplacement { get; init; } = double.NaN;
    public double MissingReplacement { get; init; } = double.NaN;
    public bool MissingIsInvalid { get; init; }
    public OutlierTreatment Outliers { get; init; }
    public double Low { get; init; } = double.NegativeInfinity;
    public double High { get; init; } = double.PositiveInfinity;

    public override bool Run(double[] values) => TryTreat(values[source], out values[target]);

    /// <summary>The value after treatment; false where it makes the whole result missing.</summary>
    public bool TryTreat(double raw, out double treated)
    {
        treated = double.NaN;
        if (!double.IsNaN(raw) && Array.IndexOf(MissingValues, raw) < 0)
        {
            bool valid = IsValid(raw);
            if (!valid && Invalid == InvalidTreatment.ReturnInvalid)
                return false;
            treated = valid
                ? Bound(raw)
                : Invalid switch
                {
                    InvalidTreatment.AsMissing => double.NaN,
                    InvalidTreatment.AsValue => InvalidReplacement,
                    _ => raw,
                };
        }

        if (double.IsNaN(treated))
            treated = MissingReplacement;
        return !(MissingIsInvalid && double.IsNaN(treated));
    }

    private double Bound(double value)
    {
        if (Outliers == OutlierTreatment.AsIs || (value >= Low && value <= High))
            return value;
        return Outliers == OutlierTreatment.AsMissing ? double.NaN : Math.Clamp(value, Low, High);
    }

    private bool IsValid(double value)
    {
        if (double.IsInfinity(value) || Array.IndexOf(InvalidValues, value) >= 0)
            return false;
        if (ValidValues.Count == 0 && Intervals.Count == 0)
            return true;
        if (ValidValues.Contains(value))
            return true;
        foreach (FieldInterval interval in Intervals)
        {
            if (interval.Contains(value))
                return true;
        }

        return false;
    }
}
