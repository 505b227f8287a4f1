using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>The books of loans: what each account holds, and what a late entry changes in them.</summary>
public static class Journal
{
    /// <summary>Every posting of a loan up to and with a date, in order.</summary>
    public static IReadOnlyList<Posting> Of(Loan loan, DateOnly upTo) => LoanReplay.Postings(loan, upTo);

    /// <summary>
    /// What must be posted to get from one state of a loan's books to another: a posting for each date and pair of accounts
    /// whose sum differs, in their order. A backdated entry so corrects what followed it, and never rewrites it.
    /// </summary>
    public static IReadOnlyList<Posting> Difference(IEnumerable<Posting> before, IEnumerable<Posting> after)
    {
        var sums = new SortedDictionary<(DateOnly, Account, Account), Money>();
        foreach (var posting in after)
        {
            Add(sums, posting, posting.Amount);
        }

        foreach (var posting in before)
        {
            Add(sums, posting, -posting.Amount);
        }

        return
        [
            .. sums.Where(sum => !sum.Value.IsZero)
                .Select(sum => new Posting(sum.Key.Item1, sum.Key.Item2, sum.Key.Item3, sum.Value)),
        ];
    }

    /// <summary>
    /// What each account holds: debits less credits. The sum over all accounts is zero, whatever was posted; the values
    /// say whether it was posted rightly.
    /// </summary>
    public static IReadOnlyDictionary<Account, Money> TrialBalance(IEnumerable<Posting> postings, Currency currency)
    {
        var balances = Enum.GetValues<Account>().ToDictionary(account => account, _ => Money.Zero(currency));
        foreach (var posting in postings)
        {
            balances[posting.Debit] += posting.Amount;
            balances[posting.Credit] -= posting.Amount;
        }

        return balances;
    }

    /// <summary>
    /// Where the books of a loan and the loan itself disagree on a date, by account: what the books hold and what the loan
    /// says. Empty where they agree, which is always, unless Headroom is wrong.
    /// </summary>
    public static IReadOnlyList<(Account Account, Money Books, Money Loan)> Reconcile(Loan loan, DateOnly date)
    {
        var books = TrialBalance(Of(loan, date), loan.Currency);
        var position = loan.At(date);
        (Account Account, Money Loan)[] expected =
        [
            (Account.LoanPrincipal, position.Principal),
            (Account.InterestReceivable, position.Arrears.Interest + position.Deferred.Interest),
            (Account.FeeReceivable, position.Arrears.Fee + position.Deferred.Fee),
            (Account.BorrowerCredit, -position.Credit),
        ];
        return
        [
            .. expected
                .Where(one => books[one.Account] != one.Loan)
                .Select(one => (one.Account, books[one.Account], one.Loan)),
        ];
    }

    /// <summary>What goes to the general ledger: for each day and account the debits and the credits of many loans.</summary>
    public static IReadOnlyList<LedgerDay> ByDay(IEnumerable<Posting> postings)
    {
        var days = new SortedDictionary<(DateOnly On, Account Account), (Money Debits, Money Credits)>();
        foreach (var posting in postings)
        {
            var zero = Money.Zero(posting.Amount.Currency);
            var debited = days.GetValueOrDefault((posting.On, posting.Debit), (zero, zero));
            days[(posting.On, posting.Debit)] = (debited.Item1 + posting.Amount, debited.Item2);
            var credited = days.GetValueOrDefault((posting.On, posting.Credit), (zero, zero));
            days[(posting.On, posting.Credit)] = (credited.Item1, credited.Item2 + posting.Amount);
        }

        return [.. days.Select(day => new LedgerDay(day.Key.On, day.Key.Account, day.Value.Debits, day.Value.Credits))];
    }

    private static void Add(SortedDictionary<(DateOnly, Account, Account), Money> sums, Posting posting, Money amount)
    {
        var key = (posting.On, posting.Debit, posting.Credit);
        sums[key] = sums.TryGetValue(key, out var sum) ? sum + amount : amount;
    }
}

/// <summary>One account on one day in the general ledger.</summary>
public readonly record struct LedgerDay(DateOnly On, Account Account, Money Debits, Money Credits);
