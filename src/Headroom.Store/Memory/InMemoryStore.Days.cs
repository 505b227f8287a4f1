using Headroom.Primitives;

namespace Headroom.Store;

/// <content>Business dates: who is due, and what was booked.</content>
public sealed partial class InMemoryStore
{
    private readonly SortedSet<(DateOnly On, BorrowerId Borrower)> _due = [];
    private readonly LedgerSums _ledger = new();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DueBorrower>> ListDueAsync(
        DateOnly upTo,
        (DateOnly On, BorrowerId Borrower)? after,
        int count,
        CancellationToken ct = default
    ) => List(() => Due(upTo, after).Take(count));

    /// <inheritdoc />
    public ValueTask SetNextDatesAsync(IReadOnlyList<StoredBorrower> borrowers, CancellationToken ct = default)
    {
        lock (_gate)
        {
            foreach (var (borrower, version, _, row) in borrowers)
            {
                if (_borrowers.GetValueOrDefault(borrower) is { Stored: { } stored } found && stored.Version == version)
                {
                    Keep(found, stored with { Row = stored.Row with { NextDate = row.NextDate } });
                }
            }
        }

        return default;
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<LedgerRow>> ReadLedgerAsync(
        DateOnly from,
        DateOnly to,
        CancellationToken ct = default
    ) => List(() => _ledger.InOrder().Where(row => from <= row.BookedOn && row.BookedOn <= to));

    /// <inheritdoc />
    public ValueTask MendLedgerAsync(IReadOnlyList<LedgerRow> missing, CancellationToken ct = default)
    {
        lock (_gate)
        {
            _ledger.Add(missing);
        }

        return default;
    }

    /// <inheritdoc />
    public ValueTask CompactLedgerAsync(DateOnly upTo, CancellationToken ct = default) => default;

    /// <inheritdoc />
    public ValueTask<TimeSpan?> ReadLagAsync(CancellationToken ct = default)
    {
        lock (_gate)
        {
            return new(_lag);
        }
    }

    /// <inheritdoc />
    public ValueTask KeepLagAsync(TimeSpan lag, CancellationToken ct = default)
    {
        lock (_gate)
        {
            _lag = _lag is { } kept && kept < lag ? kept : lag;
        }

        return default;
    }

    private IEnumerable<DueBorrower> Due(DateOnly upTo, (DateOnly On, BorrowerId Borrower)? after)
    {
        if (_due.Count == 0 || (after is { } place && _due.Comparer.Compare(place, _due.Max) > 0))
        {
            return [];
        }

        var rest = after is { } from ? _due.GetViewBetween(from, _due.Max) : _due;
        return rest.SkipWhile(due => due == after)
            .TakeWhile(due => due.On <= upTo)
            .Select(due => new DueBorrower(due.On, due.Borrower, _borrowers[due.Borrower].Stored!.Version));
    }

    // The row and its place in the order of next dates change together.
    private void Keep(MemoryBorrower found, StoredBorrower stored)
    {
        if (found.Stored?.Row.NextDate is { } before)
        {
            _due.Remove((before, stored.Borrower));
        }

        if (stored.Row.NextDate is { } next)
        {
            _due.Add((next, stored.Borrower));
        }

        found.Stored = stored;
    }
}
