using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// Decides a batch that is sorted by borrower: asks what has to be known, then folds the commands of each borrower one
/// after the other and collects what is to be written. Keeps its lists from batch to batch.
/// </summary>
internal sealed class BatchDecider<TState>(IBorrowerModel<TState> model, TimeProvider clock, WriterOptions options)
    where TState : class
{
    private readonly StateCache<TState> _cache = new(options.CachedStatesMax);
    private readonly BatchKeys _keys = new();
    private readonly BatchWrites _writes = new();
    private readonly List<(BorrowerId Borrower, long Version, TState State)> _decided = [];
    private readonly Dictionary<string, StoredAnswer> _answersOfBorrower = [];
    private DateTimeOffset _recordedTime;

    public BatchKeys KeysOf(List<Pending<TState>> batch)
    {
        _keys.Borrowers.Clear();
        _keys.Answers.Clear();
        foreach (var pending in batch)
        {
            var borrower = pending.Command.Borrower;
            if (_keys.Borrowers.Count == 0 || _keys.Borrowers[^1].Borrower != borrower)
            {
                _keys.Borrowers.Add(new BorrowerKey(borrower, _cache.KnownVersion(borrower)));
            }

            _keys.Answers.Add(new AnswerKey(borrower, pending.Command.IdempotencyKey));
        }

        return _keys;
    }

    public BatchWrites Decide(List<Pending<TState>> batch, BatchFacts facts)
    {
        _writes.Clear();
        _decided.Clear();
        _recordedTime = Instants.Now(clock);
        var first = 0;
        for (var i = 0; i < _keys.Borrowers.Count; i++)
        {
            var borrower = _keys.Borrowers[i].Borrower;
            var end = first + 1;
            while (end < batch.Count && batch[end].Command.Borrower == borrower)
            {
                end++;
            }

            DecideBorrower(borrower, facts.Borrowers[i], batch, first, end, facts.Answers);
            first = end;
        }

        return _writes;
    }

    /// <summary>The writes are durable: their states may be used from now on.</summary>
    public void Committed()
    {
        foreach (var (borrower, version, state) in _decided)
        {
            _cache.Keep(borrower, version, state);
        }
    }

    private void DecideBorrower(
        BorrowerId borrower,
        BorrowerFacts facts,
        List<Pending<TState>> batch,
        int first,
        int end,
        StoredAnswer?[] answers
    )
    {
        var version = facts.Version;
        var state = StateOf(borrower, facts);
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
                pending.WillBe(new CommandOutcome(version, false, Stale(expected, version)));
            }
            else
            {
                DecideOne(pending, ref version, ref state);
            }
        }

        if (version > facts.Version)
        {
            _writes.Borrowers.Add(new BorrowerWrite(version, model.Save(state), model.Row(state)));
        }

        if (version > 0)
        {
            _decided.Add((borrower, version, state));
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
            _writes.Events.Add(
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
            if (draft.Decision is not null)
            {
                _writes.Decisions.Add(draft.Decision with { Version = version });
            }
        }

        foreach (var message in effect.Messages)
        {
            var id = command.Id.Value.Derive(--ordinal);
            _writes.Messages.Add(new MessageWrite(command.Borrower, id, _recordedTime, message));
        }
    }

    private void Answer(Pending<TState> pending, StoredAnswer stored, Result<byte[]> answer)
    {
        var key = new AnswerKey(pending.Command.Borrower, pending.Command.IdempotencyKey);
        _answersOfBorrower.Add(key.IdempotencyKey, stored);
        _writes.Answers.Add(new AnswerWrite(key, stored));
        pending.WillBe(new CommandOutcome(stored.Version, false, answer));
    }

    private TState StateOf(BorrowerId borrower, BorrowerFacts facts) =>
        facts.Version == 0 ? model.Empty(borrower)
        : facts.State is not null ? model.Load(borrower, facts.State)
        : _cache.TryGet(borrower, facts.Version, out var known) ? known
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
