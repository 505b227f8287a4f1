using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Borrowers;

/// <summary>
/// Works out the next dates of rows that an older version wrote, once for a store. The store's own migration cannot: it knows
/// no states. Stopped half-way, it goes on when the store is opened again.
/// </summary>
internal static class NextDateFilling
{
    private const int BorrowersPerPage = 1000;

    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public static async Task FillAsync(IHeadroomStore store, BorrowerModel model, CancellationToken ct)
    {
        var unknown = BorrowerRow.NextDateUnknown;
        if (await store.ListDueAsync(unknown, null, 1, ct) is [])
        {
            return;
        }

        BorrowerId? last = null;
        while (await store.ScanBorrowersAsync(last, BorrowersPerPage, ct) is { Count: > 0 } page)
        {
            await store.SetNextDatesAsync(
                [
                    .. page.Where(stored => stored.Row.NextDate == unknown)
                        .Select(stored => stored with { Row = model.Row(model.Load(stored.Borrower, stored.State)) }),
                ],
                ct
            );
            last = page[^1].Borrower;
        }
    }
}
