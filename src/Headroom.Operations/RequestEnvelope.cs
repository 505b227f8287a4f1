using Headroom.Primitives;

namespace Headroom.Operations;

/// <summary>What every write comes with, besides what it asks.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="IdempotencyKey">The caller's key; null for one that nobody will repeat.</param>
/// <param name="ExpectedVersion">The version that the caller saw, or null for any.</param>
/// <param name="At">The business time; null for now.</param>
public sealed record RequestEnvelope(
    Actor Actor,
    string? IdempotencyKey = null,
    long? ExpectedVersion = null,
    DateTimeOffset? At = null
);
