using Headroom.Lending;
using Headroom.Primitives;

namespace Headroom.Operations.Books;

/// <summary>The general ledger of some days, by the day of booking.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Days">Debits and credits of each day, currency and account that had any.</param>
/// <param name="Accounts">Each account before the first day, in these days, and after the last.</param>
/// <param name="Trial">Whether all accounts balance, by currency.</param>
public sealed record LedgerReport(
    DateOnly From,
    DateOnly To,
    IReadOnlyList<LedgerDay> Days,
    IReadOnlyList<LedgerAccount> Accounts,
    IReadOnlyList<LedgerTrial> Trial
);

/// <summary>One account over some days. Balances are debits less credits.</summary>
/// <param name="Account">The account.</param>
/// <param name="Opening">Its balance before.</param>
/// <param name="Debits">What was debited.</param>
/// <param name="Credits">What was credited.</param>
/// <param name="Closing">Its balance after.</param>
public sealed record LedgerAccount(Account Account, Money Opening, Money Debits, Money Credits, Money Closing);

/// <summary>The trial balance of a currency: the debit balances, the credit balances, and their difference, which is zero.</summary>
public sealed record LedgerTrial(Money Debits, Money Credits, Money Difference);
