using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>
/// Adds one characteristic's points to the scores of many rows. Points are added in the same order as row by row, so that the
/// sums are the same to the last bit; NaN points stand for no attribute and make the score missing.
/// </summary>
internal sealed class ScorecardKernel
{
    // With more pieces than this, one search a row is quicker than a comparison with each.
    private const int SelectMax = 20;

    private readonly int _rawSlot;
    private readonly TreatmentStep? _treatment;
    private readonly IntervalTable _table;
    private readonly double[] _pieceUpper;
    private readonly double[] _piecePoints;
    private readonly double[] _points;

    private ScorecardKernel(int rawSlot, TreatmentStep? treatment, IntervalTable table, double[] points)
    {
        _rawSlot = rawSlot;
        _treatment = treatment;
        _table = table;
        _points = points;
        _pieceUpper = table.UpperBounds.ToArray();
        _piecePoints = [.. table.Attributes.ToArray().Select(PointsOf)];
    }

    /// <summary>The kernel of a characteristic, or null where it needs more than one field or an expression.</summary>
    public static ScorecardKernel? Create(CompiledCharacteristic characteristic, ReadOnlySpan<Step> steps, int inputs)
    {
        if (characteristic.Selector is not IntervalTable table || characteristic.Complex is not null)
            return null;
        if (table.Slot < inputs)
            return new ScorecardKernel(table.Slot, null, table, characteristic.Points);
        foreach (Step step in steps)
        {
            if (step is TreatmentStep treatment && treatment.TargetSlot == table.Slot)
                return new ScorecardKernel(treatment.SourceSlot, treatment, table, characteristic.Points);
        }

        return null;
    }

    public void Add(double[]?[] columns, int from, Span<double> scores)
    {
        if (columns[_rawSlot] is not { } column)
        {
            double missing = PointsOfRaw(double.NaN);
            foreach (ref double score in scores)
                score += missing;
            return;
        }

        ReadOnlySpan<double> values = column.AsSpan(from, scores.Length);
        bool direct = _treatment is null or { PassesFinite: true };
        int done = direct && _pieceUpper.Length <= SelectMax ? AddVectors(values, scores) : 0;
        for (int i = done; i < values.Length; i++)
            scores[i] += PointsOfRaw(values[i]);
    }

    private int AddVectors(ReadOnlySpan<double> values, Span<double> scores)
    {
        ReadOnlySpan<Vector256<double>> value4 = MemoryMarshal.Cast<double, Vector256<double>>(values);
        Span<Vector256<double>> score4 = MemoryMarshal.Cast<double, Vector256<double>>(scores);
        Vector256<double> largest = Vector256.Create(double.MaxValue);
        for (int i = 0; i < value4.Length; i++)
        {
            Vector256<double> value = value4[i];
            // Missing and infinite values, whose treatment is not a comparison, fail this.
            if (!Vector256.LessThanOrEqualAll(Vector256.Abs(value), largest))
            {
                for (int row = i * 4; row < (i * 4) + 4; row++)
                    scores[row] += PointsOfRaw(values[row]);
                continue;
            }

            Vector256<double> points = Vector256.Create(_piecePoints[0]);
            for (int piece = 0; piece < _pieceUpper.Length; piece++)
            {
                points = Vector256.ConditionalSelect(
                    Vector256.GreaterThan(value, Vector256.Create(_pieceUpper[piece])),
                    Vector256.Create(_piecePoints[piece + 1]),
                    points
                );
            }

            score4[i] += points;
        }

        return value4.Length * 4;
    }

    private double PointsOfRaw(double value)
    {
        if (_treatment is not null && !_treatment.TryTreat(value, out value))
            return double.NaN;
        return PointsOf(_table.Select(value));
    }

    private double PointsOf(int attribute) => attribute < 0 ? double.NaN : _points[attribute];
}
