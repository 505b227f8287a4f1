using Headroom.Primitives;

namespace Headroom.Operations.Explain;

/// <summary>
/// Why a line is as it is and what would change it, in the reader's language: codes for machines beside texts for people.
/// </summary>
public sealed record Explanation
{
    /// <summary>Who.</summary>
    public required BorrowerId Borrower { get; init; }

    /// <summary>As of which instant limits and holds are read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The line's status.</summary>
    public required CodedText Status { get; init; }

    /// <summary>The approved limit; zero while the line is not active.</summary>
    public required Money Limit { get; init; }

    /// <summary>The least of all limits in force.</summary>
    public required Money EffectiveLimit { get; init; }

    /// <summary>What is drawn.</summary>
    public required Money Drawn { get; init; }

    /// <summary>What can be drawn now.</summary>
    public required Money Headroom { get; init; }

    /// <summary>Why nothing can be drawn, the binding cause first; empty where something can.</summary>
    public required IReadOnlyList<CodedText> Causes { get; init; }

    /// <summary>The holds that stand.</summary>
    public required IReadOnlyList<ExplainedHold> Holds { get; init; }

    /// <summary>From when on a line that was declined or cancelled can be applied for again; 9999-12-31 is never.</summary>
    public DateOnly? ReapplyOn { get; init; }

    /// <summary>The last decision; null where none was made.</summary>
    public ExplainedDecision? Decision { get; init; }
}

/// <summary>A stable code and its words.</summary>
public sealed record CodedText(string Code, string Text);

/// <summary>A hold in words: what it blocks, why it stands, what cures it and who may lift it, from when on.</summary>
public sealed record ExplainedHold(
    HoldId Id,
    CodedText Kind,
    CodedText Scope,
    CodedText Reason,
    CodedText? Cure,
    CodedText Override,
    DateTimeOffset? NotBefore,
    DateTimeOffset Since,
    DateTimeOffset? Until
);

/// <summary>A decision in words.</summary>
public sealed record ExplainedDecision
{
    /// <summary>The decision.</summary>
    public required DecisionId Id { get; init; }

    /// <summary>As of when it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why it was made.</summary>
    public required CodedText Trigger { get; init; }

    /// <summary>What it ordered.</summary>
    public required CodedText Action { get; init; }

    /// <summary>The approved limit before.</summary>
    public required Money LimitBefore { get; init; }

    /// <summary>The approved limit after.</summary>
    public required Money LimitAfter { get; init; }

    /// <summary>350 to 950.</summary>
    public int? Score { get; init; }

    /// <summary>The grade.</summary>
    public string? Grade { get; init; }

    /// <summary>The price of new draws.</summary>
    public Rate? Rate { get; init; }

    /// <summary>Why, the gravest first.</summary>
    public required IReadOnlyList<ExplainedReason> Reasons { get; init; }

    /// <summary>The bounds whose least is the limit.</summary>
    public required IReadOnlyList<ExplainedCap> Caps { get; init; }

    /// <summary>What the borrower can do now, confirmed by the engine, what gains most first.</summary>
    public required IReadOnlyList<ExplainedRemedy> Remedies { get; init; }

    /// <summary>When the line is looked at again; null where it has ended.</summary>
    public DateOnly? NextReview { get; init; }

    /// <summary>What failed in the policy, where something did; the case went to a person.</summary>
    public string? Failure { get; init; }

    /// <summary>The release that decided.</summary>
    public required ContentHash Release { get; init; }
}

/// <summary>A reason in words.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Text">The words.</param>
/// <param name="Moved">Whether the engine confirms that it moved the decision; null where it rests on no feature.</param>
public sealed record ExplainedReason(string Code, string Text, bool? Moved);

/// <summary>A bound of the limit in words; its amount is null where it is not known and bounds nothing.</summary>
public sealed record ExplainedCap(string Code, string Text, Money? Amount, bool Binding);

/// <summary>
/// Something that would better the line as it stands now, or the answer to a new application where the last was declined, and
/// what the policy would then say, everything else being as it is.
/// </summary>
/// <param name="Code">The stable code.</param>
/// <param name="Text">What to do.</param>
/// <param name="Action">What the policy would then order.</param>
/// <param name="Limit">The limit that there would then be.</param>
/// <param name="Effects">What would then be other than it is now, each in a sentence.</param>
public sealed record ExplainedRemedy(
    string Code,
    string Text,
    CodedText Action,
    Money Limit,
    IReadOnlyList<string> Effects
);
