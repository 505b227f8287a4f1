using System.Collections.Concurrent;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Import;
using Headroom.Primitives;

namespace Headroom.Operations.Tests;

public class ImportPortfolioTests
{
    private const string BadRow = "A-9,person,-1,0,2020-01-31,1\n";

    [Fact]
    public async Task Every_good_row_is_stored_once_and_a_second_import_changes_nothing()
    {
        var store = new Stored();
        using var files = new ImportFiles(ImportFiles.Header + Rows(1, 1000));
        var first = await store.ImportAsync(files, BadRows.Stop);
        (first.RowsRead, first.Imported, first.Unchanged, first.BadRows, first.Stopped).ShouldBe(
            (1000, 1000, 0, 0, false)
        );
        var second = await store.ImportAsync(files, BadRows.Stop);
        (second.RowsRead, second.Imported, second.Unchanged, second.BadRows).ShouldBe((1000, 0, 1000, 0));
        store.Drafts.Count.ShouldBe(1000);
    }

    [Fact]
    public async Task One_bad_row_stops_the_import_before_anything_is_written()
    {
        var store = new Stored();
        using var files = new ImportFiles(ImportFiles.Header + Rows(1, 10) + BadRow);
        var report = await store.ImportAsync(files, BadRows.Stop);
        report.Stopped.ShouldBeTrue();
        (report.RowsRead, report.Imported, report.BadRows).ShouldBe((11, 0, 1));
        report.Problems.ShouldHaveSingleItem().Line.ShouldBe(12);
        store.Drafts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Bad_rows_are_skipped_where_that_is_asked()
    {
        var store = new Stored();
        using var files = new ImportFiles(ImportFiles.Header + BadRow + Rows(1, 10) + "A 1,x,-1,0,2020-01-31,1\n");
        var report = await store.ImportAsync(files, BadRows.Skip);
        report.Stopped.ShouldBeFalse();
        (report.RowsRead, report.Imported, report.BadRows, report.ProblemCount).ShouldBe((12, 10, 2, 4));
        report.Problems.Select(problem => problem.Line).ShouldBe([2, 13, 13, 13]);
        store.Drafts.Count.ShouldBe(10);
    }

    [Fact]
    public async Task Only_the_first_problems_are_listed_but_all_are_counted()
    {
        var bad = string.Concat(Enumerable.Range(0, 250).Select(i => $"P{i},person,x,0,2020-01-31,1\n"));
        using var files = new ImportFiles(ImportFiles.Header + bad);
        var report = await new Stored().ImportAsync(files, BadRows.Skip);
        report.ProblemCount.ShouldBe(250);
        report.Problems.Count.ShouldBe(ImportPortfolio.ProblemsKept);
        report.Problems[^1].Line.ShouldBe(101);
    }

    [Theory]
    [InlineData(BadRows.Stop)]
    [InlineData(BadRows.Skip)]
    public async Task A_file_that_cannot_be_read_to_its_end_is_refused_with_nothing_written(BadRows badRows)
    {
        var store = new Stored();
        using var files = new ImportFiles(ImportFiles.Header + Rows(1, 10) + "\"A-11,person\n");
        var refused = await store.Importer.HandleAsync(files.Csv, files.ReadMapping(), badRows);
        refused.Refusal.ShouldNotBeNull().Code.ShouldBe("csv-quote-unclosed");
        store.Drafts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_without_the_columns_of_the_mapping_is_refused_with_nothing_written()
    {
        var store = new Stored();
        using var files = new ImportFiles("id;kind\nA-1;person\n");
        var refused = await store.Importer.HandleAsync(files.Csv, files.ReadMapping(), BadRows.Skip);
        refused.Refusal.ShouldNotBeNull().Code.ShouldBe("mapping-expression-malformed");
        store.Drafts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_of_a_day_to_come_is_refused_with_nothing_written()
    {
        var store = new Stored();
        using var files = new ImportFiles(ImportFiles.Header + Rows(1, 1));
        var mapping = files.ReadMapping() with { AsOf = new DateOnly(2999, 1, 1) };
        var refused = await store.Importer.HandleAsync(files.Csv, mapping, BadRows.Skip);
        refused.Refusal.ShouldNotBeNull().Code.ShouldBe("import-as-of-future");
        refused.Refusal.Parameters.ShouldContain(("asOf", "2999-01-01"));
        store.Drafts.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_import_that_was_cut_off_is_continued_by_importing_again()
    {
        var store = new Stored { FailsAfter = 300 };
        using var files = new ImportFiles(ImportFiles.Header + Rows(1, 1000));
        await Should.ThrowAsync<IOException>(() => store.ImportAsync(files, BadRows.Stop));
        var before = store.Drafts.Count;
        before.ShouldBeInRange(300, 999);
        store.FailsAfter = int.MaxValue;
        var report = await store.ImportAsync(files, BadRows.Stop);
        (report.Imported, report.Unchanged).ShouldBe((1000 - before, before));
    }

    [Theory]
    [InlineData(BadRows.Stop, true)]
    [InlineData(BadRows.Skip, false)]
    public async Task What_the_store_refuses_is_a_bad_row(BadRows badRows, bool stopped)
    {
        var store = new Stored { Refuses = "A-3" };
        using var files = new ImportFiles(ImportFiles.Header + Rows(1, 10));
        var report = await store.ImportAsync(files, badRows);
        report.Stopped.ShouldBe(stopped);
        report.BadRows.ShouldBe(1);
        var problem = report.Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(4);
        problem.Why.Code.ShouldBe("test-refused");
        if (!stopped)
        {
            report.Imported.ShouldBe(9);
        }
    }

    [Fact]
    public async Task Progress_rises_through_both_phases_to_the_end()
    {
        var seen = new ConcurrentQueue<ImportProgress>();
        using var files = new ImportFiles(ImportFiles.Header + Rows(1, 1000));
        await new Stored().Importer.HandleAsync(files.Csv, files.ReadMapping(), BadRows.Stop, new Collector(seen));
        var checking = seen.Where(progress => progress.Phase == ImportPhase.Checking).ToArray();
        checking.Select(progress => progress.Rows).ShouldBe([256, 512, 768, 1000]);
        checking.Select(progress => progress.Fraction).ShouldBeInOrder();
        seen.Last().ShouldBe(new ImportProgress(ImportPhase.Writing, 1000, 1));
    }

    [Fact]
    public async Task Drafts_are_stored_many_at_once_but_not_without_bound()
    {
        var store = new Stored { WaitsForCompany = true };
        using var files = new ImportFiles(ImportFiles.Header + Rows(1, 600));
        var report = await store.ImportAsync(files, BadRows.Stop);
        report.Imported.ShouldBe(600);
        store.MostAtOnce.ShouldBeInRange(2, 256);
    }

    private static string Rows(int first, int last) =>
        string.Concat(
            Enumerable.Range(first, last - first + 1).Select(i => $"A-{i},person,{i * 100},0,2020-01-31,{i}\n")
        );

    private sealed class Collector(ConcurrentQueue<ImportProgress> seen) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => seen.Enqueue(value);
    }

    /// <summary>Keeps drafts by their key as a store does.</summary>
    private sealed class Stored
    {
        private readonly TaskCompletionSource _company = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _now;

        public ConcurrentDictionary<string, BorrowerDraft> Drafts { get; } = new();

        public int FailsAfter { get; set; } = int.MaxValue;

        public string? Refuses { get; init; }

        public bool WaitsForCompany { get; init; }

        public int MostAtOnce { get; private set; }

        public ImportPortfolio Importer => new(StoreAsync, BusinessCalendar.Default, TimeProvider.System);

        public async Task<ImportReport> ImportAsync(ImportFiles files, BadRows badRows) =>
            (await Importer.HandleAsync(files.Csv, files.ReadMapping(), badRows)).Value;

        private async ValueTask<Result<DraftStored>> StoreAsync(
            BorrowerDraft draft,
            string key,
            CancellationToken cancellation
        )
        {
            var now = Interlocked.Increment(ref _now);
            lock (_company)
            {
                MostAtOnce = Math.Max(MostAtOnce, now);
            }

            if (WaitsForCompany)
            {
                if (now > 1)
                {
                    _company.TrySetResult();
                }

                await _company.Task.WaitAsync(cancellation);
            }

            Interlocked.Decrement(ref _now);
            if (draft.Id.Value == Refuses)
            {
                return Refusal.Conflict("test-refused");
            }

            if (Drafts.Count >= FailsAfter)
            {
                throw new IOException("The disk is gone.");
            }

            return Drafts.TryAdd(key, draft) ? DraftStored.Imported : DraftStored.Unchanged;
        }
    }
}
