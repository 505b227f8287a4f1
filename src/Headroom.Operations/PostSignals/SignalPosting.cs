using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Review;
using Headroom.Primitives;
using Headroom.Profiles;
using Headroom.Store;

namespace Headroom.Operations.PostSignals;

/// <summary>Takes signals into a borrower's history, and asks for a review of the line that they concern.</summary>
public static class SignalPosting
{
    /// <summary>The most signals that one request may bring.</summary>
    public const int SignalsMax = 500;

    /// <summary>
    /// Records signals, all or none, and asks for a review of a line that stands or an application that waits. Refuses with
    /// <c>borrower-not-found</c>, <c>signals-empty</c>, <c>signals-too-many</c>, with <c>signal-in-future</c> one that has not
    /// happened yet, and as <see cref="SignalCatalog.Check"/>.
    /// </summary>
    public static ValueTask<CommandOutcome> PostSignalsAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        IReadOnlyList<SignalDraft> signals,
        RequestEnvelope request,
        CancellationToken ct = default
    ) => system.SubmitAsync(borrower, request, "post-signals", signals, turn => Decide(turn, signals), ct);

    /// <summary>
    /// Adds drafts to the history. One that is known already adds nothing (<see cref="SignalDraft.IdFor"/>).
    /// </summary>
    internal static IReadOnlyList<SignalId> Record(BorrowerTurn turn, IEnumerable<SignalDraft> drafts)
    {
        var ids = new List<SignalId>();
        foreach (var draft in drafts)
        {
            var id = draft.IdFor(turn.State.Id);
            if (turn.State.Signals.Signals.Any(known => known.Id == id))
            {
                continue;
            }

            ids.Add(id);
            var signal = new Signal(id, draft.Kind, draft.OccurredAt, turn.Context.At, draft.Source, draft.Values);
            turn.Add(new BorrowerEvent.SignalArrived(new SignalRecorded(signal)));
        }

        return ids;
    }

    /// <summary>What is wrong with the first draft that is not sound, as the catalog says it; null where all are.</summary>
    internal static Refusal? Check(IEnumerable<SignalDraft> drafts) =>
        drafts
            .Select(draft =>
                // What an import tells of a later day, such as an outcome, is known as of then.
                SignalCatalog.Check(
                    new Signal(default, draft.Kind, draft.OccurredAt, draft.OccurredAt, draft.Source, draft.Values)
                )
            )
            .FirstOrDefault(refusal => refusal is not null);

    private static Result<CommandEffect<BorrowerState>> Decide(BorrowerTurn turn, IReadOnlyList<SignalDraft> signals)
    {
        if (turn.State.Kind is null)
        {
            return Refusal.NotFound("borrower-not-found", ("borrower", turn.State.Id.Value));
        }

        if (signals.Count == 0)
        {
            return Refusal.Invalid("signals-empty");
        }

        if (signals.Count > SignalsMax)
        {
            return Refusal.TooLarge("signals-too-many", ("count", $"{signals.Count}"), ("most", $"{SignalsMax}"));
        }

        var future = signals.FirstOrDefault(signal => signal.OccurredAt > turn.Context.At);
        if (future is not null)
        {
            return Refusal.Invalid("signal-in-future", ("kind", future.Kind), ("occurredAt", $"{future.OccurredAt:O}"));
        }

        if (Check(signals) is { } unsound)
        {
            return unsound;
        }

        var ids = Record(turn, signals);

        // An application may wait for nothing but the fact that has just come.
        if (turn.State.Line.Lifecycle is LineLifecycle.Active or LineLifecycle.Applied)
        {
            turn.Send(ReviewQueue.Topic, new ReviewRequested(ReviewTrigger.Signal));
        }

        return turn.End(new SignalsAnswer(ids));
    }
}

/// <summary>The identifiers of the signals that were recorded, in the order they came.</summary>
public sealed record SignalsAnswer(IReadOnlyList<SignalId> Signals);
