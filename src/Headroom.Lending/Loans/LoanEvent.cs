using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>What happened to a loan. Each event names its loan, since a borrower's history holds many.</summary>
public abstract record LoanEvent
{
    private LoanEvent() { }

    /// <summary>The loan: the draw that it came from.</summary>
    public abstract DrawId Id { get; }

    /// <summary>The money left, on the terms signed.</summary>
    public sealed record Disbursed(LoanContract Contract) : LoanEvent
    {
        /// <inheritdoc />
        public override DrawId Id => Contract.Id;
    }

    /// <summary>An entry was recorded.</summary>
    public sealed record EntryRecorded(DrawId Loan, LoanEntry Entry) : LoanEvent
    {
        /// <inheritdoc />
        public override DrawId Id => Loan;
    }

    /// <summary>An entry was taken back.</summary>
    public sealed record EntryReversed(DrawId Loan, EntryId Entry, string Reason) : LoanEvent
    {
        /// <inheritdoc />
        public override DrawId Id => Loan;
    }
}
