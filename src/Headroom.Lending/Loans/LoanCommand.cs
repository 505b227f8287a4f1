using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>What can be asked of a loan. Dates before today are backdated: all after them is derived anew.</summary>
public abstract record LoanCommand
{
    private LoanCommand() { }

    /// <summary>Disburses a quote whose hash the borrower signed. The loan bears the identifier of its draw on the line.</summary>
    public sealed record Disburse(DrawId Id, Quote Quote, ContentHash SignedHash) : LoanCommand;

    /// <summary>Records money that came in. What is beyond all that is owed is refused, unless it is accepted to be refunded.</summary>
    public sealed record Repay(EntryId Id, DateOnly On, Money Amount, RepaymentIntent Intent, bool AcceptExcess = false)
        : LoanCommand;

    /// <summary>Takes an entry back as if it had not been.</summary>
    public sealed record Reverse(EntryId Id, string Reason) : LoanCommand;

    /// <summary>Charges a fee.</summary>
    public sealed record ChargeFee(EntryId Id, DateOnly On, string Code, Money Amount) : LoanCommand;

    /// <summary>Pays back what was paid beyond what is owed.</summary>
    public sealed record Refund(EntryId Id, DateOnly On, Money Amount) : LoanCommand;

    /// <summary>Stops ageing, or ageing and interest, for a time.</summary>
    public sealed record Pause(EntryId Id, DateOnly On, DateOnly Until, PauseScope Scope, string Reason) : LoanCommand;

    /// <summary>Ends a pause before its time, on a day within it: the days before that day stay paused.</summary>
    public sealed record EndPause(EntryId Id, EntryId Paused, DateOnly On, string Reason) : LoanCommand;

    /// <summary>Puts what is owed on a new plan.</summary>
    public sealed record Restructure(EntryId Id, DateOnly On, RestructurePlan Plan, string Reason) : LoanCommand;

    /// <summary>Gives more time: so many instalments more on the plan that runs, by its method and rate.</summary>
    public sealed record Extend(EntryId Id, DateOnly On, int Instalments, string Reason) : LoanCommand;

    /// <summary>Writes what is owed off.</summary>
    public sealed record WriteOff(EntryId Id, DateOnly On, string Reason) : LoanCommand;
}
