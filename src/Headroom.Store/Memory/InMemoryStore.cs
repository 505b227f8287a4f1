using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>A store that is gone with the process: for tests and simulation. Safe to share between threads.</summary>
public sealed partial class InMemoryStore : IHeadroomStore
{
    private readonly Lock _gate = new();
    private readonly SortedSet<BorrowerId> _order = [];
    private readonly Dictionary<BorrowerId, MemoryBorrower> _borrowers = [];
    private readonly SortedDictionary<long, OutboxMessage> _outbox = [];
    private readonly Dictionary<ContentHash, StoredRelease> _releases = [];
    private long _sequence;
    private TimeSpan? _lag;

    /// <inheritdoc />
    public int Sessions => 1;

    /// <summary>Only one batch is between its reads and its writes.</summary>
    internal SemaphoreSlim Writing { get; } = new(1, 1);

    /// <inheritdoc />
    public ValueTask<IBatchSession> OpenSessionAsync(CancellationToken ct = default) => new(new InMemorySession(this));

    /// <inheritdoc />
    public ValueTask<StoredBorrower?> ReadBorrowerAsync(BorrowerId borrower, CancellationToken ct = default)
    {
        lock (_gate)
        {
            return new(_borrowers.GetValueOrDefault(borrower)?.Stored);
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(
        BorrowerId borrower,
        long afterVersion,
        int count,
        CancellationToken ct = default
    ) => List(_borrowers.TryGetValue, borrower, found => found.Events.Skip(Index(afterVersion)).Take(count));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredBorrower>> ScanBorrowersAsync(
        BorrowerId? after,
        int count,
        CancellationToken ct = default
    ) => List(() => From(after, inclusive: false).Select(found => found.Stored).OfType<StoredBorrower>().Take(count));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEvent>> ScanEventsAsync(
        (BorrowerId Borrower, long Version)? after,
        int count,
        CancellationToken ct = default
    ) =>
        List(() =>
            From(after?.Borrower, inclusive: true)
                .SelectMany(found => found.Events)
                .SkipWhile(e => after is { } place && e.Borrower == place.Borrower && e.Version <= place.Version)
                .Take(count)
        );

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<BorrowerId>> ListUnreachableAsync(CancellationToken ct = default) => new([]);

    /// <inheritdoc />
    public ValueTask<PortfolioPage> QueryPortfolioAsync(PortfolioQuery query, CancellationToken ct = default)
    {
        lock (_gate)
        {
            var rows = From(query.After, inclusive: false)
                .Select(found => found.Stored?.Row)
                .OfType<BorrowerRow>()
                .Where(row => Matches(query, row))
                .Take(query.Count + 1)
                .ToList();
            return new(PortfolioPages.Of(rows, query.Count));
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<PortfolioTotal>> TotalPortfolioAsync(CancellationToken ct = default)
    {
        lock (_gate)
        {
            return new([
                .. From(null, inclusive: false)
                    .Select(found => found.Stored?.Row)
                    .OfType<BorrowerRow>()
                    .GroupBy(row => (row.Currency, row.Status))
                    .OrderBy(group => group.Key.Currency, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.Status, StringComparer.Ordinal)
                    .Select(group => new PortfolioTotal(
                        group.Key.Currency,
                        group.Key.Status,
                        group.LongCount(),
                        group.Sum(row => row.EffectiveMinorUnits),
                        group.Sum(row => row.HeadroomMinorUnits),
                        group.Sum(row => row.DrawnMinorUnits),
                        group.Sum(row => row.ReservedMinorUnits)
                    )),
            ]);
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DecisionRow>> QueryDecisionsAsync(
        BorrowerId borrower,
        long? beforeVersion,
        int count,
        CancellationToken ct = default
    ) =>
        List(
            _borrowers.TryGetValue,
            borrower,
            found =>
                found
                    .Decisions.AsEnumerable()
                    .Reverse()
                    .Where(row => beforeVersion is null || row.Version < beforeVersion)
                    .Take(count)
        );

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DecisionRow>> ScanDecisionsAsync(
        (BorrowerId Borrower, long Version)? after,
        int count,
        CancellationToken ct = default
    ) =>
        List(() =>
            From(after?.Borrower, inclusive: true)
                .SelectMany(found => found.Decisions)
                .SkipWhile(row => after is { } place && row.Borrower == place.Borrower && row.Version <= place.Version)
                .Take(count)
        );

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<OutboxMessage>> ReadOutboxAsync(int count, CancellationToken ct = default) =>
        List(() => _outbox.Values.Take(count));

    /// <inheritdoc />
    public ValueTask AcknowledgeAsync(IReadOnlyList<OutboxMessage> delivered, CancellationToken ct = default)
    {
        lock (_gate)
        {
            foreach (var message in delivered)
            {
                _outbox.Remove(message.Sequence);
            }
        }

        return default;
    }

    /// <inheritdoc />
    public ValueTask<ReleaseRow> SaveReleaseAsync(
        string name,
        string stage,
        byte[] content,
        DateTimeOffset recordedTime,
        CancellationToken ct = default
    )
    {
        var hash = ContentHash.Of(content);
        lock (_gate)
        {
            var first = _releases.GetValueOrDefault(hash)?.Row.RecordedTime ?? recordedTime;
            var row = new ReleaseRow(hash, name, stage, first);
            _releases[hash] = new StoredRelease(row, content);
            return new(row);
        }
    }

    /// <inheritdoc />
    public ValueTask<StoredRelease?> ReadReleaseAsync(ContentHash hash, CancellationToken ct = default)
    {
        lock (_gate)
        {
            return new(_releases.GetValueOrDefault(hash));
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ReleaseRow>> ListReleasesAsync(CancellationToken ct = default) =>
        List(() =>
            _releases
                .Values.Select(release => release.Row)
                .OrderBy(row => row.RecordedTime)
                .ThenBy(row => row.Hash.ToString())
        );

    /// <inheritdoc />
    public async ValueTask<bool> RepairAsync(
        StoredBorrower repaired,
        IReadOnlyList<DecisionRow> decisions,
        CancellationToken ct = default
    )
    {
        await Writing.WaitAsync(ct);
        try
        {
            lock (_gate)
            {
                var found = _borrowers.GetValueOrDefault(repaired.Borrower);
                if (found is null || found.Events.Count != repaired.Version)
                {
                    return false;
                }

                Keep(found, repaired);
                found.Decisions = [.. decisions];
                return true;
            }
        }
        finally
        {
            Writing.Release();
        }
    }

    /// <inheritdoc />
    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken ct = default) =>
        new(new StoreHealth("memory", SchemaMigrations.Latest, "memory"));

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Writing.Dispose();
        return default;
    }

    internal BatchFacts Read(BatchKeys keys)
    {
        lock (_gate)
        {
            var borrowers = keys.Borrowers.Select(key => _borrowers.GetValueOrDefault(key.Borrower)?.Stored);
            var answers = keys.Answers.Select(key =>
                _borrowers.GetValueOrDefault(key.Borrower)?.Answers.GetValueOrDefault(key.IdempotencyKey)
            );
            return new BatchFacts(
                [.. borrowers.Select(found => new BorrowerFacts(found?.Version ?? 0, found?.State))],
                [.. answers]
            );
        }
    }

    internal void Write(BatchWrites writes)
    {
        lock (_gate)
        {
            foreach (var written in writes.Answers)
            {
                Open(written.Key.Borrower).Answers.Add(written.Key.IdempotencyKey, written.Answer);
            }

            foreach (var appended in writes.Events)
            {
                Open(appended.Borrower).Events.Add(appended);
            }

            foreach (var row in writes.Decisions)
            {
                Open(row.Borrower).Decisions.Add(row);
            }

            foreach (var (_, version, state, row, _) in writes.Borrowers)
            {
                Keep(Open(row.Borrower), new StoredBorrower(row.Borrower, version, state, row));
            }

            _ledger.Add(writes.Ledger.Rows);
            foreach (var (borrower, id, recorded, draft) in writes.Messages)
            {
                _sequence++;
                _outbox.Add(_sequence, new OutboxMessage(_sequence, borrower, id, draft.Topic, recorded, draft.Body));
            }
        }
    }

    private static int Index(long version) => (int)Math.Clamp(version, 0, int.MaxValue);

    private static bool Matches(PortfolioQuery query, BorrowerRow row) =>
        row.Borrower.Value.StartsWith(query.IdPrefix ?? "", StringComparison.Ordinal)
        && (query.Status ?? row.Status) == row.Status
        && (query.LastAction is null || query.LastAction == row.LastAction)
        && (query.Grade is null || query.Grade == row.Grade)
        && (query.HoldKind is null || row.Holds.Split(',').Contains(query.HoldKind));

    private MemoryBorrower Open(BorrowerId borrower)
    {
        if (!_borrowers.TryGetValue(borrower, out var found))
        {
            _borrowers.Add(borrower, found = new MemoryBorrower());
            _order.Add(borrower);
        }

        return found;
    }

    private IEnumerable<MemoryBorrower> From(BorrowerId? start, bool inclusive)
    {
        if (_order.Count == 0 || (start is { } from && from > _order.Max))
        {
            return [];
        }

        var ids = start is { } first ? _order.GetViewBetween(first, _order.Max) : _order;
        return ids.Where(id => inclusive || id != start).Select(id => _borrowers[id]);
    }

    private delegate bool Find(BorrowerId borrower, out MemoryBorrower? found);

    private ValueTask<IReadOnlyList<T>> List<T>(
        Find find,
        BorrowerId borrower,
        Func<MemoryBorrower, IEnumerable<T>> read
    ) => List(() => find(borrower, out var found) ? read(found!) : []);

    private ValueTask<IReadOnlyList<T>> List<T>(Func<IEnumerable<T>> read)
    {
        lock (_gate)
        {
            return new([.. read()]);
        }
    }

    private sealed class MemoryBorrower
    {
        public StoredBorrower? Stored { get; set; }

        public List<StoredEvent> Events { get; } = [];

        public List<DecisionRow> Decisions { get; set; } = [];

        public Dictionary<string, StoredAnswer> Answers { get; } = [];
    }
}
