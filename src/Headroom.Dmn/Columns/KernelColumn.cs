using System.Numerics;

namespace Headroom.Dmn;

/// <summary>One column of a kernel: finds the position of each row's value. The last position stands for null.</summary>
internal sealed class KernelColumn
{
    private readonly TableColumn column;
    private readonly int nullPosition;
    private Bounds? bounds;
    private CodePositions? codes;

    public KernelColumn(int slot, TableColumn column)
    {
        Slot = slot;
        this.column = column;
        nullPosition = column.Masks.Length;
        Masks = [.. column.Masks, column.NullMask[0]];
    }

    /// <summary>The slot that the column reads.</summary>
    public int Slot { get; }

    /// <summary>The rules that pass, by position.</summary>
    public ulong[] Masks { get; }

    public TableColumn Column => column;

    public int Positions => Masks.Length;

    /// <summary>Finds the rows' positions; false where a value is not of the column's kind.</summary>
    public bool TryLocate(Block block, Span<int> positions) =>
        block.Form switch
        {
            BlockForm.Scaled => TryLocateScaled(block, positions),
            BlockForm.Coded => TryLocateCoded(block, positions),
            _ => TryLocateValues(block, positions),
        };

    private bool TryLocateScaled(Block block, Span<int> positions)
    {
        if (column is not OrderedColumn { Kind: FeelKind.Number } ordered)
        {
            return false;
        }
        var limits = bounds;
        if (limits is null || limits.Scale != block.Scale)
        {
            if (Bounds.At(ordered.Search, block.Scale) is not { } scaled)
            {
                return false;
            }
            bounds = limits = scaled;
        }
        Count(block.Scaled.AsSpan(0, positions.Length), limits, positions);
        if (block.HasNulls)
        {
            for (var i = 0; i < positions.Length; i++)
            {
                positions[i] = block.IsNull[i] ? nullPosition : positions[i];
            }
        }
        return true;
    }

    /// <summary>Counts for each row the bounds that lie below it, twice, and those that it hits, once.</summary>
    private static void Count(ReadOnlySpan<long> values, Bounds bounds, Span<int> positions)
    {
        var width = Vector<long>.Count;
        var i = 0;
        for (; i <= values.Length - (2 * width); i += 2 * width)
        {
            var first = new Vector<long>(values[i..]);
            var second = new Vector<long>(values[(i + width)..]);
            var (below, belowSecond) = (Vector<long>.Zero, Vector<long>.Zero);
            for (var b = 0; b < bounds.Above.Length; b++)
            {
                // A comparison gives -1 where it holds.
                var (above, from) = (new Vector<long>(bounds.Above[b]), new Vector<long>(bounds.From[b]));
                below -= Vector.GreaterThan(first, above) + Vector.GreaterThanOrEqual(first, from);
                belowSecond -= Vector.GreaterThan(second, above) + Vector.GreaterThanOrEqual(second, from);
            }
            Vector.Narrow(below, belowSecond).CopyTo(positions[i..]);
        }
        for (; i < values.Length; i++)
        {
            var position = 0;
            for (var b = 0; b < bounds.Above.Length; b++)
            {
                position += (values[i] > bounds.Above[b] ? 1 : 0) + (values[i] >= bounds.From[b] ? 1 : 0);
            }
            positions[i] = position;
        }
    }

    private bool TryLocateCoded(Block block, Span<int> positions)
    {
        var known = codes;
        var isKnown =
            ReferenceEquals(known?.Dictionary, block.Dictionary) && known.Positions.Length == block.DictionaryCount;
        if (known is null || !isKnown)
        {
            var used = block.Dictionary[..block.DictionaryCount];
            codes = known = new CodePositions(block.Dictionary, Array.ConvertAll(used, PositionOf));
        }
        if (Array.IndexOf(known.Positions, -1) >= 0)
        {
            return false;
        }
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = known.Positions[block.Codes[i]];
        }
        return true;
    }

    private bool TryLocateValues(Block block, Span<int> positions)
    {
        for (var i = 0; i < positions.Length; i++)
        {
            if ((positions[i] = PositionOf(block.Values[i])) < 0)
            {
                return false;
            }
        }
        return true;
    }

    private int PositionOf(FeelValue value) => value.IsNull ? nullPosition : column.Position(value);

    private sealed record CodePositions(FeelValue[] Dictionary, int[] Positions);

    /// <summary>
    /// A column's bounds for values of one scale: a value lies above the i-th bound where it is greater than Above[i], and at or above it
    /// where it is at least From[i].
    /// </summary>
    private sealed record Bounds(int Scale, long[] Above, long[] From)
    {
        public static Bounds? At(ScaledSearch search, int scale)
        {
            if (search.Scaled is not { } bounds)
            {
                return null;
            }
            var shift = scale - search.Scale;
            var factor = 1L;
            for (var i = 0; i < Math.Abs(shift); i++)
            {
                factor *= 10;
            }
            if (shift >= 0)
            {
                var most = long.MaxValue / factor;
                if (!Array.TrueForAll(bounds, bound => Math.Abs(bound) <= most))
                {
                    return null;
                }
                var scaled = Array.ConvertAll(bounds, bound => bound * factor);
                return new Bounds(scale, scaled, scaled);
            }
            var floors = Array.ConvertAll(bounds, bound => Calendar.FloorDivide(bound, factor));
            var ceilings = Array.ConvertAll(bounds, bound => -Calendar.FloorDivide(-bound, factor));
            return new Bounds(scale, floors, ceilings);
        }
    }
}

/// <summary>
/// A table that sums up points where each rule restricts one column at most, as every scorecard does: then the sum is the sum over the columns
/// of the points at each value's position.
/// </summary>
internal sealed record AdditiveScore(int Scale, long PointsAlways, int HitsAlways, long[][] Points, int[][] Hits)
{
    public static AdditiveScore? Of(CompiledTable table, KernelColumn[] columns)
    {
        if (table.Points is not { } score)
        {
            return null;
        }
        var points = columns.Select(column => new long[column.Positions]).ToArray();
        var hits = columns.Select(column => new int[column.Positions]).ToArray();
        var (always, hitsAlways) = (0L, 0);
        for (var rule = 0; rule < table.Definition.Rules.Count; rule++)
        {
            var restricting = Enumerable
                .Range(0, columns.Length)
                .Where(c => columns[c].Column.Tests[rule] is not (null or CellTest.AnyValue))
                .ToArray();
            if (restricting.Length > 1)
            {
                return null;
            }
            if (restricting.Length == 0)
            {
                always += score.Scaled[rule];
                hitsAlways++;
                continue;
            }
            var at = restricting[0];
            for (var position = 0; position < columns[at].Positions; position++)
            {
                if ((columns[at].Masks[position] & (1UL << rule)) != 0)
                {
                    points[at][position] += score.Scaled[rule];
                    hits[at][position]++;
                }
            }
        }
        return new AdditiveScore(score.Scale, always, hitsAlways, points, hits);
    }
}
