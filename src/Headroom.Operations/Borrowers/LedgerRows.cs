using System.Collections.Frozen;
using System.Text.Json;
using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Borrowers;

/// <summary>Postings as the store's ledger keeps them, and back.</summary>
internal static class LedgerRows
{
    private static readonly FrozenDictionary<Account, string> CodeOf = Enum.GetValues<Account>()
        .ToFrozenDictionary(
            account => account,
            account => JsonNamingPolicy.KebabCaseLower.ConvertName(account.ToString())
        );

    private static readonly FrozenDictionary<string, Account> AccountOf = CodeOf.ToFrozenDictionary(
        pair => pair.Value,
        pair => pair.Key,
        StringComparer.Ordinal
    );

    /// <summary>What is booked.</summary>
    public static IReadOnlyList<LedgerRow> Of(BooksPosted posted)
    {
        var rows = new LedgerRow[posted.Postings.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var (_, debit, credit, amount) = posted.Postings[i];
            rows[i] = new LedgerRow(posted.On, amount.Currency.Code, CodeOf[debit], CodeOf[credit], amount.MinorUnits);
        }

        return rows;
    }

    /// <summary>A row as a posting of its day.</summary>
    public static Posting Posting(LedgerRow row) =>
        new(
            row.BookedOn,
            AccountOf[row.Debit],
            AccountOf[row.Credit],
            new Money(row.MinorUnits, Currency.FromCode(row.Currency).Value)
        );
}
