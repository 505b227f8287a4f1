using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Headroom.Store;

/// <summary>
/// Decides a batch that is sorted by borrower: asks what has to be known, then lets <see cref="RangeDecider{TState}"/>
/// decide it, a large batch in as many ranges of borrowers as there are processors. Keeps its lists from batch to batch.
/// </summary>
internal sealed class BatchDecider<TState>(
    IBorrowerModel<TState> model,
    StateCache<TState> cache,
    TimeProvider clock,
    WriterOptions options
)
    where TState : class
{
    // A range of a batch is worth handing to another processor where deciding it takes about this long.
    private static readonly double s_rangeTicksMin = TimeSpan.FromMicroseconds(500).TotalSeconds * Stopwatch.Frequency;

    // How much of the times of earlier batches counts beside those of the next.
    private const double TimesKept = 0.875;

    private readonly BatchKeys _keys = new();
    private readonly List<int> _firsts = [];
    private readonly List<TState?> _states = [];
    private readonly List<RangeDecider<TState>> _ranges = [];
    private int _rangesUsed;
    private double _commandsTimed;
    private long _ticksTaken;

    /// <summary>Whether a command was told something that is not kept under its key.</summary>
    public bool LeftUnkept => _ranges.Take(_rangesUsed).Any(range => range.LeftUnkept);

    public BatchKeys KeysOf(List<Pending<TState>> batch, bool trusted)
    {
        _keys.Trusted = trusted;
        _keys.Borrowers.Clear();
        _keys.Answers.Clear();
        _firsts.Clear();
        _states.Clear();
        foreach (var pending in batch)
        {
            var borrower = pending.Command.Borrower;
            if (_keys.Borrowers.Count == 0 || _keys.Borrowers[^1].Borrower != borrower)
            {
                _firsts.Add(_keys.Answers.Count);
                var (version, state) = cache.Get(borrower);
                _states.Add(state);
                _keys.Borrowers.Add(new BorrowerKey(borrower, version));
            }

            _keys.Answers.Add(new AnswerKey(borrower, pending.Command.IdempotencyKey));
        }

        _firsts.Add(batch.Count);
        return _keys;
    }

    public BatchWrites Decide(List<Pending<TState>> batch, BatchFacts facts)
    {
        var recordedTime = Instants.Now(clock);
        var borrowers = _keys.Borrowers.Count;
        _rangesUsed = RangesFor(batch.Count, borrowers);
        while (_ranges.Count < _rangesUsed)
        {
            _ranges.Add(new RangeDecider<TState>(model, options));
        }

        _commandsTimed = (_commandsTimed * TimesKept) + batch.Count;
        _ticksTaken = (long)(_ticksTaken * TimesKept);
        if (_rangesUsed == 1)
        {
            DecideRange(0);
        }
        else
        {
            Parallel.For(0, _rangesUsed, DecideRange);
        }

        foreach (var range in CollectionsMarshal.AsSpan(_ranges)[1.._rangesUsed])
        {
            _ranges[0].Writes.Append(range.Writes);
        }

        return _ranges[0].Writes;

        void DecideRange(int range)
        {
            var begun = Stopwatch.GetTimestamp();
            var decider = _ranges[range];
            decider.Begin(recordedTime);
            var end = borrowers * (range + 1) / _rangesUsed;
            for (var i = borrowers * range / _rangesUsed; i < end; i++)
            {
                decider.Decide(
                    _keys.Borrowers[i],
                    _states[i],
                    facts.Borrowers[i],
                    batch,
                    _firsts[i],
                    _firsts[i + 1],
                    facts.Answers
                );
            }

            // Of each range by itself: with the time that ranges wait for each other, a batch that was cut once would be cut for ever.
            Interlocked.Add(ref _ticksTaken, Stopwatch.GetTimestamp() - begun);
        }
    }

    private int RangesFor(int commands, int borrowers)
    {
        var ticks = _commandsTimed > 0 ? _ticksTaken / _commandsTimed * commands : 0;
        return (int)Math.Clamp(ticks / s_rangeTicksMin, 1, Math.Min(Environment.ProcessorCount, borrowers));
    }

    /// <summary>The writes are durable: their states may be used from now on.</summary>
    public void Committed()
    {
        foreach (var range in CollectionsMarshal.AsSpan(_ranges)[.._rangesUsed])
        {
            foreach (var (borrower, version, state) in range.Decided)
            {
                cache.Keep(borrower, version, state);
            }
        }
    }
}
