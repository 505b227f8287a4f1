using Headroom.Assessment;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;

namespace Headroom.Operations.Review;

/// <summary>Counts a review's decisions as they come. Not thread-safe: one loop feeds it.</summary>
internal sealed class ReviewTally
{
    private readonly Dictionary<string, (long Count, long Defaulted, long NotDefaulted)> _actions = [];
    private readonly Dictionary<string, (Reason Example, long Count)> _reasons = [];
    private readonly Dictionary<string, (long Count, long Known, long Defaulted)> _grades = [];
    private readonly Dictionary<string, long> _refused = [];
    private long _borrowers;
    private long _repeated;

    public long Borrowers => _borrowers;

    public void Add(ReviewAnswer answer, bool repeated, bool? defaulted)
    {
        _borrowers++;
        _repeated += repeated ? 1 : 0;
        var (count, bad, good) = _actions.GetValueOrDefault(answer.Action.Code());
        _actions[answer.Action.Code()] = (
            count + 1,
            bad + (defaulted == true ? 1 : 0),
            good + (defaulted == false ? 1 : 0)
        );
        if (answer.TopReason is { } reason)
        {
            var (example, times) = _reasons.GetValueOrDefault(reason.Code, (reason, 0));
            _reasons[reason.Code] = (example, times + 1);
        }

        if (answer.Grade is { } grade)
        {
            var (of, known, defaults) = _grades.GetValueOrDefault(grade);
            _grades[grade] = (of + 1, known + (defaulted is null ? 0 : 1), defaults + (defaulted == true ? 1 : 0));
        }
    }

    public void AddRefused(string code) => _refused[code] = _refused.GetValueOrDefault(code) + 1;

    /// <summary>Whether the borrower is known to have defaulted after the facts: the outcome signal that no feature uses.</summary>
    public static bool? Outcome(BorrowerState state)
    {
        var defaulted =
            state.Signals.Signals.FirstOrDefault(signal => signal.Kind == "outcome")?["defaulted"] ?? default;
        return defaulted.IsKnown ? defaulted.AsFlag : null;
    }

    public ReviewReport Report(string trigger, ContentHash release, double seconds) =>
        new(
            trigger,
            release,
            _borrowers,
            _repeated,
            [
                .. _actions
                    .OrderByDescending(a => a.Value.Count)
                    .Select(a => new ActionTally(a.Key, a.Value.Count, a.Value.Defaulted, a.Value.NotDefaulted)),
            ],
            [.. _reasons.Values.OrderByDescending(r => r.Count).Select(r => new ReasonTally(r.Example, r.Count))],
            [
                .. _grades
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new GradeTally(g.Key, g.Value.Count, g.Value.Known, g.Value.Defaulted)),
            ],
            [.. _refused.OrderByDescending(r => r.Value).Select(r => new RefusalTally(r.Key, r.Value))],
            Math.Round(seconds, 3)
        );
}
