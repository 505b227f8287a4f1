using System.Diagnostics;
using Headroom.Store;

namespace Headroom.Operations.Verify;

/// <summary>
/// Proves that a store is what its events say: folds every history again, compares snapshots and rows, and repeats every
/// decision from the events before it under the release that it names. Everything is compared byte for byte.
/// </summary>
public static class StoreVerification
{
    /// <summary>The most findings that a report lists.</summary>
    public const int FindingsMax = 100;

    private const int HistoriesPerBlock = 256;

    /// <summary>Verifies the whole store; reads only.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<VerifyReport> VerifyAsync(
        this HeadroomSystem system,
        IProgress<(long Done, long Total)>? progress = null,
        CancellationToken ct = default
    )
    {
        var started = Stopwatch.GetTimestamp();
        var releases = await LoadReleasesAsync(system, ct);
        var findings = new List<VerifyFinding>();
        long borrowers = 0,
            events = 0,
            decisions = 0,
            count = 0;
        await foreach (
            var block in HistoryReader.ReadAllAsync(system.Store, ct).Chunk(HistoriesPerBlock).WithCancellation(ct)
        )
        {
            var checks = block
                .AsParallel()
                .AsOrdered()
                .WithCancellation(ct)
                .Select(h => HistoryCheck.Run(h, releases, system.Model))
                .ToList();
            foreach (var check in checks)
            {
                borrowers++;
                events += check.Events;
                decisions += check.Decisions;
                count += check.Findings.Count;
                findings.AddRange(check.Findings.Take(FindingsMax - findings.Count));
            }

            progress?.Report((borrowers, 0));
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new VerifyReport(borrowers, events, decisions, findings, count, Math.Round(seconds, 3));
    }

    private static async Task<ReleaseShelf> LoadReleasesAsync(HeadroomSystem system, CancellationToken ct)
    {
        var shelf = new ReleaseShelf();
        foreach (var row in await system.Store.ListReleasesAsync(ct))
        {
            var release = await system.Releases.ByHashAsync(row.Hash, ct);
            if (release.IsOk)
            {
                shelf.Add(release.Value);
            }
        }

        return shelf;
    }
}
