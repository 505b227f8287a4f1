using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>The accounts of the lending books.</summary>
public enum Account
{
    /// <summary>The lender's money.</summary>
    Cash,

    /// <summary>Principal owed by borrowers, the funder's share too.</summary>
    LoanPrincipal,

    /// <summary>Interest that fell due and is unpaid.</summary>
    InterestReceivable,

    /// <summary>Fees that fell due and are unpaid.</summary>
    FeeReceivable,

    /// <summary>Money of borrowers that is not yet applied, or is to be paid back.</summary>
    BorrowerCredit,

    /// <summary>The principal that a funding partner provided and bears.</summary>
    FunderPrincipal,

    /// <summary>What was collected or fell due for the partner and is not yet paid out to it.</summary>
    FunderPayable,

    /// <summary>Interest earned: the lender's share.</summary>
    InterestIncome,

    /// <summary>Fees earned.</summary>
    FeeIncome,

    /// <summary>Penalty earned: recognised when it is paid, since what is overdue may never be.</summary>
    PenaltyIncome,

    /// <summary>What was written off: the lender's share.</summary>
    LoanLoss,

    /// <summary>What came in after it was written off: the lender's share.</summary>
    RecoveryIncome,
}

/// <summary>One amount from one account to another on a date: a debit and a credit, so the books always balance.</summary>
/// <param name="On">The date for which it counts.</param>
/// <param name="Debit">The account debited.</param>
/// <param name="Credit">The account credited.</param>
/// <param name="Amount">Above zero; below zero where it corrects an earlier posting.</param>
public readonly record struct Posting(DateOnly On, Account Debit, Account Credit, Money Amount);
