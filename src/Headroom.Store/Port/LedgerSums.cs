namespace Headroom.Store;

/// <summary>Adds postings up by day, currency and pair of accounts. Not thread-safe.</summary>
public sealed class LedgerSums
{
    private readonly Dictionary<LedgerRow, long> _sums = [];

    /// <summary>The sums that are not zero, in no order.</summary>
    public IEnumerable<LedgerRow> Rows =>
        _sums.Where(sum => sum.Value != 0).Select(sum => sum.Key with { MinorUnits = sum.Value });

    /// <summary>The sums in the order in which stores give them: day, currency, accounts.</summary>
    public IEnumerable<LedgerRow> InOrder() =>
        Rows.OrderBy(row => row.BookedOn)
            .ThenBy(row => row.Currency, StringComparer.Ordinal)
            .ThenBy(row => row.Debit, StringComparer.Ordinal)
            .ThenBy(row => row.Credit, StringComparer.Ordinal);

    /// <summary>Adds postings.</summary>
    public void Add(IEnumerable<LedgerRow> postings)
    {
        foreach (var posting in postings)
        {
            var key = posting with { MinorUnits = 0 };
            _sums[key] = _sums.GetValueOrDefault(key) + posting.MinorUnits;
        }
    }

    /// <summary>Begins anew.</summary>
    public void Clear() => _sums.Clear();
}
