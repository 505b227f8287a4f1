using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// One writer's way into a store: a batch is begun, then committed or abandoned, one after the other. Not thread-safe.
/// A session that threw can begin again; it reconnects where it must.
/// </summary>
public interface IBatchSession : IAsyncDisposable
{
    /// <summary>Whether <c>store-locked</c> is said of the whole store, and not of the borrowers of a batch.</summary>
    bool LocksWholeStore { get; }

    /// <summary>
    /// Begins a transaction, locks the borrowers in their order, and reads their versions, the snapshots the caller does not
    /// know yet, and the answers already given under the keys. Of keys that are <see cref="BatchKeys.Trusted"/> only those
    /// borrowers are read whom the caller does not know; the commit finds out whether the rest is so.
    /// </summary>
    /// <exception cref="StoreException">The store cannot.</exception>
    ValueTask<BatchFacts> BeginAsync(BatchKeys keys);

    /// <summary>Writes everything in one transaction. It is durable when a sync that is asked for afterwards returns.</summary>
    /// <exception cref="StoreException">
    /// Nothing was written, for instance since a trusted version is no longer the borrower's or a key has been answered
    /// already; or the connection broke, and it is not known.
    /// </exception>
    ValueTask CommitAsync(BatchWrites writes);

    /// <summary>
    /// Returns when all that was committed or read before is durable. The session may begin its next batch meanwhile.
    /// </summary>
    /// <exception cref="StoreException">It may be lost.</exception>
    ValueTask SyncAsync();

    /// <summary>Ends the transaction without writing. Never throws.</summary>
    ValueTask AbandonAsync();
}

/// <summary>A borrower to load, and the version whose state the caller already has (0: none).</summary>
public readonly record struct BorrowerKey(BorrowerId Borrower, long KnownVersion);

/// <summary>A key under which an answer may have been given.</summary>
public readonly record struct AnswerKey(BorrowerId Borrower, string IdempotencyKey);

/// <summary>What a batch has to know: distinct borrowers in ordinal order, and one key a command.</summary>
public sealed class BatchKeys
{
    /// <summary>The borrowers, in ordinal order, each once.</summary>
    public List<BorrowerKey> Borrowers { get; } = [];

    /// <summary>The keys of the commands, in the order of their borrowers.</summary>
    public List<AnswerKey> Answers { get; } = [];

    /// <summary>
    /// Whether known versions are taken to be the borrowers' own, and keys never to have been answered. Both are nearly always
    /// so, and need not be read before the commit finds out.
    /// </summary>
    public bool Trusted { get; set; }

    /// <summary>The places of the borrowers that have to be read.</summary>
    public IEnumerable<int> ToRead() =>
        Enumerable.Range(0, Borrowers.Count).Where(place => !Trusted || Borrowers[place].KnownVersion == 0);

    /// <summary>What is taken for granted, and nothing of what has to be read.</summary>
    internal BatchFacts Presumed() =>
        new(
            [.. Borrowers.Select(key => new BorrowerFacts(Trusted ? key.KnownVersion : 0, null))],
            new StoredAnswer?[Answers.Count]
        );
}

/// <summary>A borrower's version (0: no events yet) and snapshot, null where the caller knows it.</summary>
public readonly record struct BorrowerFacts(long Version, byte[]? State);

/// <summary>An answer as it is kept under its key.</summary>
/// <param name="InputHash">The hash of the input it answers.</param>
/// <param name="Version">The borrower's version that it was given with.</param>
/// <param name="Refused">Whether the body is a refusal.</param>
/// <param name="Body">The answer's bytes, or the refusal as JSON.</param>
public sealed record StoredAnswer(ContentHash InputHash, long Version, bool Refused, byte[] Body);

/// <summary>What was found, place for place as asked.</summary>
/// <param name="Borrowers">Of each borrower.</param>
/// <param name="Answers">Of each key, null where none was given yet.</param>
public sealed record BatchFacts(BorrowerFacts[] Borrowers, StoredAnswer?[] Answers);

/// <summary>A borrower's new snapshot and row.</summary>
/// <param name="Before">The version that the commands were decided on; 0 where there was no such borrower.</param>
/// <param name="Version">The version that they are of.</param>
/// <param name="State">The snapshot.</param>
/// <param name="Row">The row.</param>
/// <param name="NextDateMoved">Whether the next date is another than before, so that its index has to be changed.</param>
public readonly record struct BorrowerWrite(
    long Before,
    long Version,
    byte[] State,
    BorrowerRow Row,
    bool NextDateMoved
);

/// <summary>An answer to keep.</summary>
public readonly record struct AnswerWrite(AnswerKey Key, StoredAnswer Answer);

/// <summary>A message for the outbox.</summary>
public readonly record struct MessageWrite(
    BorrowerId Borrower,
    SortableId Id,
    DateTimeOffset RecordedTime,
    OutboxDraft Draft
);

/// <summary>All that a batch writes, each list in the order of its borrowers.</summary>
public sealed class BatchWrites
{
    /// <summary>Events to append.</summary>
    public List<StoredEvent> Events { get; } = [];

    /// <summary>Borrowers to update or insert, each once.</summary>
    public List<BorrowerWrite> Borrowers { get; } = [];

    /// <summary>Borrowers that were given answers and no event, with the versions that these were decided on.</summary>
    public List<BorrowerKey> Unchanged { get; } = [];

    /// <summary>Answers to keep.</summary>
    public List<AnswerWrite> Answers { get; } = [];

    /// <summary>Rows of the decisions table.</summary>
    public List<DecisionRow> Decisions { get; } = [];

    /// <summary>Messages to put in the outbox.</summary>
    public List<MessageWrite> Messages { get; } = [];

    /// <summary>What is booked in the general ledger: the sums of the whole batch, so that no account is hot.</summary>
    public LedgerSums Ledger { get; } = new();

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => Answers.Count == 0;

    /// <summary>Takes in the writes of the borrowers that follow.</summary>
    internal void Append(BatchWrites next)
    {
        Events.AddRange(next.Events);
        Borrowers.AddRange(next.Borrowers);
        Unchanged.AddRange(next.Unchanged);
        Answers.AddRange(next.Answers);
        Decisions.AddRange(next.Decisions);
        Messages.AddRange(next.Messages);
        Ledger.Add(next.Ledger.Rows);
    }

    internal void Clear()
    {
        Events.Clear();
        Borrowers.Clear();
        Unchanged.Clear();
        Answers.Clear();
        Decisions.Clear();
        Messages.Clear();
        Ledger.Clear();
    }
}
