using System.Text;

namespace Headroom.Assessment;

/// <summary>What came of making a stored decision again.</summary>
/// <param name="Stored">The stored outcome in canonical JSON.</param>
/// <param name="Recomputed">The recomputed outcome in canonical JSON; empty where the release is another.</param>
public sealed record ReplayResult(byte[] Stored, byte[] Recomputed)
{
    /// <summary>Whether the two are the same bytes.</summary>
    public bool IsIdentical => Stored.AsSpan().SequenceEqual(Recomputed);

    /// <summary>Where they first differ, with what stands there in each; null where they do not.</summary>
    public string? FirstDifference
    {
        get
        {
            if (IsIdentical)
            {
                return null;
            }

            var at = Stored.AsSpan().CommonPrefixLength(Recomputed);
            return $"stored …{Around(Stored, at)}… recomputed …{Around(Recomputed, at)}…";
        }
    }

    private static string Around(byte[] bytes, int at)
    {
        const int Before = 40;
        const int After = 40;
        var start = Math.Max(0, Math.Min(at, bytes.Length) - Before);
        return Encoding.UTF8.GetString(bytes, start, Math.Min(bytes.Length - start, Before + After));
    }
}

/// <summary>Proves that a decision was the policy of that day applied to the facts of that day.</summary>
public static class Replay
{
    /// <summary>Makes a stored decision again by a release from the stored facts and compares the outcomes byte for byte.</summary>
    public static ReplayResult Of(PolicyRelease release, DecisionMade decision) =>
        new(
            OutcomeBytes.Of(decision.Outcome),
            release.Hash == decision.Release ? OutcomeBytes.Of(release.Assess(decision.Facts)) : []
        );
}
