using System.Diagnostics;
using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>What was agreed at the draw.</summary>
/// <param name="Id">The draw on the line, and the loan.</param>
/// <param name="Product">The product's code.</param>
/// <param name="Purpose">The declared purpose.</param>
/// <param name="Terms">Principal, dates, method and rate; the schedule follows from them.</param>
/// <param name="InstalmentFee">Fees with each instalment.</param>
/// <param name="FeeAtDraw">Fees due on the day of the draw.</param>
/// <param name="Servicing">What happens early and late.</param>
/// <param name="SignedHash">The hash of the quote signed.</param>
public sealed record LoanContract(
    DrawId Id,
    string Product,
    string Purpose,
    ScheduleTerms Terms,
    Money InstalmentFee,
    Money FeeAtDraw,
    ServicingTerms Servicing,
    ContentHash SignedHash
)
{
    /// <summary>The terms of a balance that goes on over a new plan from a date.</summary>
    internal ScheduleTerms TermsOf(Money balance, DateOnly on, RestructurePlan plan) =>
        Terms with
        {
            Principal = balance,
            DrawnOn = on,
            Method = plan.Method,
            Instalments = plan.Instalments,
            Rate = plan.Rate,
            FirstDueOn = plan.FirstDueOn,
            AnchorDay = plan.AnchorDay ?? Terms.AnchorDay,
            PrincipalGrace = plan.PrincipalGrace ?? 0,
        };
}

/// <summary>
/// A loan: its contract and the entries that count, by date. Everything else (<see cref="LoanPosition"/>, the books) is
/// derived, so that an entry that comes to be known late changes what follows it and nothing has to be undone.
/// </summary>
public sealed record Loan(LoanContract Contract, IReadOnlyList<LoanEntry> Entries)
{
    /// <summary>The loan's identifier: that of its draw on the line.</summary>
    public DrawId Id => Contract.Id;

    /// <summary>The currency of every amount.</summary>
    public Currency Currency => Contract.Terms.Principal.Currency;

    /// <summary>The loan after an event; null before the first.</summary>
    /// <exception cref="InvalidOperationException">The history is broken: it does not begin with the draw, or begins twice.</exception>
    public static Loan Apply(Loan? loan, LoanEvent @event) =>
        (loan, @event) switch
        {
            (null, LoanEvent.Disbursed e) => new Loan(e.Contract, []),
            (not null, LoanEvent.EntryRecorded e) => loan with { Entries = With(loan.Entries, e.Entry) },
            (not null, LoanEvent.EntryReversed e) => loan with
            {
                Entries = [.. loan.Entries.Where(entry => entry.Id != e.Entry)],
            },
            (null or not null, LoanEvent.Disbursed or LoanEvent.EntryRecorded or LoanEvent.EntryReversed) =>
                throw new InvalidOperationException($"The history is broken at {@event}."),
            _ => throw new UnreachableException($"Unknown event {@event}."),
        };

    /// <summary>What is owed and late at the end of a date.</summary>
    public LoanPosition At(DateOnly date) => LoanReplay.At(this, date);

    /// <summary>The same, row by row.</summary>
    public LoanStatement Statement(DateOnly date) => LoanReplay.Statement(this, date);

    /// <summary>
    /// What is left of the plan that runs at the end of a date, as a plan of its own: the instalments that have not fallen
    /// due, none where all have, with their due dates and what is left of the grace on principal.
    /// </summary>
    public RestructurePlan PlanLeftOn(DateOnly date) => LoanReplay.PlanLeft(this, date);

    /// <summary>By content.</summary>
    public bool Equals(Loan? other) =>
        other is not null && Contract == other.Contract && Entries.SequenceEqual(other.Entries);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Contract, Entries.Count);

    // By date, then by when they were made: one order for one set, however it arrived.
    private static LoanEntry[] With(IReadOnlyList<LoanEntry> entries, LoanEntry entry)
    {
        var at = entries.Count;
        while (at > 0 && Compare(entries[at - 1], entry) > 0)
        {
            at--;
        }

        return [.. entries.Take(at), entry, .. entries.Skip(at)];
    }

    private static int Compare(LoanEntry left, LoanEntry right) =>
        left.On == right.On ? left.Id.CompareTo(right.Id) : left.On.CompareTo(right.On);
}
