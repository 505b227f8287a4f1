using Headroom.Assessment;
using Headroom.Primitives;

namespace Headroom.Operations.Review;

/// <summary>What a review of the portfolio did.</summary>
/// <param name="Trigger">Why it was run.</param>
/// <param name="Release">The release that decided.</param>
/// <param name="Borrowers">How many lines were reviewed.</param>
/// <param name="Repeated">Of how many nothing was recorded since this review decided on them, so that nothing was decided anew.</param>
/// <param name="Actions">What was ordered, by action.</param>
/// <param name="Reasons">The first reasons, the most frequent first.</param>
/// <param name="Grades">Who is in which grade, the best first, with outcomes where they are known.</param>
/// <param name="Refused">Reviews that were refused, by code.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record ReviewReport(
    string Trigger,
    ContentHash Release,
    long Borrowers,
    long Repeated,
    IReadOnlyList<ActionTally> Actions,
    IReadOnlyList<ReasonTally> Reasons,
    IReadOnlyList<GradeTally> Grades,
    IReadOnlyList<RefusalTally> Refused,
    double Seconds
)
{
    /// <summary>Lines reviewed per second, end to end.</summary>
    public double BorrowersPerSecond => Seconds > 0 ? Math.Round(Borrowers / Seconds) : 0;
}

/// <summary>How often an action was ordered, on how many of those who defaulted afterwards and of those who did not.</summary>
public sealed record ActionTally(string Action, long Count, long Defaulted, long NotDefaulted);

/// <summary>How often a reason came first, and the first time that it did.</summary>
public sealed record ReasonTally(Reason Example, long Count);

/// <summary>A grade: how many, and where outcomes are known, how many defaulted.</summary>
public sealed record GradeTally(string Grade, long Count, long OutcomesKnown, long Defaulted)
{
    /// <summary>The share of known outcomes that are defaults; null where none is known.</summary>
    public double? DefaultRate => OutcomesKnown == 0 ? null : Math.Round((double)Defaulted / OutcomesKnown, 4);
}

/// <summary>How often a review was refused with a code.</summary>
public sealed record RefusalTally(string Code, long Count);
