using System.Globalization;
using System.Text;
using System.Text.Json;
using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Json;
using Headroom.Operations.Review;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Verify;

/// <summary>What the check of one borrower found.</summary>
/// <param name="Folded">The snapshot and row that the events give; null where they cannot be folded, or are not all there.</param>
/// <param name="IsLost">Whether events are missing: what is stored beside them is then all that tells of them.</param>
/// <param name="Decisions">The rows of the decisions table that the events give.</param>
/// <param name="Booked">What the events book in the general ledger.</param>
/// <param name="Findings">What differs.</param>
internal sealed record HistoryCheckResult(
    StoredBorrower? Folded,
    bool IsLost,
    IReadOnlyList<DecisionRow> Decisions,
    IReadOnlyList<LedgerRow> Booked,
    IReadOnlyList<VerifyFinding> Findings
);

/// <summary>Folds one borrower's events and compares with what is stored. Pure, and so run on many borrowers at once.</summary>
internal sealed class HistoryCheck
{
    private const int ShownMax = 400;
    private const string LostHint = "; events are lost: restore a backup";

    private readonly BorrowerHistory _history;
    private readonly ReleaseShelf _releases;
    private readonly BorrowerModel _model;
    private readonly List<VerifyFinding> _findings = [];
    private readonly List<DecisionRow> _decisions = [];
    private readonly List<LedgerRow> _booked = [];
    private readonly List<Posting> _postings = [];
    private BorrowerState _state;
    private bool _isLost;

    private HistoryCheck(BorrowerHistory history, ReleaseShelf releases, BorrowerModel model)
    {
        _model = model;
        _history = history;
        _releases = releases;
        _state = model.Empty(history.Borrower);
    }

    public static HistoryCheckResult Run(BorrowerHistory history, ReleaseShelf releases, BorrowerModel model)
    {
        var check = new HistoryCheck(history, releases, model);
        var isWhole = check.FoldAll();
        var folded = isWhole ? check.CompareRows() : null;
        if (isWhole)
        {
            check.CompareBooks();
        }

        return new HistoryCheckResult(folded, check._isLost, check._decisions, check._booked, check._findings);
    }

    private bool FoldAll()
    {
        var version = 0L;
        foreach (var stored in _history.Events)
        {
            if (stored.Version != ++version)
            {
                _isLost = stored.Version > version;
                Find(stored.Version, "version-gap", $"version {version}", Gap(stored.Version));
                return false;
            }

            if (!TryDecode(stored, out var @event))
            {
                return false;
            }

            if (@event is BorrowerEvent.Decided decided)
            {
                Repeat(stored, decided);
            }

            if (@event is BorrowerEvent.Booked booked)
            {
                _booked.AddRange(LedgerRows.Of(booked.Posted));
                _postings.AddRange(booked.Posted.Postings);
            }

            _state = _state.Apply(@event, stored.BusinessTime);
        }

        return true;
    }

    private bool TryDecode(StoredEvent stored, out BorrowerEvent @event)
    {
        @event = null!;
        try
        {
            Compare(stored.Version, "event-not-canonical", CanonicalJson.Canonicalize(stored.Data), stored.Data);
            @event = EventCodec.Decode(stored);
            return true;
        }
        catch (JsonException unreadable)
        {
            Find(stored.Version, "event-unreadable", $"an event {stored.Type}", unreadable.Message);
            return false;
        }
    }

    // The decision is made again from the events before it, as of its instant, by the release that it names.
    private void Repeat(StoredEvent stored, BorrowerEvent.Decided decided)
    {
        _decisions.Add(BorrowerModel.DecisionRow(_history.Borrower, stored.Version, decided.Decision));
        if (_releases.Find(decided.Decision.Release) is not { } release)
        {
            Find(stored.Version, "release-missing", decided.Decision.Release.ToString(), "nothing");
            return;
        }

        var again = Reviewer.Repeat(_state, release, decided.Decision);
        var written = EventJson.Write(again);
        if (!written.AsSpan().SequenceEqual(stored.Data) && IsAsOnceStored(release, again, stored))
        {
            return;
        }

        Compare(stored.Version, "decision-differs", written, stored.Data);
    }

    // Decisions were once stored with every rule that matched, not the fired ones alone; those are proven in that form.
    private static bool IsAsOnceStored(PolicyRelease release, DecisionMade again, StoredEvent stored) =>
        EventJson.Write(release.WithRulesPassedOver(again)).AsSpan().SequenceEqual(stored.Data);

    private StoredBorrower? CompareRows()
    {
        var version = _history.Events.Count;
        var stored = _history.Stored;
        if (version == 0)
        {
            _isLost = true;
            Find(stored?.Version ?? 0, "borrower-without-events", "events", $"nothing{LostHint}");
            return null;
        }

        if (KnownVersion > version)
        {
            _isLost = true;
            Find(KnownVersion, "version-gap", $"version {KnownVersion}", Gap(version));
            return null;
        }

        var folded = new StoredBorrower(_history.Borrower, version, _model.Save(_state), _model.Row(_state));
        if (stored is null)
        {
            Find(version, "events-without-borrower", "a row of the borrower", "nothing");
            return folded;
        }

        Compare(version, "state-differs", folded.State, stored.State);
        Compare(version, "row-differs", EventJson.Write(folded.Row), EventJson.Write(stored.Row));
        Compare(version, "decisions-differ", EventJson.Write(_decisions), EventJson.Write(_history.Decisions));
        if (stored.Version != version)
        {
            Find(stored.Version, "version-gap", $"version {version}", $"version {stored.Version}");
        }

        return folded;
    }

    // What was posted, day after day, is what the loans as they are known now say, up to the day that books are posted through.
    private void CompareBooks()
    {
        if (_state.Books is not { } books)
        {
            return;
        }

        var now = _state.Loans.SelectMany(loan => Journal.Of(loan, books.On)).ToList();
        foreach (var currency in now.Concat(_postings).Select(posting => posting.Amount.Currency).Distinct())
        {
            var differences = Journal.Difference(
                _postings.Where(posting => posting.Amount.Currency == currency),
                now.Where(posting => posting.Amount.Currency == currency)
            );
            foreach (var (on, debit, credit, amount) in differences)
            {
                var place = $"{debit} to {credit} for {on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
                Find(_history.Events.Count, "books-differ", $"{amount} more, {place}", "not posted");
            }
        }
    }

    // The last version that anything but the events tells of.
    private long KnownVersion =>
        Math.Max(_history.Stored?.Version ?? 0, _history.Decisions is [.., var last] ? last.Version : 0);

    private string Gap(long found) => $"version {found}{(_isLost ? LostHint : "")}";

    private void Compare(long version, string code, byte[] expected, byte[] found)
    {
        if (!expected.AsSpan().SequenceEqual(found))
        {
            // Show the texts from shortly before the first difference on.
            var from = Math.Max(0, expected.AsSpan().CommonPrefixLength(found) - 40);
            Find(version, code, Shown(expected, from), Shown(found, from));
        }
    }

    private void Find(long version, string code, string expected, string found) =>
        _findings.Add(new VerifyFinding(_history.Borrower, version, code, expected, found));

    private static string Shown(byte[] utf8, int from) =>
        (from > 0 ? "…" : "") + Encoding.UTF8.GetString(utf8.AsSpan(from, Math.Min(ShownMax, utf8.Length - from)));
}
