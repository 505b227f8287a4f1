using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment;

/// <summary>
/// All that a decision was made from: what a release needs to make it again. A fact that is not here was not looked at.
/// </summary>
/// <param name="Kind">Whom the line belongs to.</param>
/// <param name="Trigger">Why it was assessed.</param>
/// <param name="At">As of which instant.</param>
/// <param name="BusinessDate">The lender's date of that instant.</param>
/// <param name="Line">The line as it stood.</param>
/// <param name="Movements">When the limit last moved.</param>
/// <param name="Requested">The limit that was asked for, if one was.</param>
/// <param name="Features">The features that the release looks at, in its order; those that are not here were unknown.</param>
public sealed record DecisionFacts(
    BorrowerKind Kind,
    ReviewTrigger Trigger,
    DateTimeOffset At,
    DateOnly BusinessDate,
    LineFacts Line,
    MovementDates Movements,
    Money? Requested,
    IReadOnlyList<FeatureUsed> Features
)
{
    /// <summary>
    /// The reasons whose holds a person lifted and of which nothing new has become known since: that judgement stands.
    /// </summary>
    public IReadOnlyList<string> Overruled { get; init; } = [];

    /// <summary>The same facts with some features at other values, null being unknown: a what-if question.</summary>
    public DecisionFacts With(IEnumerable<(string Feature, SignalValue Value)> changes)
    {
        var changed = changes.ToDictionary(change => change.Feature, change => change.Value, StringComparer.Ordinal);
        var kept = Features.Where(feature => !changed.ContainsKey(feature.Name));
        var set = changed
            .Where(change => change.Value.IsKnown)
            .Select(change => new FeatureUsed(change.Key, change.Value, null, 0));
        return this with { Features = [.. kept, .. set] };
    }
}

/// <summary>One feature as a decision saw it.</summary>
/// <param name="Name">The feature's name in the catalog.</param>
/// <param name="Value">The value; amounts in major units of the line's currency.</param>
/// <param name="Source">Where it came from; null for counts of nothing and what-if values.</param>
/// <param name="AgeDays">How old it was, in whole days.</param>
public sealed record FeatureUsed(string Name, SignalValue Value, string? Source, int AgeDays);

/// <summary>What a policy sees of a line.</summary>
/// <param name="Status">Its status at the instant.</param>
/// <param name="Limit">The approved limit; zero where there is none yet.</param>
/// <param name="Drawn">Principal owed.</param>
/// <param name="Reserved">Set aside for draws under way.</param>
/// <param name="Rate">The price of new draws, if there is one.</param>
/// <param name="Holds">The holds that bind at the instant, in the order they came.</param>
public sealed record LineFacts(
    LineStatus Status,
    Money Limit,
    Money Drawn,
    Money Reserved,
    Rate? Rate,
    IReadOnlyList<StandingHold> Holds
)
{
    /// <summary>What stands of a line at an instant.</summary>
    public static LineFacts Of(Line line, DateTimeOffset at)
    {
        List<StandingHold> holds = [];
        foreach (var hold in line.Holds)
        {
            if (!hold.IsExpiredAt(at))
            {
                var ours = hold.PlacedBy.Kind == ActorKind.System;
                holds.Add(new StandingHold(hold.Id, hold.Kind, hold.Scope, hold.Reason, hold.Override, ours));
            }
        }

        return new(line.StatusAt(at), line.Limits.Approved, line.Drawn, line.Reserved, line.Rate, holds);
    }
}

/// <summary>A hold that binds.</summary>
/// <param name="Id">The hold.</param>
/// <param name="Kind">Why it exists.</param>
/// <param name="Scope">What it blocks.</param>
/// <param name="Reason">Its reason code.</param>
/// <param name="Override">Who may take it away.</param>
/// <param name="ByPolicy">Whether the system placed it; a policy lifts only its own.</param>
public sealed record StandingHold(
    HoldId Id,
    HoldKind Kind,
    HoldScope Scope,
    string Reason,
    HoldOverride Override,
    bool ByPolicy
)
{
    /// <summary>Whether it blocks draws.</summary>
    public bool BlocksDraws() => Scope != HoldScope.Increases;
}

/// <summary>That a person lifted a hold of a reason at an instant.</summary>
public sealed record OverruledHold(string Reason, DateTimeOffset At);

/// <summary>When a limit last moved, for cooldowns. Null is never.</summary>
public sealed record MovementDates(DateOnly? IncreasedOn, DateOnly? DecreasedOn)
{
    /// <summary>It never moved.</summary>
    public static MovementDates Never { get; } = new(null, null);

    /// <summary>As they stand after a decision.</summary>
    public static MovementDates After(DecisionMade last)
    {
        var before = last.Facts.Movements;
        var moved = last.Outcome.LimitAfter.CompareTo(last.Outcome.LimitBefore);
        return moved == 0 ? before
            : moved > 0 ? before with { IncreasedOn = last.Facts.BusinessDate }
            : before with { DecreasedOn = last.Facts.BusinessDate };
    }
}

/// <summary>What is assessed: a line and the profile of whom it belongs to.</summary>
/// <param name="Kind">Whom the line belongs to.</param>
/// <param name="Line">The line; an application must be on it, so that its currency is known.</param>
/// <param name="Profile">What is known of the borrower as of <paramref name="At"/>.</param>
/// <param name="Trigger">Why.</param>
/// <param name="At">As of which instant.</param>
/// <param name="BusinessDate">The lender's date of that instant.</param>
/// <param name="Movements">When the limit last moved: as it stood after the decision before, <see cref="MovementDates.Never"/> before the first.</param>
/// <param name="Requested">The limit that is asked for, if one is.</param>
public sealed record AssessmentInput(
    BorrowerKind Kind,
    Line Line,
    Profile Profile,
    ReviewTrigger Trigger,
    DateTimeOffset At,
    DateOnly BusinessDate,
    MovementDates Movements,
    Money? Requested = null
)
{
    /// <summary>The reasons whose holds a person lifted, with the last instant of each.</summary>
    public IReadOnlyList<OverruledHold> Overruled { get; init; } = [];
}
