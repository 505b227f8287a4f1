using System.Runtime.CompilerServices;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Verify;

/// <summary>All that is stored about one borrower, side by side.</summary>
internal sealed record BorrowerHistory(
    BorrowerId Borrower,
    StoredBorrower? Stored,
    IReadOnlyList<StoredEvent> Events,
    IReadOnlyList<DecisionRow> Decisions
);

/// <summary>Reads events, snapshots and decision rows of all borrowers in step, in the order of their identifiers.</summary>
internal static class HistoryReader
{
    private const int EventsPerRead = 4000;
    private const int EventsOfMost = 64;
    private const int RowsPerRead = 2000;

    public static async IAsyncEnumerable<BorrowerHistory> ReadAllAsync(
        IHeadroomStore store,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var events = Cursor<StoredEvent>.Over(
            async last =>
                await store.ScanEventsAsync(last is null ? null : (last.Borrower, last.Version), EventsPerRead, ct),
            stored => stored.Borrower
        );
        var rows = Cursor<StoredBorrower>.Over(
            async last => await store.ScanBorrowersAsync(last?.Borrower, RowsPerRead, ct),
            stored => stored.Borrower
        );
        var decisions = Cursor<DecisionRow>.Over(
            async last =>
                await store.ScanDecisionsAsync(last is null ? null : (last.Borrower, last.Version), RowsPerRead, ct),
            row => row.Borrower
        );
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            BorrowerId?[] next =
            [
                await events.NextBorrowerAsync(),
                await rows.NextBorrowerAsync(),
                await decisions.NextBorrowerAsync(),
            ];
            if (next.All(borrower => borrower is null))
            {
                yield break;
            }

            var borrower = next.Where(candidate => candidate is not null).Min()!.Value;
            var own = await events.TakeAsync(borrower);
            var stored = await rows.TakeAsync(borrower);
            yield return new BorrowerHistory(
                borrower,
                stored.Count > 0 ? stored[0] : null,
                own,
                await decisions.TakeAsync(borrower)
            );
        }
    }

    /// <summary>
    /// Reads one borrower's alone: the row first, then events and decisions up to its version, so that nothing that is
    /// written meanwhile can look like a difference.
    /// </summary>
    public static async Task<BorrowerHistory> ReadAsync(IHeadroomStore store, BorrowerId borrower, CancellationToken ct)
    {
        var stored = await store.ReadBorrowerAsync(borrower, ct);
        var version = stored?.Version ?? long.MaxValue - 1;
        var events = new List<StoredEvent>();
        var isMore = true;
        for (var asked = EventsOfMost; isMore; asked = EventsPerRead)
        {
            // By a scan, which finds them whatever else is damaged, and goes on with other borrowers': so few at first.
            var page = await store.ScanEventsAsync((borrower, events is [] ? 0 : events[^1].Version), asked, ct);
            events.AddRange(page.TakeWhile(appended => appended.Borrower == borrower && appended.Version <= version));
            isMore = page.Count == asked && page[^1].Borrower == borrower && page[^1].Version <= version;
        }

        var decisions = await store.QueryDecisionsAsync(borrower, version + 1, int.MaxValue, ct);
        return new BorrowerHistory(borrower, stored, events, [.. decisions.Reverse()]);
    }

    /// <summary>A keyset scan that is read a block at a time and handed out a borrower at a time.</summary>
    private sealed class Cursor<T>(Func<T?, Task<IReadOnlyList<T>>> read, Func<T, BorrowerId> borrowerOf)
        where T : class
    {
        private IReadOnlyList<T> _block = [];
        private int _place;
        private T? _last;
        private bool _ended;

        public static Cursor<T> Over(Func<T?, Task<IReadOnlyList<T>>> read, Func<T, BorrowerId> borrowerOf) =>
            new(read, borrowerOf);

        public async Task<BorrowerId?> NextBorrowerAsync() => await FillAsync() ? borrowerOf(_block[_place]) : null;

        public async Task<List<T>> TakeAsync(BorrowerId borrower)
        {
            var taken = new List<T>();
            while (await FillAsync() && borrowerOf(_block[_place]) == borrower)
            {
                taken.Add(_block[_place++]);
            }

            return taken;
        }

        private async Task<bool> FillAsync()
        {
            if (_place == _block.Count && !_ended)
            {
                _block = await read(_last);
                _place = 0;
                _ended = _block.Count == 0;
                _last = _ended ? _last : _block[^1];
            }

            return _place < _block.Count;
        }
    }
}
