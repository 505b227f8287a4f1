using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>One command on one borrower: what identifies it, what it presupposes, and the pure code that decides it.</summary>
/// <param name="Borrower">Whom it concerns: the unit of consistency.</param>
/// <param name="IdempotencyKey">1 to 200 visible ASCII characters, chosen by the caller; one key is one command of this borrower for ever.</param>
/// <param name="InputHash">The hash of the command's canonical input. The same key with another input is refused.</param>
/// <param name="Id">The command's identifier; its events derive theirs from it.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="BusinessTime">The instant as of which it is decided, in UTC.</param>
/// <param name="Decide">
/// Decides on the borrower's state. It may run again when a batch could not be committed, so it has no effect of its own.
/// If it throws, only this command fails, with that exception.
/// </param>
public sealed record Command<TState>(
    BorrowerId Borrower,
    string IdempotencyKey,
    ContentHash InputHash,
    CommandId Id,
    Actor Actor,
    DateTimeOffset BusinessTime,
    Func<TState, Result<CommandEffect<TState>>> Decide
)
    where TState : class
{
    /// <summary>The version the caller saw; another one is refused with <c>version-stale</c>. Null: any.</summary>
    public long? ExpectedVersion { get; init; }
}

/// <summary>What a command brings about, in one transaction.</summary>
/// <param name="State">The state after its events; ignored where there are no events.</param>
/// <param name="Events">The events to append, in order; none is allowed.</param>
/// <param name="Answer">What the caller, and anyone who repeats the command, is told.</param>
/// <param name="Messages">What the world outside is told, at least once each, in order per borrower.</param>
public sealed record CommandEffect<TState>(
    TState State,
    IReadOnlyList<EventToAppend> Events,
    byte[] Answer,
    IReadOnlyList<OutboxDraft> Messages
)
    where TState : class
{
    /// <summary>The policy release that decided, where one did.</summary>
    public ContentHash? Release { get; init; }
}

/// <summary>An event before it has a place in its borrower's history.</summary>
/// <param name="Type">The stable name of the event's type.</param>
/// <param name="SchemaVersion">Which shape of that type <paramref name="Data"/> has, from 1.</param>
/// <param name="Data">Canonical JSON.</param>
public sealed record EventToAppend(string Type, int SchemaVersion, byte[] Data)
{
    /// <summary>The row of the decisions table, where the event is a decision; its version is filled in when it is stored.</summary>
    public DecisionRow? Decision { get; init; }

    /// <summary>What the event books in the general ledger.</summary>
    public IReadOnlyList<LedgerRow> Postings { get; init; } = [];
}

/// <summary>A message to put in the outbox.</summary>
/// <param name="Topic">Where it goes.</param>
/// <param name="Body">Its bytes.</param>
public sealed record OutboxDraft(string Topic, byte[] Body);

/// <summary>What became of a command. It is given only when it is durable.</summary>
/// <param name="Version">The borrower's version after the command, or as it stood when the command was refused.</param>
/// <param name="Repeated">Whether this is the stored answer of an earlier submission under the same key.</param>
/// <param name="Answer">The answer, or why not.</param>
public sealed record CommandOutcome(long Version, bool Repeated, Result<byte[]> Answer);
