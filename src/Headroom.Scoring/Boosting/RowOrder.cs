using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Headroom.Scoring.Boosting;

/// <summary>The rows that a tree is grown on, in an order in which each leaf's rows stand together and rising.</summary>
internal sealed class RowOrder(int count)
{
    private readonly int[] _rows = new int[count];
    private readonly int[] _spare = new int[count];
    private readonly int[] _leftCounts = new int[RowChunks.Count(count)];

    public void Reset(ReadOnlySpan<int> rows) => rows.CopyTo(_rows);

    public ReadOnlySpan<int> Of(int start, int length) => _rows.AsSpan(start, length);

    /// <summary>Puts the rows that go left before those that go right, each in their old order; gives how many go left.</summary>
    public int Divide(int start, int length, byte[] codes, Split split)
    {
        int missing = split.MissingLeft ? BinnedColumn.Missing : -1;
        RowChunks.Run(
            length,
            (from, to) =>
                _leftCounts[from / RowChunks.Length] = DivideChunk(start + from, to - from, codes, split.Bin, missing)
        );
        int left = 0;
        for (int from = 0; from < length; from += RowChunks.Length)
        {
            int lefts = _leftCounts[from / RowChunks.Length];
            _rows.AsSpan(start + from, lefts).CopyTo(_rows.AsSpan(start + left));
            left += lefts;
        }

        int right = start + left;
        for (int from = 0; from < length; from += RowChunks.Length)
        {
            int rights = Math.Min(length - from, RowChunks.Length) - _leftCounts[from / RowChunks.Length];
            _spare.AsSpan(start + from, rights).CopyTo(_rows.AsSpan(right));
            right += rights;
        }

        return left;
    }

    /// <summary>The left rows move to the chunk's beginning, the right ones to the same place of the spare room.</summary>
    private int DivideChunk(int start, int length, byte[] codes, int bin, int missing)
    {
        ref int row = ref _rows[start];
        ref int spare = ref _spare[start];
        ref byte code = ref MemoryMarshal.GetArrayDataReference(codes);
        (nint left, nint right) = (0, 0);
        unchecked
        {
            // Both sides are written and one position advances: whether a row goes left cannot be predicted.
            for (nint i = 0; i < length; i++)
            {
                int current = Unsafe.Add(ref row, i);
                int value = Unsafe.Add(ref code, (nint)(uint)current);
                nint isLeft = (value <= bin) | (value == missing) ? 1 : 0;
                Unsafe.Add(ref row, left) = current;
                Unsafe.Add(ref spare, right) = current;
                left += isLeft;
                right += 1 - isLeft;
            }
        }

        return (int)left;
    }
}
