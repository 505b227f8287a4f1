using static Headroom.Store.Tests.SmallCommands;

namespace Headroom.Store.Tests.Failures;

public sealed class CommandQueueTests
{
    private readonly CommandQueue<SmallLine> _queue = new(2, new WriterOptions { BatchCommandsMax = 4 });

    [Fact]
    public async Task Two_lanes_share_what_is_queued_and_none_takes_more_than_a_batch()
    {
        await AddAsync("a", "b", "c", "d");
        Gather(0).ShouldBe("a b");
        Gather(1).ShouldBe("c d");

        await AddAsync("e", "f", "g", "h", "i", "j", "k", "l", "m", "n");
        _queue.Release(0);
        Gather(0).ShouldBe("e f g h");
    }

    [Fact]
    public async Task A_borrower_who_is_with_one_lane_is_left_to_it_in_order_until_it_is_done_with_all_of_him()
    {
        await AddAsync("a", "b");
        Gather(0).ShouldBe("a");
        await AddAsync("a", "a");
        Gather(1).ShouldBe("b");
        Gather(1).ShouldBe("");
        (await _queue.WaitAsync(0)).ShouldBeTrue();

        _queue.Release(0);
        await AddAsync("a");
        _queue.Release(1);
        Gather(1).ShouldBe("");
        Gather(0).ShouldBe("a a a");
        _queue.Release(0);
        await AddAsync("a");
        Gather(1).ShouldBe("a");
    }

    [Fact]
    public async Task Whose_caller_gave_up_is_not_written_and_holds_nobody_up()
    {
        using var impatience = new CancellationTokenSource();
        await _queue.AddAsync(new Pending<SmallLine>(SetLimit(Borrower("a"), 1), impatience.Token));
        await impatience.CancelAsync();
        Gather(0).ShouldBe("");
        _queue.Release(0);

        await AddAsync("a");
        Gather(1).ShouldBe("a");
    }

    [Fact]
    public async Task A_closed_queue_gives_out_what_it_took_and_ends()
    {
        await AddAsync("a");
        _queue.Close();
        (await _queue.WaitAsync(0)).ShouldBeTrue();
        Gather(0).ShouldBe("a");
        (await _queue.WaitAsync(0)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_kept_for_a_busy_borrower_takes_room_until_it_is_given_out()
    {
        var queue = new CommandQueue<SmallLine>(2, new WriterOptions { QueueCommandsMax = 3 });
        var batch = new List<Pending<SmallLine>>();
        await queue.AddAsync(Next());
        queue.Gather(0, batch);
        for (var i = 0; i < 3; i++)
        {
            await queue.AddAsync(Next());
            queue.Gather(1, batch);
            batch.ShouldBeEmpty();
        }

        var waiting = queue.AddAsync(Next()).AsTask();
        queue.Gather(1, batch);
        waiting.IsCompleted.ShouldBeFalse();

        queue.Release(0);
        queue.Gather(0, batch);
        batch.Count.ShouldBe(3);
        await waiting;

        static Pending<SmallLine> Next() => new(SetLimit(Borrower("busy"), 1), default);
    }

    private async Task AddAsync(params string[] borrowers)
    {
        foreach (var borrower in borrowers)
        {
            await _queue.AddAsync(new Pending<SmallLine>(SetLimit(Borrower(borrower), 1), default));
        }
    }

    private string Gather(int lane)
    {
        var batch = new List<Pending<SmallLine>>();
        _queue.Gather(lane, batch);
        return string.Join(' ', batch.Select(pending => pending.Command.Borrower.Value));
    }
}
