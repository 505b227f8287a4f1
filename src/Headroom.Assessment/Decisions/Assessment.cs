using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment;

/// <summary>What a release says of a line: the action and all that goes with it. Pure content; nothing has happened yet.</summary>
public sealed record Assessment
{
    /// <summary>What is ordered.</summary>
    public required DecisionAction Action { get; init; }

    /// <summary>The approved limit before.</summary>
    public required Money LimitBefore { get; init; }

    /// <summary>The approved limit to be; the same where it does not change, zero where the line ends.</summary>
    public required Money LimitAfter { get; init; }

    /// <summary>Every upper bound that was computed. Empty where the assessment ended before.</summary>
    public IReadOnlyList<CapAmount> Caps { get; init; } = [];

    /// <summary>The name of the least cap; null where none was computed.</summary>
    public string? BindingCap { get; init; }

    /// <summary>The daily rate of new draws before.</summary>
    public Rate? RateBefore { get; init; }

    /// <summary>The daily rate of new draws to be; the same where it does not change.</summary>
    public Rate? RateAfter { get; init; }

    /// <summary>The score, 350 to 950; null where the assessment ended before it was known.</summary>
    public int? Score { get; init; }

    /// <summary>The probability of default that the pack gives for the grade.</summary>
    public decimal? ProbabilityOfDefault { get; init; }

    /// <summary>The grade.</summary>
    public string? Grade { get; init; }

    /// <summary>Why, at most four, the gravest first: rules before the score.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>The holds to place.</summary>
    public IReadOnlyList<HoldOrder> HoldsToPlace { get; init; } = [];

    /// <summary>The standing holds whose cure was seen.</summary>
    public IReadOnlyList<HoldCure> HoldsToCure { get; init; } = [];

    /// <summary>From which date the borrower may apply again, after a decline of an application or a cancellation.</summary>
    public DateOnly? ReapplyOn { get; init; }

    /// <summary>When the line is looked at again without being asked; null where there is no line to look at.</summary>
    public DateOnly? NextReview { get; init; }

    /// <summary>The reason code for which a person must look; null where none must.</summary>
    public string? Referral { get; init; }

    /// <summary>What failed in the policy; null where nothing did. A failure always refers.</summary>
    public PolicyFailure? Failure { get; init; }

    /// <summary>What each model and decision answered and by which of its rules, in the order of evaluation.</summary>
    public IReadOnlyList<DecisionTrace> Trace { get; init; } = [];
}

/// <summary>An upper bound of the limit.</summary>
/// <param name="Name">Its name, such as <c>capacity</c> or <c>online-consumer</c>; text key <c>cap.name</c>.</param>
/// <param name="Amount">The amount before rounding down to the step; null where it is not known and so bounds nothing.</param>
/// <param name="Kind">What sets it.</param>
public sealed record CapAmount(string Name, Money? Amount, CapKind Kind)
{
    /// <summary>Whether it binds at once, past cooldowns and largest steps.</summary>
    public bool IsHard() => Kind != CapKind.Target;
}

/// <summary>What sets a cap.</summary>
public enum CapKind
{
    /// <summary>The policy's view of the borrower: where the limit is heading, in the steps of the movement rules.</summary>
    Target,

    /// <summary>The product. Binds at once.</summary>
    Product,

    /// <summary>The law of the pack's jurisdiction. Binds at once.</summary>
    Jurisdiction,
}

/// <summary>What sort of reason it is, in the order of rank.</summary>
public enum ReasonKind
{
    /// <summary>A rule decided.</summary>
    Rule,

    /// <summary>A hold was cured.</summary>
    Lifted,

    /// <summary>A bound or a rule of movement set the limit.</summary>
    Limit,

    /// <summary>A characteristic of the score fell short.</summary>
    Score,
}

/// <summary>One reason of a decision.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Kind">What sort it is.</param>
/// <param name="Parameters">The values that its text names, as they were; a value that is none was unknown.</param>
public sealed record Reason(string Code, ReasonKind Kind, IReadOnlyList<TextParameter> Parameters)
{
    /// <summary>The key of its text in the pack.</summary>
    public string TextKey => Kind == ReasonKind.Lifted ? "lifted." + Code : "reason." + Code;
}

/// <summary>A named value that a text shows. Amounts are in major units; a text that shows one also has <c>currency</c>.</summary>
public sealed record TextParameter(string Name, SignalValue Value);

/// <summary>A hold to place.</summary>
/// <param name="Kind">Why it exists.</param>
/// <param name="Scope">What it blocks.</param>
/// <param name="Reason">The reason code; text key <c>reason.code</c>.</param>
/// <param name="Override">Who may take it away.</param>
/// <param name="Cure">What cures it; text key <c>cure.code</c>.</param>
/// <param name="Until">When it ends by itself, if it does.</param>
/// <param name="NotBefore">Before which instant nobody may lift it.</param>
public sealed record HoldOrder(
    HoldKind Kind,
    HoldScope Scope,
    string Reason,
    HoldOverride Override,
    string? Cure,
    DateTimeOffset? Until,
    DateTimeOffset? NotBefore
);

/// <summary>A standing hold whose cure was seen.</summary>
public sealed record HoldCure(HoldId Id, string Reason);

/// <summary>What one model or decision answered.</summary>
/// <param name="Decision">Its name; <c>score</c> for the model.</param>
/// <param name="Rules">The rules of the table that fired, from 1; of a scorecard the attribute of each characteristic.</param>
/// <param name="Output">The answer as text, <c>null</c> where there was none.</param>
public sealed record DecisionTrace(string Decision, IReadOnlyList<int> Rules, string Output);

/// <summary>What failed in a policy: never to be taken for a no.</summary>
/// <param name="Code">A stable code: <c>score-missing</c>, <c>no-answer</c>, <c>evaluation-error</c>, <c>bad-answer</c>, <c>currency-not-in-pack</c>, <c>amount-out-of-range</c>.</param>
/// <param name="Decision">Which model or decision.</param>
/// <param name="Message">What happened, for the staff.</param>
public sealed record PolicyFailure(string Code, string Decision, string Message);
