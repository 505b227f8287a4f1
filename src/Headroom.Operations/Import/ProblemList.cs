namespace Headroom.Operations.Import;

/// <summary>Counts all problems and keeps the first of them; safe to share between tasks.</summary>
internal sealed class ProblemList(int keep)
{
    private readonly Lock _gate = new();
    private readonly List<RowProblem> _kept = [];

    /// <summary>How many rows have problems.</summary>
    public long Rows { get; private set; }

    /// <summary>How many problems there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first ones, by line.</summary>
    public IReadOnlyList<RowProblem> Kept => [.. _kept.OrderBy(problem => problem.Line)];

    /// <summary>Adds the problems of one row.</summary>
    public void Add(IReadOnlyList<RowProblem> problems)
    {
        if (problems.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            Rows++;
            Count += problems.Count;
            _kept.AddRange(problems.Take(keep - _kept.Count));
        }
    }
}
