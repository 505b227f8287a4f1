using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Headroom.Scoring.Boosting;

/// <summary>Sums of gradient and curvature of each bin of each column over the rows of one leaf.</summary>
internal sealed class Histogram(int columns)
{
    public const int Stride = 256;

    private readonly Vector128<double>[] _sums = new Vector128<double>[columns * Stride];

    /// <summary>One column's bins: element 0 is the gradient, element 1 the curvature.</summary>
    public ReadOnlySpan<Vector128<double>> Column(int column) => _sums.AsSpan(column * Stride, Stride);

    /// <summary>The sums of all rows, as one column's bins hold them.</summary>
    public Vector128<double> Sum(int column)
    {
        Vector128<double> sum = Vector128<double>.Zero;
        foreach (Vector128<double> bin in Column(column))
            sum += bin;
        return sum;
    }

    /// <summary>Counts the allowed columns of a group over rows, whose sums stand by row of the table.</summary>
    public void Count(CodeGroup group, bool[] allowed, ReadOnlySpan<int> rows, Vector128<double>[] sums)
    {
        Span<int> open = stackalloc int[group.Count];
        int count = 0;
        for (int i = 0; i < group.Count; i++)
        {
            if (!allowed[group.First + i])
                continue;
            open[count++] = i;
            _sums.AsSpan((group.First + i) * Stride, Stride).Clear();
        }

        int next = 0;
        for (; next + 3 <= count; next += 3)
            CountThree(group, open.Slice(next, 3), rows, sums);
        for (; next < count; next++)
            CountOne(group, open[next], rows, sums);
    }

    /// <summary>Three columns at a time: their updates do not wait for each other, as those of one column may.</summary>
    private void CountThree(
        CodeGroup group,
        ReadOnlySpan<int> columns,
        ReadOnlySpan<int> rows,
        Vector128<double>[] sums
    )
    {
        ref Vector128<double> a = ref _sums[(group.First + columns[0]) * Stride];
        ref Vector128<double> b = ref _sums[(group.First + columns[1]) * Stride];
        ref Vector128<double> c = ref _sums[(group.First + columns[2]) * Stride];
        (int shiftA, int shiftB, int shiftC) = (8 * columns[0], 8 * columns[1], 8 * columns[2]);
        ref ulong words = ref MemoryMarshal.GetArrayDataReference(group.Words);
        ref Vector128<double> values = ref MemoryMarshal.GetArrayDataReference(sums);
        unchecked
        {
            // A byte cannot leave its column's 256 bins and rows are positions in the table, so no bound needs checking.
            foreach (int row in rows)
            {
                ulong word = Unsafe.Add(ref words, (nint)(uint)row);
                Vector128<double> value = Unsafe.Add(ref values, (nint)(uint)row);
                Unsafe.Add(ref a, (nint)(byte)(word >> shiftA)) += value;
                Unsafe.Add(ref b, (nint)(byte)(word >> shiftB)) += value;
                Unsafe.Add(ref c, (nint)(byte)(word >> shiftC)) += value;
            }
        }
    }

    private void CountOne(CodeGroup group, int column, ReadOnlySpan<int> rows, Vector128<double>[] sums)
    {
        ref Vector128<double> bins = ref _sums[(group.First + column) * Stride];
        int shift = 8 * column;
        ref ulong words = ref MemoryMarshal.GetArrayDataReference(group.Words);
        ref Vector128<double> values = ref MemoryMarshal.GetArrayDataReference(sums);
        unchecked
        {
            foreach (int row in rows)
            {
                byte code = (byte)(Unsafe.Add(ref words, (nint)(uint)row) >> shift);
                Unsafe.Add(ref bins, (nint)code) += Unsafe.Add(ref values, (nint)(uint)row);
            }
        }
    }

    /// <summary>The other child's sums: the parent's less one child's.</summary>
    public void Subtract(int column, Histogram parent, Histogram child)
    {
        int start = column * Stride;
        for (int i = start; i < start + Stride; i++)
            _sums[i] = parent._sums[i] - child._sums[i];
    }
}
