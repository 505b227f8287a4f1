using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Texts;
using Headroom.Primitives;
using Headroom.Profiles;
using Headroom.Store;

namespace Headroom.Operations.ReadBorrower;

/// <summary>One borrower as of now: state, headroom with its causes, what is known, and what happened.</summary>
/// <param name="State">The state.</param>
/// <param name="Version">Its version.</param>
/// <param name="Headroom">The line at <paramref name="AsOf"/>.</param>
/// <param name="Profile">What is known of the borrower at <paramref name="AsOf"/>.</param>
/// <param name="Decision">The last decision in full, or null where none was made.</param>
/// <param name="Timeline">What happened, newest first, of the last <see cref="BorrowerReading.TimelineMax"/> events; bookings are left out.</param>
/// <param name="AsOf">The instant of the view.</param>
public sealed record BorrowerView(
    BorrowerState State,
    long Version,
    HeadroomView Headroom,
    Profile Profile,
    DecisionMade? Decision,
    IReadOnlyList<TimelineEntry> Timeline,
    DateTimeOffset AsOf
);

/// <summary>One thing that happened.</summary>
public sealed record TimelineEntry(
    long Version,
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    string Type,
    Actor Actor,
    ContentHash? Release,
    EventPhrase Phrase
);

/// <summary>Reads one borrower.</summary>
public static class BorrowerReading
{
    /// <summary>How many events a view's timeline goes back.</summary>
    public const int TimelineMax = 200;

    private const int DecisionsPerRead = 100;

    /// <summary>
    /// The view of a borrower as of now. Refuses with <c>borrower-not-found</c>, and with <c>history-damaged</c> where the last
    /// decision is not to be found any more.
    /// </summary>
    public static async Task<Result<BorrowerView>> ReadBorrowerAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        CancellationToken ct = default
    )
    {
        var stored = await system.Store.ReadBorrowerAsync(borrower, ct);
        if (stored is null)
        {
            return Refusal.NotFound("borrower-not-found", ("borrower", borrower.Value));
        }

        var state = BorrowerModel.Instance.Load(borrower, stored.State);
        var at = system.Now;
        DecisionMade? decision = null;
        if (state.LastDecision is { } summary)
        {
            if (!(await system.ReadDecisionAsync(borrower, summary.Id, ct)).TryGet(out decision, out _))
            {
                return Damaged(borrower);
            }
        }

        var events = await ReadLatestEventsAsync(system.Store, borrower, stored.Version, ct);
        return new BorrowerView(
            state,
            stored.Version,
            state.Line.HeadroomAt(at),
            ProfileBuilder.Build(state.Signals, at, at),
            decision,
            [.. events.Reverse().Select(Entry).OfType<TimelineEntry>()],
            at
        );
    }

    /// <summary>
    /// One decision in full. Refuses with <c>decision-not-found</c>, and with <c>history-damaged</c> where its event is not to
    /// be found any more.
    /// </summary>
    public static async Task<Result<DecisionMade>> ReadDecisionAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DecisionId decision,
        CancellationToken ct = default
    )
    {
        long? before = null;
        while (true)
        {
            var rows = await system.Store.QueryDecisionsAsync(borrower, before, DecisionsPerRead, ct);
            if (rows.FirstOrDefault(row => row.Id == decision) is { } found)
            {
                var events = await system.Store.ReadEventsAsync(borrower, found.Version - 1, 1, ct);
                return
                    events is [var stored]
                    && stored.Version == found.Version
                    && EventCodec.Decode(stored) is BorrowerEvent.Decided made
                    ? made.Decision
                    : Damaged(borrower);
            }

            if (rows.Count < DecisionsPerRead)
            {
                return Refusal.NotFound("decision-not-found", ("decision", decision.ToString()));
            }

            before = rows[^1].Version;
        }
    }

    private static Refusal Damaged(BorrowerId borrower) =>
        Refusal.Unavailable("history-damaged", ("borrower", borrower.Value));

    private static async Task<IReadOnlyList<StoredEvent>> ReadLatestEventsAsync(
        IHeadroomStore store,
        BorrowerId borrower,
        long version,
        CancellationToken ct
    ) => await store.ReadEventsAsync(borrower, Math.Max(0, version - TimelineMax), TimelineMax, ct);

    // What is booked follows from what happened beside it; it is for the accountant, in the ledger.
    private static TimelineEntry? Entry(StoredEvent stored) =>
        EventCodec.Decode(stored) is var happened and not BorrowerEvent.Booked
            ? new TimelineEntry(
                stored.Version,
                stored.BusinessTime,
                stored.RecordedTime,
                stored.Type,
                stored.Actor,
                stored.Release,
                EventPhrase.Of(stored.Type, happened)
            )
            : null;
}
