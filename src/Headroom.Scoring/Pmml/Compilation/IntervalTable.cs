namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>
/// The real line in pieces, each with the attribute that holds on it: piece i reaches up to and including its upper bound. A
/// boundary that belongs to the piece on its right is held as the number just below it, so one comparison decides.
/// </summary>
internal sealed class IntervalTable : AttributeSelector
{
    // Below this many pieces a scan without branches beats a binary search.
    private const int ScanMax = 24;

    private readonly double[] _upper;
    private readonly int[] _attributes;

    private IntervalTable(int slot, double[] upper, int[] attributes, int missing)
    {
        Slot = slot;
        _upper = upper;
        _attributes = attributes;
        Missing = missing;
    }

    public int Slot { get; }

    /// <summary>The attribute of a missing value, or −1.</summary>
    public int Missing { get; }

    /// <summary>Upper bounds of all pieces but the last, rising.</summary>
    public ReadOnlySpan<double> UpperBounds => _upper;

    /// <summary>The attribute of each piece, or −1; one more than the bounds.</summary>
    public ReadOnlySpan<int> Attributes => _attributes;

    public static IntervalTable Create(int slot, Condition[] conditions, double[] boundaries)
    {
        SequentialSelector probe = new(conditions);
        double[] row = new double[slot + 1];
        List<double> upper = [];
        List<int> attributes = [];
        for (int i = 0; i <= boundaries.Length; i++)
        {
            double low = i == 0 ? double.NegativeInfinity : boundaries[i - 1];
            double high = i == boundaries.Length ? double.PositiveInfinity : boundaries[i];
            double inside = Between(low, high);
            if (inside > low && inside < high)
                Append(Probe(inside), Math.BitDecrement(high));
            if (i < boundaries.Length)
                Append(Probe(high), high);
        }

        upper.RemoveAt(upper.Count - 1);
        return new IntervalTable(slot, [.. upper], [.. attributes], Probe(double.NaN));

        int Probe(double value)
        {
            row[slot] = value;
            return probe.Select(row);
        }

        void Append(int attribute, double bound)
        {
            if (attributes.Count > 0 && attributes[^1] == attribute)
            {
                upper[^1] = bound;
                return;
            }

            attributes.Add(attribute);
            upper.Add(bound);
        }
    }

    public override int Select(double[] values) => Select(values[Slot]);

    public int Select(double value) => double.IsNaN(value) ? Missing : _attributes[Piece(value)];

    private int Piece(double value)
    {
        double[] upper = _upper;
        if (upper.Length > ScanMax)
        {
            int found = Array.BinarySearch(upper, value);
            return found < 0 ? ~found : found;
        }

        int piece = 0;
        foreach (double bound in upper)
            piece += value > bound ? 1 : 0;
        return piece;
    }

    private static double Between(double low, double high)
    {
        if (double.IsInfinity(low))
            return double.IsInfinity(high) ? 0 : Math.BitDecrement(high);
        return double.IsInfinity(high) ? Math.BitIncrement(low) : low + ((high - low) / 2);
    }
}
