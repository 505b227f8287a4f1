using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>Where a loan stands.</summary>
public enum LoanStatus
{
    /// <summary>Something is owed or still to come.</summary>
    Active,

    /// <summary>Nothing is owed any more.</summary>
    Settled,

    /// <summary>What was owed is a loss in the books; the claim goes on.</summary>
    WrittenOff,
}

/// <summary>Where one instalment stands.</summary>
public enum InstalmentStatus
{
    /// <summary>Its due date is to come.</summary>
    Upcoming,

    /// <summary>Due today, nothing paid.</summary>
    Due,

    /// <summary>Due today, a part paid.</summary>
    PartPaid,

    /// <summary>Late, within the days of grace.</summary>
    Grace,

    /// <summary>Late.</summary>
    Overdue,

    /// <summary>Paid, or moved to a new plan.</summary>
    Settled,
}

/// <summary>An amount of each component.</summary>
public readonly record struct Owed(Money Fee, Money Penalty, Money Interest, Money Principal)
{
    /// <summary>All of it.</summary>
    public Money Total => Fee + Penalty + Interest + Principal;
}

/// <summary>One instalment, fee or prepayment on a date: what was due and what is paid. Number 0 is no instalment of the plan: a fee, a prepayment, or arrears carried over.</summary>
public sealed record InstalmentState(
    int Number,
    DateOnly DueOn,
    Owed Due,
    Owed Paid,
    InstalmentStatus Status,
    DateOnly? SettledOn
);

/// <summary>A loan at the end of a date, row by row.</summary>
/// <param name="Position">What is owed and late in all.</param>
/// <param name="Instalments">What fell due, then what is to come, by date.</param>
public sealed record LoanStatement(LoanPosition Position, IReadOnlyList<InstalmentState> Instalments);

/// <summary>What is owed and late on a loan at the end of a date.</summary>
/// <param name="AsOf">The date.</param>
/// <param name="Status">Where the loan stands.</param>
/// <param name="Principal">Principal owed, due or not; what the loan takes of its line.</param>
/// <param name="Arrears">Unpaid of what fell due, the penalty up to the date included.</param>
/// <param name="Deferred">Arrears that a restructuring moved to the new plan's first due date, until then.</param>
/// <param name="Accrued">Interest of the running period, not due yet.</param>
/// <param name="Credit">Paid beyond what was due: applied on the next due date, or to be refunded.</param>
/// <param name="Settlement">What closes the loan on the date, the prepayment fee and the credit taken into account.</param>
/// <param name="DaysPastDue">Days since the oldest arrears fell due, less those paused.</param>
/// <param name="Stage">The delinquency stage; a claim written off counts as the last.</param>
/// <param name="Class">The five-class grade.</param>
/// <param name="Ifrs9Stage">1, 2 or 3.</param>
/// <param name="Claim">What a loan written off still owes.</param>
/// <param name="NextOn">The next date on which anything changes by itself: a due date or a stage; null when nothing will.</param>
public sealed record LoanPosition(
    DateOnly AsOf,
    LoanStatus Status,
    Money Principal,
    Owed Arrears,
    Owed Deferred,
    Money Accrued,
    Money Credit,
    Money Settlement,
    int DaysPastDue,
    DelinquencyStage Stage,
    FiveClass Class,
    int Ifrs9Stage,
    Money Claim,
    DateOnly? NextOn
);
