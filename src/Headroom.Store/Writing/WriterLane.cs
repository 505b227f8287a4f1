using System.Diagnostics;
using System.Threading.Channels;
using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// One writing loop: drains its queue into a batch, commits it, and drains again while that becomes durable and is answered.
/// It uses no timer.
/// </summary>
internal sealed class WriterLane<TState> : IAsyncDisposable
    where TState : class
{
    private readonly Channel<Pending<TState>> _queue;
    private readonly IBatchSession _session;
    private readonly BatchDecider<TState> _decider;
    private readonly int _batchCommandsMax;
    private readonly Task _loop;

    public WriterLane(IBatchSession session, IBorrowerModel<TState> model, TimeProvider clock, WriterOptions options)
    {
        _session = session;
        _decider = new BatchDecider<TState>(model, clock, options);
        _batchCommandsMax = options.BatchCommandsMax;
        _queue = Channel.CreateBounded<Pending<TState>>(
            new BoundedChannelOptions(options.QueueCommandsMax) { SingleReader = true }
        );
        _loop = Task.Run(RunAsync);
    }

    public ChannelWriter<Pending<TState>> Queue => _queue.Writer;

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        await _session.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var batch = new List<Pending<TState>>(_batchCommandsMax);
        var spare = new List<Pending<TState>>(_batchCommandsMax);
        var told = Task.CompletedTask;
        while (await _queue.Reader.WaitToReadAsync())
        {
            // The callers just answered go first, so that their next commands are in this batch and not the one after.
            await Task.Yield();
            Gather(batch);
            var begun = Stopwatch.GetTimestamp();
            await WriteAsync(batch);
            // Batches are answered in their order.
            await told;
            told = TellAsync(batch, begun);
            (batch, spare) = (spare, batch);
        }

        await told;
    }

    private void Gather(List<Pending<TState>> batch)
    {
        batch.Clear();
        while (batch.Count < _batchCommandsMax && _queue.Reader.TryRead(out var pending))
        {
            if (!pending.IsGivenUp)
            {
                pending.Arrival = batch.Count;
                batch.Add(pending);
            }
        }
    }

    /// <summary>Tells each caller of a batch its outcome once that is durable, while the next batch is being written.</summary>
    private async Task TellAsync(List<Pending<TState>> batch, long begun)
    {
        try
        {
            await _session.SyncAsync();
        }
        catch (StoreException failure)
        {
            batch.ForEach(pending => pending.WillBe(new CommandOutcome(0, false, failure.Refusal)));
        }
        catch (Exception failure)
        {
            batch.ForEach(pending => pending.WillFail(failure));
        }

        WriterMetrics.Written(batch.Count, Stopwatch.GetElapsedTime(begun));
        foreach (var pending in batch)
        {
            pending.Tell();
        }
    }

    private async ValueTask WriteAsync(List<Pending<TState>> batch)
    {
        batch.Sort(ByBorrowerThenArrival);
        if (batch.Count > 1)
        {
            try
            {
                await TryWriteAsync(batch);
                return;
            }
            catch (Exception)
            {
                // One command may be at fault: each is tried, and answered, on its own.
            }
        }

        Refusal? storeIsDown = null;
        foreach (var pending in batch)
        {
            if (storeIsDown is not null)
            {
                pending.WillBe(new CommandOutcome(0, false, storeIsDown));
                continue;
            }

            storeIsDown = await WriteAloneAsync(pending);
        }
    }

    /// <summary>Writes one command, or makes the failure its answer. Gives a refusal that would meet all others as well.</summary>
    private async ValueTask<Refusal?> WriteAloneAsync(Pending<TState> pending)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryWriteAsync([pending]);
                return null;
            }
            catch (StoreException failure)
            {
                var code = failure.Refusal.Code;
                if (attempt < TriesFor(code))
                {
                    continue;
                }

                pending.WillBe(new CommandOutcome(0, false, failure.Refusal));
                return code is StoreCodes.Contended or StoreCodes.DiskFull ? null : failure.Refusal;
            }
            catch (Exception failure)
            {
                // Whatever went wrong is told to the caller, and the loop goes on.
                pending.WillFail(failure);
                return null;
            }
        }
    }

    private async ValueTask TryWriteAsync(List<Pending<TState>> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            var facts = await _session.BeginAsync(_decider.KeysOf(batch));
            var writes = _decider.Decide(batch, facts);
            if (writes.IsEmpty)
            {
                await _session.AbandonAsync();
            }
            else
            {
                await _session.CommitAsync(writes);
            }

            _decider.Committed();
        }
        catch
        {
            await _session.AbandonAsync();
            throw;
        }
    }

    /// <summary>Another writer may win a borrower a few times; a connection that broke may come back at once.</summary>
    private static int TriesFor(string code) =>
        code switch
        {
            StoreCodes.Contended => 20,
            StoreCodes.Unreachable => 2,
            _ => 1,
        };

    private static int ByBorrowerThenArrival(Pending<TState> left, Pending<TState> right)
    {
        var order = left.Command.Borrower.CompareTo(right.Command.Borrower);
        return order != 0 ? order : left.Arrival.CompareTo(right.Arrival);
    }
}
