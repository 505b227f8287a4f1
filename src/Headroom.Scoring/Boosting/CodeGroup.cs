namespace Headroom.Scoring.Boosting;

/// <summary>
/// The codes of up to eight neighbouring columns in one word for each row, so that one read of a row's gradient and one of its word
/// count the row in all of them.
/// </summary>
internal sealed class CodeGroup
{
    private const int ColumnsMax = 8;

    private CodeGroup(int first, int count, ulong[] words)
    {
        First = first;
        Count = count;
        Words = words;
    }

    /// <summary>The position of the first column.</summary>
    public int First { get; }

    /// <summary>The number of columns; the code of the i-th stands in the i-th lowest byte.</summary>
    public int Count { get; }

    /// <summary>The word of each row of the table.</summary>
    public ulong[] Words { get; }

    /// <summary>Groups of about equal size, an even number of them where there are two columns or more.</summary>
    public static CodeGroup[] Pack(BinnedColumn[] columns)
    {
        int count = Math.Min(columns.Length, 2 * ((columns.Length + (2 * ColumnsMax) - 1) / (2 * ColumnsMax)));
        CodeGroup[] groups = new CodeGroup[count];
        for (int group = 0; group < count; group++)
        {
            int first = group * columns.Length / count;
            int next = (group + 1) * columns.Length / count;
            groups[group] = new CodeGroup(first, next - first, new ulong[columns[0].Codes.Length]);
        }

        RowChunks.Run(
            columns[0].Codes.Length,
            (from, to) =>
            {
                foreach (CodeGroup group in groups)
                {
                    for (int i = 0; i < group.Count; i++)
                        group.Put(columns[group.First + i].Codes, 8 * i, from, to);
                }
            }
        );
        return groups;
    }

    private void Put(byte[] codes, int shift, int from, int to)
    {
        for (int row = from; row < to; row++)
            Words[row] |= (ulong)codes[row] << shift;
    }
}
