using System.Collections.Concurrent;
using Headroom.Assessment;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Releases;

/// <summary>
/// The policy releases at hand: the one that decides now, and every earlier one by its hash, for the decisions that it
/// made. Releases are immutable; each is compiled once. Safe to share between threads.
/// </summary>
public sealed class ReleaseBook(IHeadroomStore store, string? packFolder, TimeProvider clock)
{
    private readonly ConcurrentDictionary<ContentHash, PolicyRelease> _compiled = new();
    private readonly Lock _gate = new();
    private Task<Result<PolicyRelease>>? _live;

    /// <summary>
    /// The release that decides: the given folder's, else the one that was last live in the store, else the shipped one. It is in the
    /// store before it decides anything. Refuses with <c>pack-not-found</c>, <c>pack-empty</c> or <c>pack-invalid</c>; a folder's
    /// pack that was not the last to be live must pass its own check too.
    /// </summary>
    public async ValueTask<Result<PolicyRelease>> LiveAsync(CancellationToken ct = default)
    {
        Task<Result<PolicyRelease>> finding;
        lock (_gate)
        {
            // Found once for all callers; what failed or was refused is looked for again.
            var found = _live is { IsCompleted: false } or { IsCompletedSuccessfully: true, Result.IsOk: true };
            finding = _live = found ? _live! : FindLiveAsync(CancellationToken.None);
        }

        return await finding.WaitAsync(ct);
    }

    /// <summary>An earlier release. Refuses with <c>release-not-found</c> what was never stored here.</summary>
    public async ValueTask<Result<PolicyRelease>> ByHashAsync(ContentHash hash, CancellationToken ct = default)
    {
        if (_compiled.TryGetValue(hash, out var release))
        {
            return release;
        }

        var stored = await store.ReadReleaseAsync(hash, ct);
        return stored is null
            ? Refusal.NotFound("release-not-found", ("release", hash.ToString()))
            : Compiled(PolicyRelease.Load(PolicyRelease.FilesOf(stored.Content)), "release " + hash.ToShortString());
    }

    private async Task<Result<PolicyRelease>> FindLiveAsync(CancellationToken ct)
    {
        var last = (await store.ListReleasesAsync(ct)).LastOrDefault(row => row.Stage == "live");
        if (packFolder is null && last is not null)
        {
            return await ByHashAsync(last.Hash, ct);
        }

        var folder = packFolder ?? PackFolder.Shipped;
        if (!PackFolder.Read(folder).TryGet(out var files, out var refusal))
        {
            return refusal;
        }

        var load = PolicyRelease.Load(files);
        if (!Compiled(load, folder).TryGet(out var release, out refusal))
        {
            return refusal;
        }

        if (last is null || last.Hash != release.Hash)
        {
            // What is about to decide on people for the first time must pass the check that its authors run; the shipped one has.
            var check = packFolder is null ? null : PackChecker.Check(load, files);
            if (check is { Passed: false })
            {
                return Invalid(folder, check.Diagnostics.Where(found => found.Severity != PackSeverity.Warning));
            }

            await store.SaveReleaseAsync(
                $"{release.Name} {release.Version}",
                "live",
                release.Content.ToArray(),
                clock.GetUtcNow(),
                ct
            );
        }

        return release;
    }

    private Result<PolicyRelease> Compiled(PackLoad load, string from) =>
        load.Release is { } release ? _compiled.GetOrAdd(release.Hash, release) : Invalid(from, load.Diagnostics);

    private static Refusal Invalid(string from, IEnumerable<PackDiagnostic> diagnostics) =>
        Refusal.Invalid("pack-invalid", ("from", from), ("problems", string.Join("\n  ", diagnostics)));
}
