namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>
/// Scores columns. Every kind of model can be run a row at a time over columns; kinds that have a quicker way by blocks override
/// it in their program, and give the same bits.
/// </summary>
internal static class BlockRunner
{
    public static void Run(ModelProgram program, int slotCount, double[]?[] columns, double[] scores)
    {
        RowChunks.Run(
            scores.Length,
            (from, to) =>
            {
                if (program.TryRunBlock(columns, from, scores.AsSpan(from, to - from)))
                    return;
                double[] row = new double[slotCount];
                Array.Fill(row, double.NaN);
                for (int i = from; i < to; i++)
                {
                    for (int slot = 0; slot < columns.Length; slot++)
                        row[slot] = columns[slot] is { } column ? column[i] : double.NaN;
                    program.Run(row);
                    scores[i] = row[program.ScoreSlot];
                }
            }
        );
    }
}
