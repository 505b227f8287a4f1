using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>Rows in the order of their borrowers, taken borrower by borrower; those of others on the way are passed by.</summary>
internal sealed class AuditCursor<T>(IAsyncEnumerable<T> rows, Func<T, BorrowerId> borrowerOf) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<T> _rows = rows.GetAsyncEnumerator();
    private readonly SortedSet<BorrowerId> _passed = [];
    private bool? _hasRow;

    /// <summary>The rows of a borrower, who comes after all that were asked for before.</summary>
    public async ValueTask<List<T>> TakeAsync(BorrowerId borrower)
    {
        var taken = new List<T>();
        _hasRow ??= await _rows.MoveNextAsync();
        while (_hasRow.Value && borrowerOf(_rows.Current) <= borrower)
        {
            if (borrowerOf(_rows.Current) == borrower)
            {
                taken.Add(_rows.Current);
            }
            else
            {
                _passed.Add(borrowerOf(_rows.Current));
            }

            _hasRow = await _rows.MoveNextAsync();
        }

        return taken;
    }

    /// <summary>Goes past all that is left.</summary>
    public async ValueTask PassRestAsync()
    {
        _hasRow ??= await _rows.MoveNextAsync();
        while (_hasRow.Value)
        {
            _passed.Add(borrowerOf(_rows.Current));
            _hasRow = await _rows.MoveNextAsync();
        }
    }

    /// <summary>The borrowers that were passed by since this was last asked.</summary>
    public BorrowerId[] PassedBy()
    {
        BorrowerId[] passed = [.. _passed];
        _passed.Clear();
        return passed;
    }

    public ValueTask DisposeAsync() => _rows.DisposeAsync();
}
