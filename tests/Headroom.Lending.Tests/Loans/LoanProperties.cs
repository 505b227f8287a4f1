using FsCheck;
using FsCheck.Fluent;
using Headroom.Primitives;
using static Headroom.Lending.Tests.Loans.LoanScene;

namespace Headroom.Lending.Tests.Loans;

/// <summary>Laws of loans under any entries in any order.</summary>
public class LoanProperties
{
    private static readonly DateOnly End = DrawnOn.AddDays(600);

    private static readonly Gen<LoanEntry> AnyEntry =
        from number in Gen.Choose(1, 100_000)
        from day in Gen.Choose(0, 450)
        from amount in Gen.Choose(1, 300_000)
        from kind in Gen.Choose(0, 19)
        select (LoanEntry)(
            kind switch
            {
                < 8 => new LoanEntry.Repaid(
                    Entry(number),
                    DrawnOn.AddDays(day),
                    new Money(amount, Currency.CNY),
                    RepaymentIntent.Scheduled
                ),
                < 11 => new LoanEntry.Repaid(
                    Entry(number),
                    DrawnOn.AddDays(day),
                    new Money(amount, Currency.CNY),
                    RepaymentIntent.PrepayKeepTerm
                ),
                < 14 => new LoanEntry.Repaid(
                    Entry(number),
                    DrawnOn.AddDays(day),
                    new Money(amount, Currency.CNY),
                    RepaymentIntent.PrepayKeepInstalment
                ),
                14 => new LoanEntry.FeeCharged(
                    Entry(number),
                    DrawnOn.AddDays(day),
                    "dunning",
                    new Money(amount / 100 + 1, Currency.CNY)
                ),
                15 => new LoanEntry.Paused(
                    Entry(number),
                    DrawnOn.AddDays(day),
                    DrawnOn.AddDays(day + 20),
                    PauseScope.Ageing,
                    "x"
                ),
                16 => new LoanEntry.Paused(
                    Entry(number),
                    DrawnOn.AddDays(day),
                    DrawnOn.AddDays(day + 20),
                    PauseScope.AgeingAndInterest,
                    "x"
                ),
                17 => new LoanEntry.Restructured(
                    Entry(number),
                    DrawnOn.AddDays(day),
                    new RestructurePlan(
                        RepaymentMethod.EqualInstalment,
                        6,
                        Daily,
                        day % 2 == 0 ? DrawnOn.AddDays(day + (amount % 60) + 1) : null,
                        day % 3 == 0 ? (amount % 31) + 1 : null,
                        day % 3
                    ),
                    "x"
                ),
                18 => new LoanEntry.Refunded(
                    Entry(number),
                    DrawnOn.AddDays(day),
                    new Money(amount / 10 + 1, Currency.CNY)
                ),
                _ => new LoanEntry.WrittenOff(Entry(number), DrawnOn.AddDays(day + 200), "x"),
            }
        );

    private static readonly Gen<LoanScene> AnyLoan =
        from method in Gen.Elements(Enum.GetValues<RepaymentMethod>())
        from dayCount in Gen.Elements(
            DayCount.Daily,
            DayCount.Periodic,
            DayCount.Actual360,
            DayCount.ActualActual,
            DayCount.Thirty360
        )
        from rate in Gen.Choose(0, 3600)
        from instalments in Gen.Elements(3, 6, 12)
        from order in Gen.Elements(Enum.GetValues<AllocationOrder>())
        from funder in Gen.Elements(0m, 0.7m)
        from grace in Gen.Elements(0, 3)
        from both in Gen.Elements(true, false)
        from spared in Gen.Elements(0, 0, 2)
        select new LoanScene(
            new LoanRate(rate / (dayCount == DayCount.Daily ? 3_650_000m : 10_000m), dayCount),
            new ServicingTerms
            {
                Allocation = order,
                FunderShare = funder,
                GraceDays = grace,
                PenaltyOnInterest = both,
            },
            method,
            instalments,
            spared
        );

    private static readonly Gen<LoanEntry[]> AnyEntries = AnyEntry
        .ListOf()
        .Select(entries => entries.DistinctBy(entry => entry.Id).ToArray());

    [Fact]
    public void Any_order_of_arrival_ends_in_the_same_loan_and_the_same_books() =>
        Check(
            from scene in AnyLoan
            from entries in AnyEntries
            from arrival in Gen.Shuffle(entries)
            select (scene, entries, arrival),
            given =>
            {
                var (one, posted) = Arrive(given.scene.Loan, given.entries);
                var (other, otherPosted) = Arrive(given.scene.Loan, given.arrival);
                return one.Equals(other)
                    && Journal.Difference(posted, otherPosted).Count == 0
                    && Journal.Difference(posted, Journal.Of(one, End)).Count == 0;
            }
        );

    [Fact]
    public void A_reversal_leaves_no_trace_in_position_and_books() =>
        Check(
            from scene in AnyLoan
            from entries in AnyEntries
            from late in AnyEntry
            select (scene, entries, late),
            given =>
            {
                var (before, _) = Arrive(given.scene.Loan, given.entries);
                if (before.Entries.Any(entry => entry.Id == given.late.Id))
                {
                    return true;
                }

                var with = Loan.Apply(before, new LoanEvent.EntryRecorded(before.Id, given.late));
                var without = Loan.Apply(with, new LoanEvent.EntryReversed(with.Id, given.late.Id, "x"));
                return without.Equals(before);
            }
        );

    [Fact]
    public void The_books_balance_and_agree_with_the_loan_on_every_date() =>
        Check(
            from scene in AnyLoan
            from entries in AnyEntries
            from day in Gen.Choose(0, 600)
            select (scene, entries, day),
            given =>
            {
                var (loan, _) = Arrive(given.scene.Loan, given.entries);
                var date = DrawnOn.AddDays(given.day);
                var books = Journal.TrialBalance(Journal.Of(loan, date), Currency.CNY);
                return books.Values.Sum(balance => balance.MinorUnits) == 0 && Journal.Reconcile(loan, date).Count == 0;
            }
        );

    [Fact]
    public void Nothing_owed_is_ever_below_zero() =>
        Check(
            from scene in AnyLoan
            from entries in AnyEntries
            from day in Gen.Choose(0, 600)
            select (scene, entries, day),
            given =>
            {
                var position = Arrive(given.scene.Loan, given.entries).Loan.At(DrawnOn.AddDays(given.day));
                Money[] amounts =
                [
                    position.Principal,
                    position.Arrears.Fee,
                    position.Arrears.Penalty,
                    position.Arrears.Interest,
                    position.Arrears.Principal,
                    position.Accrued,
                    position.Credit,
                    position.Settlement,
                    position.Claim,
                ];
                return !amounts.Any(amount => amount.IsNegative);
            }
        );

    [Fact]
    public void Prepaying_never_costs_more() =>
        Check(
            from scene in AnyLoan
            from day in Gen.Choose(0, 400)
            from amount in Gen.OneOf(Gen.Choose(1, 200), Gen.Choose(1, 1_000_000))
            from keep in Gen.Elements(RepaymentIntent.PrepayKeepTerm, RepaymentIntent.PrepayKeepInstalment)
            select (scene, day, amount, keep),
            given =>
            {
                var prepaid = new LoanEntry.Repaid(
                    Entry(1),
                    DrawnOn.AddDays(given.day),
                    new Money(given.amount, Currency.CNY),
                    given.keep
                );
                var without = PaidOnTime(given.scene.Loan);
                var with = PaidOnTime(
                    Loan.Apply(given.scene.Loan, new LoanEvent.EntryRecorded(given.scene.Loan.Id, prepaid))
                );
                return Interest(with) <= Interest(without);
            }
        );

    [Fact]
    public void An_extension_only_puts_rows_behind_those_that_are_left() =>
        Check(
            from scene in AnyLoan
            from day in Gen.Choose(0, 400)
            from more in Gen.Choose(1, 12)
            select (scene, day: DrawnOn.AddDays(day), more),
            given =>
            {
                var terms = given.scene.Loan.Contract.Terms;
                var before = Upcoming(given.scene.Loan, given.day);
                given.scene.Do(new LoanCommand.Extend(Entry(1), given.day, given.more, "x"));
                var after = Upcoming(given.scene.Loan, given.day);
                var atEnd = terms.Method is RepaymentMethod.AllAtMaturity or RepaymentMethod.AnyTime;
                var level = terms.Method is RepaymentMethod.EqualInstalment or RepaymentMethod.EqualPrincipal;
                return after.Sum(row => row.Due.Principal.MinorUnits)
                        == given.scene.Loan.At(given.day).Principal.MinorUnits
                    && after.Length == (atEnd ? 1 : before.Length + given.more)
                    && (
                        atEnd
                        || after
                            .Take(before.Length)
                            .Select(row => (row.Number, row.DueOn))
                            .SequenceEqual(before.Select(row => (row.Number, row.DueOn)))
                    )
                    && (!level || after.All(row => row.Due.Principal.IsZero == (row.Number <= terms.PrincipalGrace)));
            }
        );

    [Fact]
    public void Looking_only_on_the_dates_named_misses_no_change_of_stage_or_due_date() =>
        Check(
            from scene in AnyLoan
            from entries in AnyEntries
            select (scene, entries),
            given =>
            {
                var (loan, _) = Arrive(given.scene.Loan, given.entries);
                var last =
                    given.entries.Length == 0
                        ? DrawnOn
                        : given.entries.Max(entry => entry is LoanEntry.Paused p ? p.Until : entry.On);
                var at = loan.At(last);
                var next = at.NextOn;
                for (var date = last.AddDays(1); date < last.AddDays(150); date = date.AddDays(1))
                {
                    var now = loan.At(date);
                    var changed =
                        now.Stage != at.Stage
                        || now.Class != at.Class
                        || now.Ifrs9Stage != at.Ifrs9Stage
                        || Due(now) != Due(at);
                    if (changed && date != next)
                    {
                        return false;
                    }

                    (at, next) = (now, date == next ? now.NextOn : next);
                }

                return true;
            },
            20
        );

    private static (Loan Loan, IReadOnlyList<Posting> Posted) Arrive(Loan loan, IEnumerable<LoanEntry> entries)
    {
        var posted = new List<Posting>(Journal.Of(loan, End));
        foreach (var entry in entries)
        {
            var next = Loan.Apply(loan, new LoanEvent.EntryRecorded(loan.Id, entry));
            posted.AddRange(Journal.Difference(Journal.Of(loan, End), Journal.Of(next, End)));
            loan = next;
        }

        return (loan, posted);
    }

    // What changes when something falls due. Rows do not tell: arrears of an old plan may be paid before their new date.
    private static (Owed, Money, Money, Money) Due(LoanPosition at) =>
        (at.Arrears with { Penalty = Money.Zero(Currency.CNY) }, at.Deferred.Total, at.Principal, at.Credit);

    private static InstalmentState[] Upcoming(Loan loan, DateOnly on) =>
        [.. loan.Statement(on).Instalments.Where(row => row.Status == InstalmentStatus.Upcoming)];

    private static Loan PaidOnTime(Loan loan)
    {
        for (var next = loan.At(DrawnOn).NextOn; next is { } date; next = loan.At(date).NextOn)
        {
            var due = loan.At(date).Arrears.Total;
            if (due.IsPositive)
            {
                var paid = new LoanEntry.Repaid(Entry(200_000 + date.DayNumber), date, due, RepaymentIntent.Scheduled);
                loan = Loan.Apply(loan, new LoanEvent.EntryRecorded(loan.Id, paid));
            }
        }

        return loan;
    }

    private static long Interest(Loan loan) =>
        -Journal.TrialBalance(Journal.Of(loan, End), Currency.CNY)[Account.InterestIncome].MinorUnits
        - Journal.TrialBalance(Journal.Of(loan, End), Currency.CNY)[Account.FunderPayable].MinorUnits;

    private static void Check<T>(Gen<T> given, Func<T, bool> holds, int tests = 80) =>
        Prop.ForAll(given.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));
}
