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

    /// <summary>Counts one column over rows whose sums stand in the rows' order.</summary>
    public void Count(int column, byte[] codes, ReadOnlySpan<int> rows, ReadOnlySpan<Vector128<double>> ordered)
    {
        Span<Vector128<double>> sums = _sums.AsSpan(column * Stride, Stride);
        sums.Clear();
        ref Vector128<double> first = ref MemoryMarshal.GetReference(sums);
        ref byte code = ref MemoryMarshal.GetArrayDataReference(codes);
        ref int row = ref MemoryMarshal.GetReference(rows);
        ref Vector128<double> value = ref MemoryMarshal.GetReference(ordered);
        unchecked
        {
            // A byte cannot leave its column's 256 bins and rows are positions in the codes, so no bound needs checking.
            for (nint i = 0; i < rows.Length; i++)
                Unsafe.Add(ref first, (nint)Unsafe.Add(ref code, (nint)Unsafe.Add(ref row, i))) += Unsafe.Add(
                    ref value,
                    i
                );
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
