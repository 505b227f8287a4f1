using System.Collections.Immutable;

namespace Headroom.Profiles;

/// <summary>
/// What is remembered of a borrower's signals: of each kind the newest, as many as the longest window needs. The newest
/// is the one that happened last; of those that happened at one instant the one that was known last; and of those known
/// at one instant too the one that was recorded last, because it corrects the other. So a late signal finds its place,
/// and a replay in the order of the events ends the same. It is immutable.
/// </summary>
public sealed class SignalHistory : IEquatable<SignalHistory>
{
    // Kinds that the catalog does not know share one bucket, so that no stream of invented kinds can grow without end.
    private const string OtherKinds = "";

    private readonly ImmutableSortedDictionary<string, ImmutableArray<Signal>> _byKind;

    private SignalHistory(ImmutableSortedDictionary<string, ImmutableArray<Signal>> byKind) => _byKind = byKind;

    /// <summary>Nothing arrived yet.</summary>
    public static SignalHistory Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, ImmutableArray<Signal>>(StringComparer.Ordinal));

    /// <summary>How many signals it holds.</summary>
    public int Count => _byKind.Values.Sum(signals => signals.Length);

    /// <summary>All it holds, by kind and then newest first: the same sequence for the same content, fit to be saved.</summary>
    public IEnumerable<Signal> Signals => _byKind.Values.SelectMany(signals => signals);

    /// <summary>The history of signals in the order in which they were recorded.</summary>
    public static SignalHistory Of(IEnumerable<Signal> recorded) =>
        recorded.Aggregate(Empty, (history, signal) => history.Add(signal));

    /// <summary>The history that was saved as its <see cref="Signals"/>.</summary>
    public static SignalHistory Restore(IEnumerable<Signal> saved) => Of(saved.Reverse());

    /// <summary>The fold of the event.</summary>
    public SignalHistory Apply(SignalRecorded recorded) => Add(recorded.Signal);

    /// <summary>The history with one more signal, recorded after all others. A signal whose identifier it already holds changes nothing.</summary>
    public SignalHistory Add(Signal signal)
    {
        var kept = SignalCatalog.Kept(signal.Kind);
        var bucket = kept is null ? OtherKinds : signal.Kind;
        var signals = _byKind.GetValueOrDefault(bucket, []);
        var place = 0;
        for (var i = 0; i < signals.Length; i++)
        {
            if (signals[i].Id == signal.Id)
            {
                return this;
            }

            if (Newer(signals[i], signal))
            {
                place = i + 1;
            }
        }

        var capacity = kept ?? SignalCatalog.UnknownKindsKept;
        if (place >= capacity)
        {
            return this;
        }

        var grown = signals.Insert(place, signal);
        return new(_byKind.SetItem(bucket, grown.Length > capacity ? grown.RemoveAt(capacity) : grown));
    }

    /// <summary>The signals of one kind, newest first by when they happened.</summary>
    public ImmutableArray<Signal> Of(string kind) => _byKind.GetValueOrDefault(kind, []);

    /// <inheritdoc />
    public bool Equals(SignalHistory? other) => other is not null && Signals.SequenceEqual(other.Signals);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SignalHistory);

    /// <inheritdoc />
    public override int GetHashCode() => Count;

    // Equal instants leave the signal that is here already behind the one that comes.
    private static bool Newer(Signal here, Signal coming) =>
        here.OccurredAt != coming.OccurredAt ? here.OccurredAt > coming.OccurredAt : here.KnownAt > coming.KnownAt;
}
