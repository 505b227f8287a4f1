using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.ReadBorrower;
using Headroom.Operations.Texts;
using Headroom.Primitives;

namespace Headroom.Operations.Explain;

/// <summary>Explains a borrower's line in the words of the release that decided.</summary>
public static class BorrowerExplanation
{
    /// <summary>
    /// The explanation as of now. Refuses with <c>borrower-not-found</c>, and with <c>release-not-found</c> where the release of
    /// the last decision is not in the store.
    /// </summary>
    public static async Task<Result<Explanation>> ExplainBorrowerAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        Language language,
        CancellationToken ct = default
    )
    {
        if (!(await system.ReadBorrowerAsync(borrower, ct)).TryGet(out var view, out var refusal))
        {
            return refusal;
        }

        var release = view.Decision is { } decision
            ? await system.Releases.ByHashAsync(decision.Release, ct)
            : await system.Releases.LiveAsync(ct);
        return release.Then<Explanation>(by => Explain(view, by, system.Calendar, language));
    }

    /// <summary>The explanation of a view, in the words of a release.</summary>
    public static Explanation Explain(
        BorrowerView view,
        PolicyRelease release,
        BusinessCalendar calendar,
        Language language
    )
    {
        var words = new ReleaseWords(release, view.Decision, language);
        var line = view.Headroom;
        return new Explanation
        {
            Borrower = view.State.Id,
            AsOf = view.AsOf,
            Status = words.Code("status", line.Status.Code()),
            Limit = HasLimit(line.Status) ? view.State.Line.Limits.Approved : Money.Zero(line.Drawn.Currency),
            EffectiveLimit = line.EffectiveLimit,
            Drawn = line.Drawn,
            Headroom = line.Headroom,
            Causes = [.. line.Causes.Select(words.Cause)],
            Holds = [.. view.State.Line.Holds.Where(hold => !hold.IsExpiredAt(view.AsOf)).Select(words.Hold)],
            ReapplyOn = view.State.Line.Lifecycle switch
            {
                LineLifecycle.DeclinedUntil declined => declined.Until,
                LineLifecycle.CancelledUntil cancelled => cancelled.Until,
                _ => null,
            },
            Decision = view.Decision is { } decision
                ? Explain(decision, release, words) with
                {
                    Action = words.Action(decision.Outcome.Action, line),
                    Remedies = RemedyWords.Of(view, decision, release, words, new Formats(language, calendar)),
                    NextReview = IsOpen(line.Status) ? decision.Outcome.NextReview : null,
                }
                : null,
        };
    }

    private static ExplainedDecision Explain(DecisionMade decision, PolicyRelease release, ReleaseWords words)
    {
        var outcome = decision.Outcome;
        return new ExplainedDecision
        {
            Id = decision.Id,
            At = decision.Facts.At,
            Trigger = words.Of("trigger", decision.Facts.Trigger.Code()),
            Action = words.Of("action", outcome.Action.Code()),
            LimitBefore = outcome.LimitBefore,
            LimitAfter = outcome.LimitAfter,
            Score = outcome.Score,
            Grade = outcome.Grade,
            Rate = outcome.RateAfter,
            Reasons =
            [
                .. outcome.Reasons.Select(reason => new ExplainedReason(
                    reason.Code,
                    words.Text(reason.TextKey, reason.Parameters),
                    ReasonCheck.Moved(release, decision.Facts, outcome, reason)
                )),
            ],
            Caps =
            [
                .. outcome.Caps.Select(cap => new ExplainedCap(
                    cap.Name,
                    words.Text("cap." + cap.Name, []),
                    cap.Amount,
                    cap.Name == outcome.BindingCap
                )),
            ],
            Remedies = [],
            Failure = outcome.Failure?.Code,
            Release = decision.Release,
        };
    }

    // What was approved counts no more once a line has ended, and for nobody yet whose application waits.
    private static bool HasLimit(LineStatus status) => status is LineStatus.Active or LineStatus.Frozen;

    // Nobody looks again at a line that has ended.
    private static bool IsOpen(LineStatus status) =>
        status is LineStatus.Applied or LineStatus.Active or LineStatus.Frozen;
}
