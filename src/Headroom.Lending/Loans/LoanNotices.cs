using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>What a borrower is told about a loan, or asked for.</summary>
public enum NoticeKind
{
    /// <summary>An instalment falls due in some days.</summary>
    DueSoon,

    /// <summary>An instalment falls due today.</summary>
    DueToday,

    /// <summary>Something is overdue: a reminder.</summary>
    Overdue,

    /// <summary>Something is overdue for long: a task for a person to call.</summary>
    Collection,
}

/// <summary>On which days there is something to say. Lateness is counted as days past due, so a pause is silent.</summary>
public sealed record NoticeRules
{
    /// <summary>Days before a due date; 0 is the date itself.</summary>
    public IReadOnlyList<int> DaysBefore { get; init; } = [3, 0];

    /// <summary>Days past due on which a reminder goes out.</summary>
    public IReadOnlyList<int> ReminderDays { get; init; } = [1, 3, 7, 15];

    /// <summary>Days past due on which somebody calls.</summary>
    public IReadOnlyList<int> CallDays { get; init; } = [31, 61, 91];
}

/// <summary>One thing to say about one loan.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Loan">The loan.</param>
/// <param name="DueOn">The due date it is about; for what is overdue, the date itself.</param>
/// <param name="Amount">What is to be paid, what waits on the loan already deducted.</param>
/// <param name="DaysPastDue">How late it is; 0 where it is not.</param>
public sealed record LoanNotice(NoticeKind Kind, DrawId Loan, DateOnly DueOn, Money Amount, int DaysPastDue);

/// <summary>What there is to say about a loan on a date: a function of its entries, so that planning again says the same.</summary>
public static class LoanNotices
{
    /// <summary>The notices of a date, those of lateness first.</summary>
    public static IReadOnlyList<LoanNotice> On(Loan loan, DateOnly date, NoticeRules rules)
    {
        if (date <= loan.Contract.Terms.DrawnOn)
        {
            return [];
        }

        var before = loan.Statement(date.AddDays(-1));
        return [.. Late(loan, before.Position.DaysPastDue, date, rules), .. ToCome(loan, before, date, rules)];
    }

    private static IEnumerable<LoanNotice> Late(Loan loan, int before, DateOnly date, NoticeRules rules)
    {
        var now = loan.At(date);
        bool Crossed(int days) => before < days && days <= now.DaysPastDue;
        if (rules.CallDays.Any(Crossed))
        {
            yield return new(NoticeKind.Collection, loan.Id, date, now.Arrears.Total, now.DaysPastDue);
        }
        else if (rules.ReminderDays.Any(Crossed))
        {
            yield return new(NoticeKind.Overdue, loan.Id, date, now.Arrears.Total, now.DaysPastDue);
        }
    }

    // As of the evening before: what came in and waits for the due date is not asked for again.
    private static IEnumerable<LoanNotice> ToCome(Loan loan, LoanStatement before, DateOnly date, NoticeRules rules)
    {
        var waiting = before.Position.Credit;
        foreach (var row in before.Instalments.Where(row => row.Status == InstalmentStatus.Upcoming))
        {
            var rest = Money.Max(row.Due.Total - waiting, Money.Zero(loan.Currency));
            waiting -= row.Due.Total - rest;
            var days = row.DueOn.DayNumber - date.DayNumber;
            if (rest.IsPositive && rules.DaysBefore.Contains(days))
            {
                yield return new(days == 0 ? NoticeKind.DueToday : NoticeKind.DueSoon, loan.Id, row.DueOn, rest, 0);
            }
        }
    }
}
