using Headroom.Assessment;
using Headroom.Primitives;

namespace Headroom.Operations.Verify;

/// <summary>The compiled releases that a verification repeats decisions with.</summary>
internal sealed class ReleaseShelf
{
    private readonly Dictionary<ContentHash, PolicyRelease> _releases = [];

    public void Add(PolicyRelease release) => _releases[release.Hash] = release;

    public PolicyRelease? Find(ContentHash hash) => _releases.GetValueOrDefault(hash);
}
