using Headroom.Primitives;

namespace Headroom.Assessment;

/// <summary>
/// The event that a decision was made: by which release and models, from which facts, with which outcome. It holds all
/// that is needed to make it again and compare.
/// </summary>
/// <param name="Id">The decision.</param>
/// <param name="Release">The hash of the release.</param>
/// <param name="Models">The hashes of the models and decision files that took part, by file.</param>
/// <param name="Facts">What it was made from.</param>
/// <param name="Outcome">What it orders and why.</param>
public sealed record DecisionMade(
    DecisionId Id,
    ContentHash Release,
    IReadOnlyList<ModelHash> Models,
    DecisionFacts Facts,
    Assessment Outcome
);

/// <summary>A file of a pack that holds a model or decisions, and the hash of its bytes.</summary>
public sealed record ModelHash(string File, ContentHash Hash);
