using System.Threading.Channels;
using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// What waits to be written, shared by all lanes: whichever is free takes what has come. A borrower whose commands are in
/// the batch of one lane is left to that lane, so that a borrower's commands are decided one after the other, in their order.
/// </summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing; a late submit still needs it.
internal sealed class CommandQueue<TState>
#pragma warning restore CA1001
    where TState : class
{
    private readonly Channel<Pending<TState>> _arriving = Channel.CreateUnbounded<Pending<TState>>();

    // For all that was taken and not given out: what is kept for a lane counts too.
    private readonly SemaphoreSlim _room;
    private readonly int _batchCommandsMax;
    private readonly Lock _gate = new();
    private readonly Dictionary<BorrowerId, int> _holders = [];
    private readonly List<BorrowerId>[] _held;
    private readonly Queue<Pending<TState>>[] _kept;

    public CommandQueue(int lanes, WriterOptions options)
    {
        _batchCommandsMax = options.BatchCommandsMax;
        _room = new SemaphoreSlim(options.QueueCommandsMax);
        _held = [.. Enumerable.Range(0, lanes).Select(_ => new List<BorrowerId>())];
        _kept = [.. Enumerable.Range(0, lanes).Select(_ => new Queue<Pending<TState>>())];
    }

    /// <summary>Adds a command; waits while there are too many.</summary>
    /// <exception cref="ChannelClosedException">The queue was closed.</exception>
    public async ValueTask AddAsync(Pending<TState> pending, CancellationToken ct = default)
    {
        await _room.WaitAsync(ct);
        if (!_arriving.Writer.TryWrite(pending))
        {
            _room.Release();
            throw new ChannelClosedException();
        }
    }

    /// <summary>Takes no more; what was taken is still given out.</summary>
    public void Close() => _arriving.Writer.TryComplete();

    /// <summary>Waits until there may be something for a lane; false when there never will be again.</summary>
    public ValueTask<bool> WaitAsync(int lane) =>
        _kept[lane].Count > 0 ? new(true) : _arriving.Reader.WaitToReadAsync();

    /// <summary>
    /// Fills a lane's batch with what may be decided now: its share of all that is queued or being written, so that the lanes
    /// stay equally busy, and nothing of who is with another lane.
    /// </summary>
    public void Gather(int lane, List<Pending<TState>> batch)
    {
        batch.Clear();
        var given = 0;
        lock (_gate)
        {
            while (batch.Count < _batchCommandsMax && _kept[lane].TryDequeue(out var pending))
            {
                Add(batch, pending);
                given++;
            }

            var share = Share();
            while (batch.Count < share && _arriving.Reader.TryRead(out var pending))
            {
                var holder = _holders.GetValueOrDefault(pending.Command.Borrower, lane);
                if (holder != lane)
                {
                    _kept[holder].Enqueue(pending);
                }
                else
                {
                    Hold(lane, pending);
                    Add(batch, pending);
                    given++;
                }
            }
        }

        if (given > 0)
        {
            _room.Release(given);
        }
    }

    /// <summary>Lets go of the borrowers of a lane's batch, which is written, but for those of whom more was kept for it.</summary>
    public void Release(int lane)
    {
        lock (_gate)
        {
            _held[lane].ForEach(borrower => _holders.Remove(borrower));
            _held[lane].Clear();
            foreach (var pending in _kept[lane])
            {
                Hold(lane, pending);
            }
        }
    }

    private int Share()
    {
        var borrowers = _arriving.Reader.Count + _holders.Count;
        return Math.Min(_batchCommandsMax, (borrowers + _kept.Length - 1) / _kept.Length);
    }

    private void Hold(int lane, Pending<TState> pending)
    {
        if (_holders.TryAdd(pending.Command.Borrower, lane))
        {
            _held[lane].Add(pending.Command.Borrower);
        }
    }

    private static void Add(List<Pending<TState>> batch, Pending<TState> pending)
    {
        if (!pending.IsGivenUp)
        {
            pending.Arrival = batch.Count;
            batch.Add(pending);
        }
    }
}
