using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// Decides the commands of some borrowers of a batch and collects what is to be written. One thread uses it at a time.
/// </summary>
internal sealed class RangeDecider<TState>(IBorrowerModel<TState> model, WriterOptions options)
    where TState : class
{
    private readonly Dictionary<string, StoredAnswer> _answersOfBorrower = [];
    private DateTimeOffset _recordedTime;

    /// <summary>What is to be written.</summary>
    public BatchWrites Writes { get; } = new();

    /// <summary>The states that will hold when it is written.</summary>
    public List<(BorrowerId Borrower, long Version, TState State)> Decided { get; } = [];

    /// <summary>
    /// Whether a command was told something that is not kept under its key, so that the commit would not notice an earlier
    /// answer.
    /// </summary>
    public bool LeftUnkept { get; private set; }

    /// <summary>Begins anew.</summary>
    public void Begin(DateTimeOffset recordedTime)
    {
        LeftUnkept = false;
        Writes.Clear();
        Decided.Clear();
        _recordedTime = recordedTime;
    }

    /// <summary>Folds the commands of one borrower, <paramref name="first"/> up to <paramref name="end"/> of the batch, one after the other.</summary>
    public void Decide(
        BorrowerKey key,
        TState? known,
        BorrowerFacts facts,
        List<Pending<TState>> batch,
        int first,
        int end,
        StoredAnswer?[] answers
    )
    {
        var borrower = key.Borrower;
        var version = facts.Version;
        var state = StateOf(key, known, facts);
        var before = state;
        _answersOfBorrower.Clear();
        for (var i = first; i < end; i++)
        {
            var pending = batch[i];
            var command = pending.Command;
            var earlier = answers[i] ?? _answersOfBorrower.GetValueOrDefault(command.IdempotencyKey);
            if (earlier is not null)
            {
                pending.WillBe(Repeat(command, earlier));
            }
            else if (command.ExpectedVersion is { } expected && expected != version)
            {
                LeftUnkept = true;
                pending.WillBe(new CommandOutcome(version, false, Stale(expected, version)));
            }
            else
            {
                DecideOne(pending, ref version, ref state);
            }
        }

        if (version > facts.Version)
        {
            var row = model.Row(state);
            var moved = facts.Version == 0 || row.NextDate != model.NextDate(before);
            Writes.Borrowers.Add(new BorrowerWrite(facts.Version, version, model.Save(state), row, moved));
        }
        else
        {
            Writes.Unchanged.Add(new BorrowerKey(borrower, version));
        }

        if (version > 0)
        {
            Decided.Add((borrower, version, state));
        }
    }

    private void DecideOne(Pending<TState> pending, ref long version, ref TState state)
    {
        var command = pending.Command;
        Result<CommandEffect<TState>> decided;
        try
        {
            decided = command.Decide(state);
        }
        catch (Exception failure)
        {
            // Whatever a decider throws is its own command's failure, and not the batch's.
            LeftUnkept = true;
            pending.WillFail(failure);
            return;
        }

        if (!decided.TryGet(out var effect, out var refusal))
        {
            Answer(pending, new StoredAnswer(command.InputHash, version, true, StoredRefusal.Write(refusal)), refusal);
            return;
        }

        foreach (var draft in effect.Events)
        {
            if (draft.Data.Length > options.EventBytesMax)
            {
                LeftUnkept = true;
                pending.WillBe(new CommandOutcome(version, false, TooLarge(draft)));
                return;
            }
        }

        Append(command, effect, version);
        if (effect.Events.Count > 0)
        {
            version += effect.Events.Count;
            state = effect.State;
        }

        Answer(pending, new StoredAnswer(command.InputHash, version, false, effect.Answer), effect.Answer);
    }

    private void Append(Command<TState> command, CommandEffect<TState> effect, long version)
    {
        // What a command makes has the ordinals from 0 up; events and messages count down, so that no two share an identifier.
        var ordinal = 0;
        foreach (var draft in effect.Events)
        {
            version++;
            Writes.Events.Add(
                new StoredEvent(
                    new EventId(command.Id.Value.Derive(--ordinal)),
                    command.Borrower,
                    version,
                    draft.Type,
                    draft.SchemaVersion,
                    command.BusinessTime,
                    _recordedTime,
                    command.Actor,
                    command.Id,
                    effect.Release,
                    draft.Data
                )
            );
            Writes.Ledger.Add(draft.Postings);
            if (draft.Decision is not null)
            {
                Writes.Decisions.Add(draft.Decision with { Version = version });
            }
        }

        foreach (var message in effect.Messages)
        {
            var id = command.Id.Value.Derive(--ordinal);
            Writes.Messages.Add(new MessageWrite(command.Borrower, id, _recordedTime, message));
        }
    }

    private void Answer(Pending<TState> pending, StoredAnswer stored, Result<byte[]> answer)
    {
        var key = new AnswerKey(pending.Command.Borrower, pending.Command.IdempotencyKey);
        _answersOfBorrower.Add(key.IdempotencyKey, stored);
        Writes.Answers.Add(new AnswerWrite(key, stored));
        pending.WillBe(new CommandOutcome(stored.Version, false, answer));
    }

    private TState StateOf(BorrowerKey key, TState? known, BorrowerFacts facts) =>
        facts.Version == 0 ? model.Empty(key.Borrower)
        : facts.State is not null ? model.Load(key.Borrower, facts.State)
        : known is not null && facts.Version == key.KnownVersion ? known
        : throw new InvalidOperationException("The store gave no state for a version that is not known.");

    private static CommandOutcome Repeat(Command<TState> command, StoredAnswer earlier) =>
        earlier.InputHash != command.InputHash
            ? new CommandOutcome(
                earlier.Version,
                false,
                Refusal.Conflict(StoreCodes.IdempotencyKeyReused, ("key", command.IdempotencyKey))
            )
            : new CommandOutcome(
                earlier.Version,
                true,
                earlier.Refused ? StoredRefusal.Read(earlier.Body) : earlier.Body
            );

    private static Refusal Stale(long expected, long version) =>
        Refusal.Stale(
            StoreCodes.VersionStale,
            ("expected", Instants.Text(expected)),
            ("actual", Instants.Text(version))
        );

    private Refusal TooLarge(EventToAppend draft) =>
        Refusal.TooLarge(
            StoreCodes.EventTooLarge,
            ("type", draft.Type),
            ("bytes", Instants.Text(draft.Data.Length)),
            ("most", Instants.Text(options.EventBytesMax))
        );
}
