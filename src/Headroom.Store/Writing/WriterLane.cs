using System.Diagnostics;
using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// One writing loop: drains the queue into a batch, commits it, and drains again while that becomes durable and is answered.
/// It uses no timer.
/// </summary>
internal sealed class WriterLane<TState> : IAsyncDisposable
    where TState : class
{
    // After trust was disappointed, so many batches are read before they are decided: another writer is busy with the same
    // borrowers, or a file is imported again.
    private const int BatchesReadAfterDisappointment = 100;

    private readonly CommandQueue<TState> _queue;
    private readonly int _number;
    private readonly IBatchSession _session;
    private readonly BatchDecider<TState> _decider;
    private readonly Task _loop;
    private int _batchesToRead;

    public WriterLane(CommandQueue<TState> queue, int number, IBatchSession session, BatchDecider<TState> decider)
    {
        _queue = queue;
        _number = number;
        _session = session;
        _decider = decider;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Waits until all that was queued is written, after the queue was closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _loop;
        await _session.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var batch = new List<Pending<TState>>();
        var spare = new List<Pending<TState>>();
        var told = Task.CompletedTask;
        while (await _queue.WaitAsync(_number))
        {
            // The callers just answered go first, so that their next commands are in this batch and not the one after.
            await Task.Yield();
            _queue.Gather(_number, batch);
            if (batch.Count == 0)
            {
                // Another lane was quicker, or the callers gave up.
                _queue.Release(_number);
                continue;
            }

            var begun = Stopwatch.GetTimestamp();
            await WriteAsync(batch);
            _queue.Release(_number);
            // Batches are answered in their order.
            await told;
            told = TellAsync(batch, begun);
            (batch, spare) = (spare, batch);
        }

        await told;
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

        var took = Stopwatch.GetElapsedTime(begun);
        foreach (var pending in batch)
        {
            pending.Tell();
        }

        WriterMetrics.Written(batch.Count, took);
    }

    private async ValueTask WriteAsync(List<Pending<TState>> batch)
    {
        batch.Sort(ByBorrowerThenArrival);
        if (_batchesToRead > 0)
        {
            _batchesToRead--;
        }
        else if (await IsSettledAsync(batch, trusted: true))
        {
            return;
        }

        // Where this fails too, one command may be at fault: each is tried, and answered, on its own.
        if (batch.Count > 1 && await IsSettledAsync(batch, trusted: false))
        {
            return;
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

    /// <summary>Whether all of a batch have what they will be told: it is written, or the store takes nothing from anyone.</summary>
    private async ValueTask<bool> IsSettledAsync(List<Pending<TState>> batch, bool trusted)
    {
        try
        {
            return await TryWriteAsync(batch, trusted);
        }
        catch (StoreException failure) when (IsOfWholeStore(failure.Refusal.Code))
        {
            batch.ForEach(pending => pending.WillBe(new CommandOutcome(0, false, failure.Refusal)));
            return true;
        }
        catch (Exception)
        {
            _batchesToRead = trusted ? BatchesReadAfterDisappointment : _batchesToRead;
            return false;
        }
    }

    /// <summary>Writes one command, or makes the failure its answer. Gives a refusal that would meet all others as well.</summary>
    private async ValueTask<Refusal?> WriteAloneAsync(Pending<TState> pending)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryWriteAsync([pending], trusted: false);
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
                var isItsOwn = code is StoreCodes.Contended or StoreCodes.DiskFull or StoreCodes.Locked;
                return isItsOwn && !IsOfWholeStore(code) ? null : failure.Refusal;
            }
            catch (Exception failure)
            {
                // Whatever went wrong is told to the caller, and the loop goes on.
                pending.WillFail(failure);
                return null;
            }
        }
    }

    /// <summary>Decides a batch and commits it; false where it would have to be read first, and then nothing is written.</summary>
    private async ValueTask<bool> TryWriteAsync(List<Pending<TState>> batch, bool trusted)
    {
        try
        {
            var facts = await _session.BeginAsync(_decider.KeysOf(batch, trusted));
            var writes = _decider.Decide(batch, facts);
            if (trusted && _decider.LeftUnkept)
            {
                await _session.AbandonAsync();
                return false;
            }

            if (writes.IsEmpty)
            {
                await _session.AbandonAsync();
            }
            else
            {
                await _session.CommitAsync(writes);
            }

            _decider.Committed();
            return true;
        }
        catch
        {
            await _session.AbandonAsync();
            throw;
        }
    }

    // To wait for the lock of a whole store again, for each command, would only make every caller wait longer.
    private bool IsOfWholeStore(string code) =>
        code == StoreCodes.IoFailed || (code == StoreCodes.Locked && _session.LocksWholeStore);

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
