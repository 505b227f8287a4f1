using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Borrowers;

/// <summary>Everything that can stand in a borrower's history: a borrower's own events, and those of each domain.</summary>
public abstract record BorrowerEvent
{
    private BorrowerEvent() { }

    /// <summary>The borrower became known to the lender.</summary>
    public sealed record Registered(BorrowerKind Kind, Currency Currency) : BorrowerEvent;

    /// <summary>A signal arrived.</summary>
    public sealed record SignalArrived(SignalRecorded Recorded) : BorrowerEvent;

    /// <summary>Something happened on the line.</summary>
    public sealed record OnLine(LineEvent Event) : BorrowerEvent;

    /// <summary>Something happened to a loan on the line.</summary>
    public sealed record OnLoan(LoanEvent Event) : BorrowerEvent;

    /// <summary>The books of the loans were brought up to a day.</summary>
    public sealed record Booked(BooksPosted Posted) : BorrowerEvent;

    /// <summary>A decision was made.</summary>
    public sealed record Decided(DecisionMade Decision) : BorrowerEvent;

    /// <summary>What is stored: the event itself, without this wrapping.</summary>
    public object Content =>
        this switch
        {
            Registered registered => registered,
            SignalArrived signal => signal.Recorded,
            OnLine line => line.Event,
            OnLoan loan => loan.Event,
            Booked booked => booked.Posted,
            Decided decided => decided.Decision,
            _ => throw new InvalidOperationException($"Unknown event {this}."),
        };
}
