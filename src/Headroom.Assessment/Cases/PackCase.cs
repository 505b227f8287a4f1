namespace Headroom.Assessment;

/// <summary>An example of a pack: facts and what the policy must say of them.</summary>
internal sealed record PackCase(string File, int Line, string Name, DecisionFacts Facts, CaseExpectation Expected);

/// <summary>What a case expects; what is null is not looked at.</summary>
internal sealed record CaseExpectation(
    string? Action,
    decimal? Limit,
    string? Grade,
    decimal? Score,
    decimal? Rate,
    string? Cap,
    string? Referral,
    string? Failure,
    string? ReapplyOn,
    string? NextReview,
    IReadOnlyList<string>? Reasons,
    IReadOnlyList<string>? Places,
    IReadOnlyList<string>? Cures
);

/// <summary>How a case came out.</summary>
/// <param name="Name">The case.</param>
/// <param name="File">Where it is written.</param>
/// <param name="Line">The line from 1.</param>
/// <param name="Differences">What differs, each as a sentence; empty where it passed.</param>
public sealed record CaseResult(string Name, string File, int Line, IReadOnlyList<string> Differences)
{
    /// <summary>Whether all came out as expected.</summary>
    public bool Passed => Differences.Count == 0;
}
