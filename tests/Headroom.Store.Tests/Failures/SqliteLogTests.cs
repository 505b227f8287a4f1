using System.Diagnostics;

namespace Headroom.Store.Tests.Failures;

/// <summary>What is not durable is never said to be.</summary>
public sealed class SqliteLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteLogHealth _health = new();

    private string Path => _folder.File("headroom.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_a_log_could_not_be_opened_nothing_more_is_taken()
    {
        using var log = new SqliteLog(Path, _health);
        ShouldFail(log.Sync);
        await File.WriteAllTextAsync(Path + "-wal", "");

        ShouldFail(log.Sync);
        ShouldFail(_health.ThrowIfFailed);
    }

    [Fact]
    public async Task After_a_sync_that_failed_nobody_is_told_that_the_log_is_durable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A pipe stands for a file that cannot be synced.");
        using (var mkfifo = Process.Start("mkfifo", [Path + "-wal"]))
        {
            await mkfifo.WaitForExitAsync();
        }

        using var log = new SqliteLog(Path, _health);
        using var other = new SqliteLog(Path, _health);
        ShouldFail(log.Sync);
        ShouldFail(other.Sync);
        ShouldFail(_health.ThrowIfFailed);
    }

    [Fact]
    public async Task A_log_on_a_disk_is_synced()
    {
        await File.WriteAllTextAsync(Path + "-wal", "frames");
        using var log = new SqliteLog(Path, _health);
        log.Sync();
        log.Sync();
        _health.ThrowIfFailed();
    }

    private static void ShouldFail(Action act) =>
        Should.Throw<StoreException>(act).Refusal.Code.ShouldBe("store-io-failed");
}
