using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>The server as an operator runs it: its own process, its log, and the signal that ends it.</summary>
public sealed partial class ServeTests : IDisposable
{
    private readonly TestStore _store = TestStore.Sqlite();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Every_line_of_the_log_is_JSON_and_says_when_and_SIGTERM_ends_it_well()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var start = HeadroomProcess.Start("serve", "--store", _store.Text, "--port", "0", "--no-browser");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var address = Address().Match((await process.StandardOutput.ReadLineAsync())!).Value;
        using (var client = new HttpClient())
        {
            ((int)(await client.GetAsync(address + "api/v1/borrowers/NOBODY")).StatusCode).ShouldBe(404);
        }

        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        var log = (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        log.ShouldNotBeEmpty();
        foreach (var line in log)
        {
            using var entry = JsonDocument.Parse(line);
            entry.RootElement.GetProperty("Timestamp").GetDateTimeOffset().Offset.ShouldBe(TimeSpan.Zero);
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Address();
}
