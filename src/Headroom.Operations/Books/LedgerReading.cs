using System.Globalization;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Books;

/// <summary>Reads the general ledger. Its size is that of days and accounts, however many loans are behind it.</summary>
public static class LedgerReading
{
    /// <summary>The most days that one report covers.</summary>
    public const int DaysMax = 366;

    private static readonly DateOnly Beginning = new(1900, 1, 1);

    /// <summary>
    /// The ledger of some days, today where both are null. Refuses with <c>ledger-range-empty</c> where the last day is
    /// before the first, with <c>ledger-range-too-long</c> more than a year, and with <c>date-in-future</c>.
    /// </summary>
    public static async Task<Result<LedgerReport>> ReadLedgerAsync(
        this HeadroomSystem system,
        DateOnly? from = null,
        DateOnly? to = null,
        CancellationToken ct = default
    )
    {
        var today = system.Calendar.DateAt(system.Now);
        var last = to ?? from ?? today;
        var first = from ?? last;
        if ((NotARange(first, last) ?? Future(last, today)) is { } refusal)
        {
            return refusal;
        }

        var before = first > Beginning ? await system.Store.ReadLedgerAsync(Beginning, first.AddDays(-1), ct) : [];
        var within = await system.Store.ReadLedgerAsync(first, last, ct);
        var accounts = Accounts(before, within);
        return new LedgerReport(first, last, Days(within), accounts, Trial(accounts));
    }

    internal static async Task<IReadOnlyList<LedgerDay>> DaysAsync(
        HeadroomSystem system,
        DateOnly from,
        DateOnly to,
        CancellationToken ct
    ) => Days(await system.Store.ReadLedgerAsync(from, to, ct));

    private static List<LedgerDay> Days(IReadOnlyList<LedgerRow> rows) =>
        [
            .. rows.Select(LedgerRows.Posting)
                .GroupBy(posting => posting.Amount.Currency)
                .SelectMany(Journal.ByDay)
                .OrderBy(day => day.On),
        ];

    private static List<LedgerAccount> Accounts(IReadOnlyList<LedgerRow> before, IReadOnlyList<LedgerRow> within)
    {
        var accounts = new List<LedgerAccount>();
        var currencies = before.Concat(within).Select(row => row.Currency).Distinct().Order(StringComparer.Ordinal);
        foreach (var code in currencies)
        {
            var currency = Currency.FromCode(code).Value;
            var opening = Journal.TrialBalance(Postings(before, code), currency);
            var moved = Postings(within, code).ToList();
            foreach (var (account, balance) in opening)
            {
                var debits = Sum(moved.Where(posting => posting.Debit == account), currency);
                var credits = Sum(moved.Where(posting => posting.Credit == account), currency);
                if (!balance.IsZero || !debits.IsZero || !credits.IsZero)
                {
                    var closing = balance + debits - credits;
                    accounts.Add(new LedgerAccount(account, balance, debits, credits, closing));
                }
            }
        }

        return accounts;
    }

    private static List<LedgerTrial> Trial(List<LedgerAccount> accounts) =>
        [
            .. accounts
                .GroupBy(account => account.Closing.Currency)
                .Select(ofCurrency =>
                {
                    var zero = Money.Zero(ofCurrency.Key);
                    var debits = ofCurrency.Aggregate(zero, (sum, one) => sum + Money.Max(zero, one.Closing));
                    var credits = ofCurrency.Aggregate(zero, (sum, one) => sum - Money.Min(zero, one.Closing));
                    return new LedgerTrial(debits, credits, debits - credits);
                }),
        ];

    private static IEnumerable<Posting> Postings(IReadOnlyList<LedgerRow> rows, string currency) =>
        rows.Where(row => row.Currency == currency).Select(LedgerRows.Posting);

    private static Money Sum(IEnumerable<Posting> postings, Currency currency) =>
        postings.Aggregate(Money.Zero(currency), (sum, posting) => sum + posting.Amount);

    private static Refusal? NotARange(DateOnly first, DateOnly last) =>
        last < first ? Refusal.Invalid("ledger-range-empty", ("from", Text(first)), ("to", Text(last)))
        : last.DayNumber - first.DayNumber >= DaysMax
            ? Refusal.Invalid("ledger-range-too-long", ("most", DaysMax.ToString(CultureInfo.InvariantCulture)))
        : null;

    private static Refusal? Future(DateOnly last, DateOnly today) =>
        last > today ? Refusal.Invalid("date-in-future", ("date", Text(last))) : null;

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
