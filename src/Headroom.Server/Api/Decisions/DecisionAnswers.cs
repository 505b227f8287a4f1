using Headroom.Assessment;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Server.Api.Decisions;

/// <summary>One decision in short.</summary>
/// <param name="Decision">Its identifier.</param>
/// <param name="Version">The version of the borrower that it made.</param>
/// <param name="At">As of when it was made.</param>
/// <param name="Trigger">Why it was made.</param>
/// <param name="Action">What it orders.</param>
/// <param name="Grade">The risk grade.</param>
/// <param name="Score">The score, 350 to 950.</param>
/// <param name="LimitBefore">The approved limit before.</param>
/// <param name="LimitAfter">The approved limit after.</param>
/// <param name="Reason">The first reason; absent where the decision gives none.</param>
/// <param name="Release">The policy release that decided.</param>
public sealed record DecisionSummaryAnswer(
    DecisionId Decision,
    long Version,
    DateTimeOffset At,
    string Trigger,
    string Action,
    string? Grade,
    int? Score,
    Money LimitBefore,
    Money LimitAfter,
    ReasonAnswer? Reason,
    ContentHash Release
)
{
    internal static DecisionSummaryAnswer Of(DecisionRow row, ReasonAnswer? reason)
    {
        var currency = Currency.FromCode(row.Currency).Value;
        return new DecisionSummaryAnswer(
            row.Id,
            row.Version,
            row.At,
            row.Trigger,
            row.Action,
            row.Grade,
            row.Score,
            new Money(row.LimitBeforeMinorUnits, currency),
            new Money(row.LimitAfterMinorUnits, currency),
            reason,
            row.Release
        );
    }
}

/// <summary>A reason as the pack says it.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Text">The sentence, in the reader's language.</param>
public sealed record ReasonAnswer(string Code, string Text);

/// <summary>A page of a borrower's decisions, the newest first.</summary>
/// <param name="Decisions">The decisions.</param>
/// <param name="Next">The version to ask for more <c>before</c>; absent on the last page.</param>
public sealed record DecisionsAnswer(IReadOnlyList<DecisionSummaryAnswer> Decisions, long? Next);

/// <summary>One decision in full: what it was made from, what it orders and why.</summary>
/// <param name="Decision">The decision as it is stored.</param>
/// <param name="Reasons">Its reasons in the reader's language, ranked.</param>
public sealed record DecisionAnswer(DecisionMade Decision, IReadOnlyList<ReasonAnswer> Reasons);
