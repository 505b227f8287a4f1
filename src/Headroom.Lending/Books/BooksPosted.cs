namespace Headroom.Lending;

/// <summary>
/// The books of a borrower's loans were brought up to a day: what was known by then is posted. It is the day's own entry, so a
/// day that is over never changes: what comes to be known later, for whatever date, is posted on the day it comes.
/// </summary>
/// <param name="On">The business date on which the postings enter the general ledger.</param>
/// <param name="NextOn">The next date on which anything changes by itself on a loan, as seen on that day; null: none.</param>
/// <param name="Postings">What is posted, each with the date for which it counts.</param>
public sealed record BooksPosted(DateOnly On, DateOnly? NextOn, IReadOnlyList<Posting> Postings);

/// <summary>Brings books forward. Pure.</summary>
public static class Bookkeeping
{
    /// <summary>
    /// What leads from the books of the loans as they were known, posted through a day (null: never), to those of the loans
    /// as they are known now, on a day that is not before it.
    /// </summary>
    public static BooksPosted Post(
        IReadOnlyList<Loan> before,
        DateOnly? through,
        IReadOnlyList<Loan> after,
        DateOnly on
    )
    {
        var postings = new List<Posting>();
        DateOnly? next = null;
        foreach (var loan in after)
        {
            var known = through is null ? null : before.FirstOrDefault(one => one.Id == loan.Id);
            var outcome = DayEnd.Close(loan, Unchanged(known, loan) ? through!.Value : DateOnly.MinValue, on);
            postings.AddRange(
                known is null || Unchanged(known, loan)
                    ? outcome.Postings
                    : Journal.Difference(Journal.Of(known, through!.Value), outcome.Postings)
            );
            next = Earlier(next, outcome.Position.NextOn);
        }

        return new BooksPosted(on, next, AddUp(postings));
    }

    /// <summary>One posting for each date, pair of accounts and currency.</summary>
    public static IReadOnlyList<Posting> AddUp(IEnumerable<Posting> postings) =>
        [
            .. postings
                .GroupBy(posting => posting.Amount.Currency)
                .SelectMany(ofCurrency => Journal.Difference([], ofCurrency)),
        ];

    /// <summary>The earlier of two dates of which either may be missing.</summary>
    public static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;

    // A change makes another loan of it, so the same one is the one that was posted.
    private static bool Unchanged(Loan? known, Loan loan) => ReferenceEquals(known, loan);
}
