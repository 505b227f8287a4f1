using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment;

/// <summary>What <c>pack.yaml</c> says, read and checked against what the engine knows.</summary>
internal sealed record PackDefinition(
    string Name,
    string Version,
    string Lender,
    Currency Currency,
    IReadOnlyDictionary<string, CurrencyRule> Currencies,
    decimal LeastLimit,
    int ReapplyDays,
    int FailureReviewDays,
    ScoreDefinition Score,
    PackFiles Files,
    IReadOnlyDictionary<PolicyRole, RoleBinding> Roles,
    IReadOnlyList<InputBinding> Inputs,
    IReadOnlyDictionary<string, ReasonDefinition> Reasons,
    IReadOnlyList<Lever> Levers
);

/// <summary>How amounts of a line's currency compare with the pack's, and to what its limits are rounded down.</summary>
internal sealed record CurrencyRule(Currency Currency, decimal PerUnit, Money Step);

/// <summary>The models by kind of borrower and the ends of the scale.</summary>
internal sealed record ScoreDefinition(string PersonFile, string EnterpriseFile, int Low, int High);

/// <summary>The files that pack.yaml names.</summary>
internal sealed record PackFiles(
    IReadOnlyList<string> Decisions,
    string Caps,
    string English,
    string Chinese,
    IReadOnlyList<string> Cases
);

/// <summary>Which decision plays a role, and whether its null means unknown and not failure.</summary>
internal sealed record RoleBinding(string Decision, bool UnknownAllowed, int Line);

/// <summary>What decisions and models call a feature.</summary>
internal sealed record InputBinding(string Name, Feature Feature);

/// <summary>The features that a reason rests on, with the values at which it would not be given.</summary>
internal sealed record ReasonDefinition(IReadOnlyList<(Feature Feature, SignalValue Neutral)> Rests, int Line);

/// <summary>Something that a borrower can do, in steps from the smallest.</summary>
internal sealed record Lever(string Name, BorrowerKind? For, IReadOnlyList<LeverStep> Steps, int Line);

/// <summary>One step of a lever: when it makes sense, what it sets, and what its text shows.</summary>
internal sealed record LeverStep(
    LeverMove Move,
    IReadOnlyList<(Feature Feature, SignalValue Value)> Sets,
    IReadOnlyList<TextParameter> Parameters
);

/// <summary>For which values of its first feature a lever's step makes sense.</summary>
internal enum LeverMove
{
    /// <summary>A known value above the step's.</summary>
    Down,

    /// <summary>A known value below the step's.</summary>
    Up,

    /// <summary>Any other value, and an unknown one.</summary>
    Is,

    /// <summary>Only an unknown value.</summary>
    Unknown,
}

/// <summary>The parts that decisions play in an assessment.</summary>
internal enum PolicyRole
{
    KnockOuts,
    Freeze,
    Lift,
    Cancel,
    Grade,
    Matrix,
    Capacity,
    Caps,
    Movement,
    Rate,
    Referral,
    NextReview,
}
