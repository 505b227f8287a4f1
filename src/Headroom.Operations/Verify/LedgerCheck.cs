using System.Globalization;
using Headroom.Store;

namespace Headroom.Operations.Verify;

/// <summary>
/// Compares the general ledger with what all events booked. Only days that were over when it was read: they do not change
/// while the events are walked.
/// </summary>
internal sealed class LedgerCheck
{
    private readonly LedgerSums _missing = new();
    private readonly DateOnly _today;

    private LedgerCheck(DateOnly today) => _today = today;

    public static async Task<LedgerCheck> BeginAsync(HeadroomSystem system, CancellationToken ct)
    {
        var check = new LedgerCheck(system.Calendar.DateAt(system.Now));
        var ledger = await system.Store.ReadLedgerAsync(BorrowerRow.NextDateUnknown, check._today.AddDays(-1), ct);
        check._missing.Add(ledger.Select(row => row with { MinorUnits = -row.MinorUnits }));
        return check;
    }

    /// <summary>Takes in what a borrower's events booked.</summary>
    public void Add(IEnumerable<LedgerRow> booked) => _missing.Add(booked.Where(row => row.BookedOn < _today));

    /// <summary>What the ledger lacks of the events.</summary>
    public IReadOnlyList<LedgerRow> Missing => [.. _missing.InOrder()];

    /// <summary>Every day and pair of accounts of which the ledger holds another sum than the events.</summary>
    public IReadOnlyList<VerifyFinding> Differences() =>
        [
            .. _missing
                .InOrder()
                .Select(row => new VerifyFinding(
                    null,
                    0,
                    "ledger-differs",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{row.MinorUnits} more of {row.Currency} from {row.Debit} to {row.Credit} on {row.BookedOn:yyyy-MM-dd}"
                    ),
                    "not in the ledger"
                )),
        ];
}
