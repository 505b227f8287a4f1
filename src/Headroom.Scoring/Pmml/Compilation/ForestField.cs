namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>
/// A field that trees decide on, as a code: how many of all the trees' boundaries lie below the value. One more code stands for a
/// missing value.
/// </summary>
internal sealed class ForestField
{
    private readonly int _rawSlot;
    private readonly TreatmentStep? _treatment;
    private readonly double[] _bounds;

    private ForestField(int slot, int rawSlot, TreatmentStep? treatment, double[] bounds)
    {
        Slot = slot;
        _rawSlot = rawSlot;
        _treatment = treatment;
        _bounds = bounds;
    }

    /// <summary>The slot that the trees read.</summary>
    public int Slot { get; }

    public int MissingCode => _bounds.Length + 1;

    public static ForestField? Create(int slot, double[] bounds, ReadOnlySpan<Step> steps, int inputs)
    {
        if (slot < inputs)
            return new ForestField(slot, slot, null, bounds);
        foreach (Step step in steps)
        {
            if (step is TreatmentStep treatment && treatment.TargetSlot == slot)
                return new ForestField(slot, treatment.SourceSlot, treatment, bounds);
        }

        return null;
    }

    /// <summary>The code of a value: it is at most the boundary of that number.</summary>
    public int CodeOf(double value)
    {
        if (double.IsNaN(value))
            return MissingCode;
        double[] bounds = _bounds;
        (int low, int length) = (0, bounds.Length);
        while (length > 0)
        {
            int half = length >> 1;
            bool above = value > bounds[low + half];
            low = above ? low + half + 1 : low;
            length = above ? length - half - 1 : half;
        }

        return low;
    }

    /// <summary>A value that has the code.</summary>
    public double Representative(int code) =>
        code == MissingCode ? double.NaN
        : code < _bounds.Length ? _bounds[code]
        : double.PositiveInfinity;

    /// <summary>Codes of rows from a place on; a row that the treatment refuses gets no score.</summary>
    public void Encode(double[]?[] columns, int from, Span<ushort> codes, Span<double> scores)
    {
        double[]? column = columns[_rawSlot];
        bool direct = _treatment is null or { PassesFinite: true };
        for (int i = 0; i < codes.Length; i++)
        {
            double value = column is null ? double.NaN : column[from + i];
            if (direct && double.IsFinite(value))
            {
                codes[i] = (ushort)CodeOf(value);
                continue;
            }

            if (_treatment is not null && !_treatment.TryTreat(value, out value))
                scores[i] = double.NaN;
            codes[i] = (ushort)CodeOf(value);
        }
    }
}
