namespace Headroom.Scoring;

/// <summary>
/// Work over rows in chunks of one size on all processors. The chunks do not depend on the number of processors, so that sums
/// made of them in order are the same on every machine.
/// </summary>
internal static class RowChunks
{
    public const int Length = 1 << 14;

    public static int Count(int rows) => (rows + Length - 1) / Length;

    public static void Run(int rows, Action<int, int> work)
    {
        if (rows <= Length)
        {
            work(0, rows);
            return;
        }

        Parallel.For(0, Count(rows), chunk => work(chunk * Length, Math.Min(rows, (chunk + 1) * Length)));
    }
}
