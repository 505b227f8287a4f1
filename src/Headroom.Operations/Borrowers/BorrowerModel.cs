using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Json;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Borrowers;

/// <summary>How the store keeps a <see cref="BorrowerState"/>, and the rows that lists read. Pure.</summary>
/// <param name="calendar">The lender's calendar: next dates are its dates.</param>
public sealed class BorrowerModel(BusinessCalendar calendar) : IBorrowerModel<BorrowerState>
{
    /// <summary>That of the default calendar. States and snapshots do not depend on a calendar; rows do.</summary>
    public static BorrowerModel Instance { get; } = new(BusinessCalendar.Default);

    /// <summary>The row of a decision.</summary>
    public static DecisionRow DecisionRow(BorrowerId borrower, long version, DecisionMade decision)
    {
        var outcome = decision.Outcome;
        return new DecisionRow(
            decision.Id,
            borrower,
            version,
            decision.Facts.At,
            decision.Facts.Trigger.Code(),
            outcome.Action.Code(),
            outcome.Grade,
            outcome.Score,
            outcome.LimitBefore.MinorUnits,
            outcome.LimitAfter.MinorUnits,
            outcome.LimitAfter.Currency.Code,
            outcome.Reasons.Count > 0 ? outcome.Reasons[0].Code : "",
            decision.Release
        );
    }

    /// <inheritdoc />
    public BorrowerState Empty(BorrowerId id) => new() { Id = id };

    /// <inheritdoc />
    public BorrowerState Apply(BorrowerState state, StoredEvent stored) =>
        state.Apply(EventCodec.Decode(stored), stored.BusinessTime);

    /// <inheritdoc />
    public byte[] Save(BorrowerState state) => EventJson.Write(state);

    /// <inheritdoc />
    public BorrowerState Load(BorrowerId id, ReadOnlySpan<byte> snapshot) => EventJson.Read<BorrowerState>(snapshot);

    /// <inheritdoc />
    public BorrowerRow Row(BorrowerState state)
    {
        // Derived as of the last event, so that the row depends on nothing but the events.
        var view = state.Line.HeadroomAt(state.UpdatedAt);
        var holds = state
            .Line.Holds.Where(hold => !hold.IsExpiredAt(state.UpdatedAt))
            .Select(hold => hold.Kind.Code())
            .Distinct()
            .Order(StringComparer.Ordinal);
        return new BorrowerRow(
            state.Id,
            (state.Kind ?? BorrowerKind.Person).Code(),
            view.Status.Code(),
            state.LastDecision?.Grade,
            state.LastDecision?.Score,
            state.Currency.Code,
            state.Line.Limits.Approved.MinorUnits,
            view.EffectiveLimit.MinorUnits,
            view.Headroom.MinorUnits,
            view.Drawn.MinorUnits,
            view.Reserved.MinorUnits,
            string.Join(',', holds),
            state.LastDecision?.Action.Code(),
            state.LastDecision?.At,
            state.LastDecision?.NextReview
        )
        {
            NextDate = NextDate(state),
        };
    }

    /// <inheritdoc />
    public DateOnly? NextDate(BorrowerState state) => NextDates.Of(state, calendar);

    /// <inheritdoc />
    public DecisionRow? Decision(StoredEvent stored) =>
        EventCodec.Decode(stored) is BorrowerEvent.Decided decided
            ? DecisionRow(stored.Borrower, stored.Version, decided.Decision)
            : null;
}
