using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>One dated fact on a loan, from the moment it is recorded.</summary>
public readonly record struct EntryId(SortableId Value) : IComparable<EntryId>
{
    /// <inheritdoc />
    public int CompareTo(EntryId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> was made earlier.</summary>
    public static bool operator <(EntryId left, EntryId right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> was made later.</summary>
    public static bool operator >(EntryId left, EntryId right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> was not made later.</summary>
    public static bool operator <=(EntryId left, EntryId right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> was not made earlier.</summary>
    public static bool operator >=(EntryId left, EntryId right) => left.Value >= right.Value;

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>What a repayment is for beyond what is due.</summary>
public enum RepaymentIntent
{
    /// <summary>What is due; anything beyond it waits for the next due date, unless it closes the loan.</summary>
    Scheduled,

    /// <summary>Principal before its time; the term stays and the instalments shrink.</summary>
    PrepayKeepTerm,

    /// <summary>Principal before its time; the instalments stay and the last ones fall away.</summary>
    PrepayKeepInstalment,
}

/// <summary>What a pause stops.</summary>
public enum PauseScope
{
    /// <summary>Days past due and penalty.</summary>
    Ageing,

    /// <summary>Days past due, penalty and normal interest.</summary>
    AgeingAndInterest,
}

/// <summary>
/// What counts on a loan on a date. A loan is its contract and the set of these: the order in which they came to be known
/// does not matter, only their dates.
/// </summary>
public abstract record LoanEntry
{
    private LoanEntry(EntryId id, DateOnly on)
    {
        Id = id;
        On = on;
    }

    /// <summary>The entry.</summary>
    public EntryId Id { get; init; }

    /// <summary>The date from which it counts.</summary>
    public DateOnly On { get; init; }

    /// <summary>Money came in.</summary>
    public sealed record Repaid(EntryId Id, DateOnly On, Money Amount, RepaymentIntent Intent) : LoanEntry(Id, On);

    /// <summary>A fee was charged, due at once.</summary>
    public sealed record FeeCharged(EntryId Id, DateOnly On, string Code, Money Amount) : LoanEntry(Id, On);

    /// <summary>Money that was paid beyond what is owed went back.</summary>
    public sealed record Refunded(EntryId Id, DateOnly On, Money Amount) : LoanEntry(Id, On);

    /// <summary>A pause from its date up to, but not with, <paramref name="Until"/>.</summary>
    public sealed record Paused(EntryId Id, DateOnly On, DateOnly Until, PauseScope Scope, string Reason)
        : LoanEntry(Id, On);

    /// <summary>
    /// What is owed in principal goes on over a new plan. Interest, fees and penalty in arrears bear nothing more and are
    /// due with the new plan's first instalment.
    /// </summary>
    public sealed record Restructured(EntryId Id, DateOnly On, RestructurePlan Plan, string Reason) : LoanEntry(Id, On);

    /// <summary>What is owed became a loss in the books; the claim goes on.</summary>
    public sealed record WrittenOff(EntryId Id, DateOnly On, string Reason) : LoanEntry(Id, On);
}

/// <summary>The new plan of a restructured loan.</summary>
/// <param name="Method">How the rest comes back.</param>
/// <param name="Instalments">How many periods to the last due date.</param>
/// <param name="Rate">The rate from then on.</param>
/// <param name="FirstDueOn">The first due date, where it is not one period after the restructuring.</param>
/// <param name="AnchorDay">The day of the month on which instalments are due, where it is not the first due date's.</param>
/// <param name="PrincipalGrace">In how many of the first periods no principal is due, where there are any.</param>
public sealed record RestructurePlan(
    RepaymentMethod Method,
    int Instalments,
    LoanRate Rate,
    DateOnly? FirstDueOn = null,
    int? AnchorDay = null,
    int? PrincipalGrace = null
);
