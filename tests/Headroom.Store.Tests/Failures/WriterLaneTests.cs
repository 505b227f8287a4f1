using Headroom.Primitives;
using static Headroom.Store.Tests.SmallCommands;

namespace Headroom.Store.Tests.Failures;

public sealed class WriterLaneTests
{
    [Fact]
    public async Task When_a_batch_cannot_commit_each_of_its_commands_is_answered_on_its_own()
    {
        await using var store = new InMemoryStore();
        var session = new FaultySession(await store.OpenSessionAsync())
        {
            BeforeCommit = writes =>
            {
                if (writes.Borrowers.Any(written => written.Row.Borrower.Value == "bad"))
                {
                    throw new InvalidDataException("This row does not fit.");
                }
            },
        };
        var tasks = await SubmitTogetherAsync(
            session,
            [SetLimit(Borrower("a"), 1), SetLimit(Borrower("bad"), 2), SetLimit(Borrower("c"), 3)]
        );

        (await tasks[0]).Text().ShouldBe("limit is 1");
        (await Should.ThrowAsync<InvalidDataException>(() => tasks[1])).Message.ShouldBe("This row does not fit.");
        (await tasks[2]).Text().ShouldBe("limit is 3");
        (await store.ScanBorrowersAsync(null, 9)).Select(b => b.Borrower.Value).ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task A_commit_whose_outcome_was_lost_is_not_done_twice()
    {
        await using var store = new InMemoryStore();
        var isLost = true;
        var session = new FaultySession(await store.OpenSessionAsync())
        {
            AfterCommit = () =>
            {
                if (isLost)
                {
                    isLost = false;
                    throw new StoreException(Refusal.Unavailable(StoreCodes.Unreachable));
                }
            },
        };
        var tasks = await SubmitTogetherAsync(session, [SetLimit(Borrower("a"), 1), SetLimit(Borrower("b"), 2)]);

        (await tasks[0]).Text().ShouldBe("limit is 1");
        (await tasks[1]).Text().ShouldBe("limit is 2");
        (await store.ScanEventsAsync(null, 9)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_store_that_is_gone_is_asked_for_one_command_and_refuses_the_others_at_once()
    {
        await using var store = new InMemoryStore();
        var commits = 0;
        var session = new FaultySession(await store.OpenSessionAsync())
        {
            BeforeCommit = _ =>
            {
                commits++;
                throw new StoreException(Refusal.Unavailable(StoreCodes.Unreachable));
            },
        };
        var tasks = await SubmitTogetherAsync(
            session,
            [.. Enumerable.Range(0, 50).Select(i => SetLimit(Borrower($"B{i}"), 1))]
        );

        (await Task.WhenAll(tasks)).ShouldAllBe(outcome => outcome.Answer.Refusal!.Code == "store-unreachable");
        commits.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_batch_is_written_while_the_one_before_becomes_durable_and_neither_is_answered_early()
    {
        await using var store = new InMemoryStore();
        var (first, second) = (SetLimit(Borrower("a"), 1), SetLimit(Borrower("b"), 2));
        var synced = new TaskCompletionSource();
        var secondIsWritten = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var session = new FaultySession(await store.OpenSessionAsync())
        {
            BeforeCommit = writes =>
            {
                if (writes.Borrowers[0].Row.Borrower == second.Borrower)
                {
                    secondIsWritten.SetResult();
                }
            },
            Sync = () => new ValueTask(synced.Task),
        };
        var queue = Queue();
        await using var lane = Lane(queue, session);
        var answers = new[] { first, second }.Select(command => new Pending<SmallLine>(command, default)).ToArray();
        await queue.AddAsync(answers[0]);
        await session.SyncBegan;
        await queue.AddAsync(answers[1]);
        await secondIsWritten.Task;

        answers.ShouldAllBe(answer => !answer.Task.IsCompleted);
        synced.SetResult();
        (await answers[0].Task).Text().ShouldBe("limit is 1");
        (await answers[1].Task).Text().ShouldBe("limit is 2");
        queue.Close();
    }

    [Fact]
    public async Task A_batch_that_does_not_become_durable_is_not_answered_as_if_it_were()
    {
        await using var store = new InMemoryStore();
        var session = new FaultySession(await store.OpenSessionAsync())
        {
            Sync = () => throw new StoreException(Refusal.Unavailable(StoreCodes.IoFailed)),
        };
        var queue = Queue();
        await using var lane = Lane(queue, session);
        var answer = new Pending<SmallLine>(SetLimit(Borrower("a"), 1), default);
        await queue.AddAsync(answer);

        (await answer.Task).Answer.Refusal!.Code.ShouldBe("store-io-failed");
        queue.Close();
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 6)]
    public async Task A_lock_of_the_whole_store_is_waited_for_once_and_not_by_each(bool whole, int attempts)
    {
        await using var store = new InMemoryStore();
        var begun = 0;
        var session = new FaultySession(await store.OpenSessionAsync())
        {
            LocksWholeStore = whole,
            BeforeBegin = keys =>
            {
                if (keys.Borrowers[0].Borrower.Value != "first")
                {
                    begun++;
                    throw new StoreException(Refusal.Unavailable(StoreCodes.Locked));
                }
            },
        };
        var answers = await SubmitTogetherAsync(session, [.. "abcd".Select(name => SetLimit(Borrower($"{name}"), 1))]);

        (await Task.WhenAll(answers)).ShouldAllBe(outcome => outcome.Answer.Refusal!.Code == "store-locked");
        begun.ShouldBe(attempts);
    }

    [Fact]
    public async Task A_listener_that_throws_keeps_nobody_from_an_answer()
    {
        using var listener = new System.Diagnostics.Metrics.MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "headroom.store.batch.duration")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("Not now."));
        listener.Start();
        await using var store = new InMemoryStore();
        await using var writer = await CommandWriter.StartAsync(store, new SmallLineModel(), TimeProvider.System);
        (await writer.SubmitAsync(SetLimit(Borrower("a"), 1))).Text().ShouldBe("limit is 1");
        (await writer.SubmitAsync(SetLimit(Borrower("a"), 2))).Text().ShouldBe("limit is 2");
    }

    [Fact]
    public async Task States_that_were_forgotten_are_read_again()
    {
        await using var store = new InMemoryStore();
        await using var writer = await CommandWriter.StartAsync(
            store,
            new SmallLineModel(),
            TimeProvider.System,
            new WriterOptions { CachedStatesMax = 2, BatchCommandsMax = 3 }
        );
        var borrowers = Enumerable.Range(0, 20).Select(i => Borrower($"B{i}")).ToArray();
        await Task.WhenAll(borrowers.Select(b => writer.SubmitAsync(SetLimit(b, 10)).AsTask()));
        var draws = await Task.WhenAll(borrowers.Select(b => writer.SubmitAsync(Draw(b, 4)).AsTask()));
        var more = await Task.WhenAll(borrowers.Select(b => writer.SubmitAsync(Draw(b, 4)).AsTask()));

        draws.ShouldAllBe(outcome => outcome.Text() == "drawn 4");
        more.ShouldAllBe(outcome => outcome.Text() == "drawn 8");
    }

    /// <summary>Submits so that all are in one batch: they are queued while the lane is held in its first begin.</summary>
    private static async Task<Task<CommandOutcome>[]> SubmitTogetherAsync(
        FaultySession session,
        Command<SmallLine>[] commands
    )
    {
        session.Hold();
        var queue = Queue();
        await using var lane = Lane(queue, session);
        var first = new Pending<SmallLine>(
            Make(NextId(), Borrower("first"), null, "first", state => new CommandEffect<SmallLine>(state, [], [], [])),
            default
        );
        await queue.AddAsync(first);
        await session.Began;
        var pending = commands.Select(command => new Pending<SmallLine>(command, default)).ToArray();
        foreach (var next in pending)
        {
            await queue.AddAsync(next);
        }

        session.LetGo();
        await Task.WhenAny(Task.WhenAll(pending.Select(next => next.Task)));
        queue.Close();
        return [.. pending.Select(next => next.Task)];
    }

    private static CommandQueue<SmallLine> Queue() => new(1, new WriterOptions());

    private static WriterLane<SmallLine> Lane(CommandQueue<SmallLine> queue, IBatchSession session)
    {
        var options = new WriterOptions();
        var cache = new StateCache<SmallLine>(options.CachedStatesMax);
        var decider = new BatchDecider<SmallLine>(new SmallLineModel(), cache, TimeProvider.System, options);
        return new(queue, 0, session, decider);
    }

    private sealed class FaultySession(IBatchSession inner) : IBatchSession
    {
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _syncBegan = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource? _held;

        public Action<BatchWrites> BeforeCommit { get; init; } = _ => { };

        public Action AfterCommit { get; init; } = () => { };

        public Func<ValueTask> Sync { get; init; } = () => default;

        public bool LocksWholeStore { get; init; }

        public Action<BatchKeys> BeforeBegin { get; init; } = _ => { };

        public Task Began => _began.Task;

        public Task SyncBegan => _syncBegan.Task;

        public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void LetGo() => _held!.SetResult();

        public async ValueTask SyncAsync()
        {
            _syncBegan.TrySetResult();
            await Sync();
        }

        public async ValueTask<BatchFacts> BeginAsync(BatchKeys keys)
        {
            _began.TrySetResult();
            await (_held?.Task ?? Task.CompletedTask);
            BeforeBegin(keys);
            return await inner.BeginAsync(keys);
        }

        public async ValueTask CommitAsync(BatchWrites writes)
        {
            if (writes.Events.Count > 0)
            {
                BeforeCommit(writes);
            }

            await inner.CommitAsync(writes);
            if (writes.Events.Count > 0)
            {
                AfterCommit();
            }
        }

        public ValueTask AbandonAsync() => inner.AbandonAsync();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
