using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Holds;

/// <summary>What a person or a system asks for when it places a hold.</summary>
public sealed record HoldDraft(
    HoldKind Kind,
    HoldScope Scope,
    string Reason,
    HoldOverride Override,
    DateTimeOffset? Until = null,
    string? Cure = null,
    DateTimeOffset? NotBefore = null
);

/// <summary>The hold that was placed.</summary>
public sealed record HoldAnswer(HoldId Hold);

/// <summary>Places and takes away holds. The line's own rules decide who may (<see cref="LineDecider"/>).</summary>
public static class HoldOperations
{
    /// <summary>
    /// Places a hold. Refuses with <c>hold-placed-by-rules-only</c> one that clears itself: only the rule that placed it would
    /// ever clear it, and nobody may lift it, so placed from outside it would never end.
    /// </summary>
    public static ValueTask<CommandOutcome> PlaceHoldAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        HoldDraft draft,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.SubmitAsync(
            borrower,
            request,
            "place-hold",
            draft,
            turn =>
            {
                if (draft.Override == HoldOverride.ClearsItself)
                {
                    return Refusal.Forbidden("hold-placed-by-rules-only", ("override", draft.Override.Code()));
                }

                var id = new HoldId(turn.NextId());
                var command = new LineCommand.PlaceHold(
                    id,
                    draft.Kind,
                    draft.Scope,
                    draft.Reason,
                    draft.Until,
                    draft.Cure,
                    draft.Override,
                    draft.NotBefore
                );
                return turn.AskAndEnd(command, new HoldAnswer(id));
            },
            ct
        );

    /// <summary>Takes a hold away by a judgement.</summary>
    public static ValueTask<CommandOutcome> LiftHoldAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        HoldId hold,
        string reason,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.SubmitAsync(
            borrower,
            request,
            "lift-hold",
            new LineCommand.LiftHold(hold, reason),
            turn => turn.AskAndEnd(new LineCommand.LiftHold(hold, reason), new HoldAnswer(hold)),
            ct
        );
}
