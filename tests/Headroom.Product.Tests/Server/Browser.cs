using Microsoft.Playwright;

namespace Headroom.Product.Tests.Server;

/// <summary>Debian's Chromium, driven by Playwright. Where it is missing its tests are skipped, unless HEADROOM_REQUIRE_CHROMIUM=1.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places =
    [
        Environment.GetEnvironmentVariable("HEADROOM_CHROMIUM") ?? "",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Places.FirstOrDefault(File.Exists) is not { } chromium)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = chromium,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>A new window, with nothing remembered. Skips the test, or fails it where a browser is required.</summary>
    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions? options = null)
    {
        if (_browser is null)
        {
            const string Missing = "Chromium is not installed (package chromium, or HEADROOM_CHROMIUM=path).";
            (Environment.GetEnvironmentVariable("HEADROOM_REQUIRE_CHROMIUM") == "1").ShouldBeFalse(Missing);
            Assert.Skip(Missing);
        }

        return await _browser.NewContextAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
