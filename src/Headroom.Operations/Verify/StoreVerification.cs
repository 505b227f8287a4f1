using System.Diagnostics;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Verify;

/// <summary>
/// Proves that a store is what its events say: folds every history again, compares snapshots, rows and books, and repeats every
/// decision from the events before it under the release that it names. Everything is compared byte for byte.
/// </summary>
public static class StoreVerification
{
    /// <summary>The most findings that a report lists.</summary>
    public const int FindingsMax = 100;

    private const int HistoriesPerBlock = 256;

    /// <summary>Verifies the whole store, while others may write to it.</summary>
    /// <param name="system">The system.</param>
    /// <param name="rebuild">
    /// Whether to replace the snapshots and rows that differ by what the events give. Events are never touched, nor is anything
    /// of a borrower whose events are not all there; and while anyone's cannot be folded, the ledger stays as it is.
    /// </param>
    /// <param name="progress">Told how many borrowers are done.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="StoreException">The store cannot be read, or not be written to.</exception>
    public static async Task<VerifyReport> VerifyAsync(
        this HeadroomSystem system,
        bool rebuild = false,
        IProgress<(long Done, long Total)>? progress = null,
        CancellationToken ct = default
    )
    {
        var started = Stopwatch.GetTimestamp();
        var releases = await LoadReleasesAsync(system, ct);
        var report = new VerifyReport(0, 0, 0, [], 0, 0, 0);
        var ledger = await LedgerCheck.BeginAsync(system, ct);
        await foreach (
            var block in HistoryReader.ReadAllAsync(system.Store, ct).Chunk(HistoriesPerBlock).WithCancellation(ct)
        )
        {
            var checks = block
                .AsParallel()
                .AsOrdered()
                .WithCancellation(ct)
                .Select(history => (history, HistoryCheck.Run(history, releases, system.Model)))
                .ToList();
            foreach (var (history, check) in checks)
            {
                report = report.With(history, check);
                ledger.Add(check.Booked);
                if (check.Findings.Count > 0)
                {
                    report = await LookCloserAsync(
                        system,
                        report,
                        history.Borrower,
                        releases,
                        rebuild,
                        isReachable: true,
                        ct
                    );
                }
            }

            progress?.Report((report.Borrowers, 0));
        }

        foreach (var borrower in await system.Store.ListUnreachableAsync(ct))
        {
            report = await LookCloserAsync(system, report, borrower, releases, rebuild, isReachable: false, ct);
        }

        var differences = ledger.Differences();
        if (rebuild && differences.Count > 0 && report.Unfolded == 0)
        {
            await system.Store.MendLedgerAsync(ledger.Missing, ct);
        }

        return report with
        {
            Findings = [.. report.Findings, .. differences.Take(FindingsMax - report.Findings.Count)],
            FindingsCount = report.FindingsCount + differences.Count,
            Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3),
        };
    }

    // The tables are not read at one instant, so whoever is being written to can look as if something differed.
    private static async Task<VerifyReport> LookCloserAsync(
        HeadroomSystem system,
        VerifyReport report,
        BorrowerId borrower,
        ReleaseShelf releases,
        bool rebuild,
        bool isReachable,
        CancellationToken ct
    )
    {
        var history = await HistoryReader.ReadAsync(system.Store, borrower, ct);
        var check = HistoryCheck.Run(history, releases, system.Model);
        var findings = isReachable ? check.Findings : [Unreachable(history)];
        var isRebuilt =
            rebuild
            && findings.Count > 0
            && check.Folded is { } folded
            && await system.Store.RepairAsync(folded, check.Decisions, ct);
        return report with
        {
            Findings = [.. report.Findings, .. findings.Take(FindingsMax - report.Findings.Count)],
            FindingsCount = report.FindingsCount + findings.Count,
            Rebuilt = report.Rebuilt + (isRebuilt ? 1 : 0),
            // Who cannot be reached was folded before.
            Lost = report.Lost + (isReachable && check.IsLost ? 1 : 0),
            Unfolded = report.Unfolded + (check.Folded is null ? 1 : 0),
        };
    }

    // Reading the borrower's history would not find all the events that are there.
    private static VerifyFinding Unreachable(BorrowerHistory history) =>
        new(
            history.Borrower,
            history.Stored?.Version ?? 0,
            "history-unreachable",
            $"{history.Events.Count} events in a row",
            "a way to some of them"
        );

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
