using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Borrowers;

/// <summary>
/// All that commands on a borrower are decided on: the fold of the borrower's history. Immutable; equal histories give
/// equal states with equal bytes.
/// </summary>
public sealed record BorrowerState
{
    /// <summary>Who.</summary>
    public required BorrowerId Id { get; init; }

    /// <summary>A person or an enterprise; null until the borrower is registered.</summary>
    public BorrowerKind? Kind { get; init; }

    /// <summary>The currency of the borrower's amounts.</summary>
    public Currency Currency { get; init; }

    /// <summary>The line.</summary>
    public Line Line { get; init; } = Line.None;

    /// <summary>The loans drawn on the line, by identifier: settled ones too, since a late reversal may open them again.</summary>
    public IReadOnlyList<Loan> Loans { get; init; } = [];

    /// <summary>How far the books of the loans are posted; null where none ever were.</summary>
    public BooksMark? Books { get; init; }

    /// <summary>What is remembered of the signals.</summary>
    public SignalHistory Signals { get; init; } = SignalHistory.Empty;

    /// <summary>What later assessments and lists need of the last decision.</summary>
    public DecisionSummary? LastDecision { get; init; }

    /// <summary>Holds that staff lifted, by reason and when: a policy does not place them again for the same facts.</summary>
    public IReadOnlyList<OverruledHold> Overruled { get; init; } = [];

    /// <summary>The business time of the last event: the instant that the stored row is derived at.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The state after one more event, as of its business time.</summary>
    public BorrowerState Apply(BorrowerEvent @event, DateTimeOffset at)
    {
        var next = @event switch
        {
            BorrowerEvent.Registered registered => this with { Kind = registered.Kind, Currency = registered.Currency },
            BorrowerEvent.SignalArrived signal => this with { Signals = Signals.Apply(signal.Recorded) },
            BorrowerEvent.OnLine line => this with
            {
                Line = LineFold.Apply(Line, line.Event),
                Overruled = OverruledAfter(line.Event, at),
            },
            BorrowerEvent.OnLoan loan => this with { Loans = With(loan.Event) },
            BorrowerEvent.Booked booked => this with { Books = new BooksMark(booked.Posted.On, booked.Posted.NextOn) },
            BorrowerEvent.Decided decided => this with { LastDecision = DecisionSummary.Of(decided.Decision) },
            _ => throw new InvalidOperationException($"Unknown event {@event}."),
        };
        return next with { UpdatedAt = at };
    }

    private IReadOnlyList<OverruledHold> OverruledAfter(LineEvent @event, DateTimeOffset at)
    {
        var lifted = @event is LineEvent.HoldLifted(var id, _)
            ? Line.Holds.FirstOrDefault(hold => hold.Id == id)
            : null;
        return lifted is null
            ? Overruled
            : [.. Overruled.Where(other => other.Reason != lifted.Reason), new OverruledHold(lifted.Reason, at)];
    }

    /// <summary>A loan of the borrower, or null.</summary>
    public Loan? LoanOf(DrawId id) => Loans.FirstOrDefault(loan => loan.Id == id);

    private List<Loan> With(LoanEvent @event)
    {
        var next = Loan.Apply(LoanOf(@event.Id), @event);
        var loans = Loans.Where(loan => loan.Id != next.Id).ToList();
        var at = loans.FindIndex(loan => loan.Id.Value > next.Id.Value);
        loans.Insert(at < 0 ? loans.Count : at, next);
        return loans;
    }
}

/// <summary>How far the books of a borrower's loans are posted.</summary>
/// <param name="On">Through this business date.</param>
/// <param name="NextOn">The next date on which anything changes on a loan by itself, as seen then; null: none.</param>
public sealed record BooksMark(DateOnly On, DateOnly? NextOn);
