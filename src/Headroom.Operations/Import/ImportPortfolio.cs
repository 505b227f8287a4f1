using Headroom.Operations.Borrowers;
using Headroom.Primitives;

namespace Headroom.Operations.Import;

/// <summary>
/// Imports a CSV file through a mapping. The whole file is checked before anything is written; then the borrowers are
/// stored, many at once, each wholly or not at all. Importing the same file again changes nothing, and continues an import that was
/// cut off.
/// </summary>
/// <param name="store">Stores one borrower.</param>
/// <param name="calendar">Turns dates into instants.</param>
/// <param name="clock">Measures how long it takes.</param>
public sealed class ImportPortfolio(StoreDraft store, BusinessCalendar calendar, TimeProvider clock)
{
    /// <summary>How many problems a report lists.</summary>
    public const int ProblemsKept = 100;

    // Enough to fill the writer's batches, few enough to bound memory.
    private const int InFlightMax = 256;
    private const int RowsBetweenReports = 256;

    /// <summary>
    /// Imports a file. Refuses what <see cref="PortfolioCsv.Open"/> and <see cref="PortfolioCsv.Rows"/> refuse, and with
    /// <c>import-as-of-future</c> a file of a day that is still to come, with nothing written; bad rows are in the report.
    /// </summary>
    public async Task<Result<ImportReport>> HandleAsync(
        string csvPath,
        ImportMapping mapping,
        BadRows badRows,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var started = clock.GetTimestamp();
        var today = calendar.DateAt(clock.GetUtcNow());
        if (mapping.AsOf > today)
        {
            return Refusal.Invalid("import-as-of-future", ("asOf", $"{mapping.AsOf:O}"), ("today", $"{today:O}"));
        }

        if (!PortfolioCsv.Open(csvPath, mapping, calendar).TryGet(out var csv, out var refusal))
        {
            return refusal;
        }

        using (csv)
        {
            var problems = new ProblemList(ProblemsKept);
            if (!Check(csv, problems, progress, cancellation).TryGet(out var rowsRead, out refusal))
            {
                return refusal;
            }

            var run = new Run(store, problems, rowsRead, progress);
            var stopped = badRows == BadRows.Stop && problems.Rows > 0;
            if (!stopped)
            {
                stopped = !await run.WriteAsync(csv, stopAtRefusal: badRows == BadRows.Stop, cancellation);
            }

            return new ImportReport
            {
                RowsRead = rowsRead,
                Imported = run.Imported,
                Unchanged = run.Unchanged,
                BadRows = problems.Rows,
                Problems = problems.Kept,
                ProblemCount = problems.Count,
                LinesKept = run.LinesKept.Rows,
                Warnings = run.LinesKept.Kept,
                Stopped = stopped,
                Elapsed = clock.GetElapsedTime(started),
            };
        }
    }

    private static Result<long> Check(
        PortfolioCsv csv,
        ProblemList problems,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellation
    )
    {
        long rows = 0;
        foreach (var read in csv.Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!read.TryGet(out var row, out var refusal))
            {
                return refusal;
            }

            problems.Add(row.Problems);
            if (++rows % RowsBetweenReports == 0)
            {
                progress?.Report(new ImportProgress(ImportPhase.Checking, rows, csv.Fraction));
            }
        }

        progress?.Report(new ImportProgress(ImportPhase.Checking, rows, 1));
        return rows;
    }

    /// <summary>The writing of one file's good rows.</summary>
    private sealed class Run(StoreDraft store, ProblemList problems, long rowsRead, IProgress<ImportProgress>? progress)
    {
        private long _imported;
        private long _unchanged;
        private long _done;
        private volatile bool _refused;

        public long Imported => _imported;

        public long Unchanged => _unchanged;

        /// <summary>Rows whose line is kept here and differs.</summary>
        public ProblemList LinesKept { get; } = new(ProblemsKept);

        /// <summary>Stores the good rows; false where a refusal of the store stopped it.</summary>
        public async Task<bool> WriteAsync(PortfolioCsv csv, bool stopAtRefusal, CancellationToken cancellation)
        {
            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = InFlightMax,
                CancellationToken = cancellation,
            };
            var rows = Good(csv).TakeWhile(_ => !(stopAtRefusal && _refused));
            await Parallel.ForEachAsync(rows, options, (good, ct) => StoreAsync(csv, good, ct));
            progress?.Report(new ImportProgress(ImportPhase.Writing, _done, 1));
            return !(stopAtRefusal && _refused);
        }

        private static IEnumerable<(PortfolioRow Row, BorrowerDraft Draft)> Good(PortfolioCsv csv)
        {
            foreach (var read in csv.Rows())
            {
                // The file is held open and was read to its end before: it can only fail now if someone wrote into it.
                var row = read.IsOk
                    ? read.Value
                    : throw new IOException($"The file changed while it was imported: {read.Refusal}.");
                if (row.Draft is { } draft)
                {
                    yield return (row, draft);
                }
            }
        }

        private async ValueTask StoreAsync(
            PortfolioCsv csv,
            (PortfolioRow Row, BorrowerDraft Draft) good,
            CancellationToken cancellation
        )
        {
            var (row, draft) = good;
            var answer = await store(draft, "import:" + draft.Hash(), cancellation);
            if (!answer.TryGet(out var stored, out var refusal))
            {
                _refused = true;
                problems.Add([new RowProblem(row.Row, row.Line, "", "", refusal)]);
            }
            else if (stored.IsNew)
            {
                Interlocked.Increment(ref _imported);
            }
            else
            {
                Interlocked.Increment(ref _unchanged);
            }

            if (stored is { LineKept.Count: > 0 })
            {
                var fields = string.Join(", ", stored.LineKept.Select(name => "line." + name));
                var why = Refusal.Conflict("import-line-kept", ("borrower", draft.Id.Value));
                LinesKept.Add([new RowProblem(row.Row, row.Line, fields, csv.LineColumns(stored.LineKept), why)]);
            }

            var done = Interlocked.Increment(ref _done);
            if (done % RowsBetweenReports == 0)
            {
                progress?.Report(new ImportProgress(ImportPhase.Writing, done, (double)done / rowsRead));
            }
        }
    }
}
