using System.Text.RegularExpressions;
using Headroom.Assessment;
using Headroom.Operations.Review;
using Headroom.Primitives;
using Microsoft.Playwright;

namespace Headroom.Product.Tests.Server;

/// <summary>Walks through the pages as people do: with a mouse, a keyboard, a phone, and with scripts switched off.</summary>
public sealed class BrowserTests(BrowserTests.ReviewedServer server, Browser browser)
    : IClassFixture<BrowserTests.ReviewedServer>,
        IClassFixture<Browser>
{
    private const string Portfolio = "#portfolio";

    [Fact]
    public async Task Typing_narrows_the_table_without_a_reload_and_back_brings_the_whole_page()
    {
        var (page, complaints) = await OpenAsync();
        await page.GotoAsync("/");
        await page.EvaluateAsync("document.body.dataset.loaded = 'once'");
        await page.GetByLabel("Borrower begins with").PressSequentiallyAsync("B00010");
        await Assertions.Expect(page.Locator($"{Portfolio} tbody tr")).ToHaveCountAsync(10);
        (await page.EvaluateAsync<string>("document.body.dataset.loaded")).ShouldBe("once");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("10 borrowers found.");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("q=B00010$"));

        await page.GetByLabel("Borrower begins with").FillAsync("ZZZ");
        await Assertions.Expect(page.GetByText("No borrower fits")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator($"{Portfolio} tbody tr")).ToHaveCountAsync(10);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Portfolio" })).ToBeVisibleAsync();
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Filters_and_pages_work_with_scripts_switched_off()
    {
        var (page, complaints) = await OpenAsync(new() { JavaScriptEnabled = false });
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next borrowers" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("B000051");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the first" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("B000001");

        await page.GetByLabel("Status").SelectOptionAsync("active");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Status")).ToHaveValueAsync("active");
        var statuses = await page.Locator("tbody td .badge.bg-green-lt").CountAsync();
        statuses.ShouldBe(await page.Locator("tbody tr").CountAsync());
        statuses.ShouldBeGreaterThan(0);
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_turned_by_keyboard_is_gone_on_with_from_its_table()
    {
        var (page, complaints) = await OpenAsync();
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next borrowers" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("B000051");
        await Assertions.Expect(page.Locator(Portfolio)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "B000051" })).ToBeFocusedAsync();
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_language_switches_on_every_page_and_stays()
    {
        var (page, complaints) = await OpenAsync();
        await page.GotoAsync("/borrowers/B000001");
        await page.GetByRole(AriaRole.Link, new() { Name = "中文" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Name = "为什么是这个额度" }))
            .ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "授信组合" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "授信组合" })).ToBeVisibleAsync();
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("zh-CN");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_borrower_whose_line_is_frozen_reads_why_what_cures_it_and_what_happened()
    {
        var (page, complaints) = await OpenAsync();
        await page.GotoAsync("/?hold=account-security");
        await page.Locator("a.borrower-link").First.ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing can be drawn, because")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".headroom-figure")).ToContainTextAsync("0.00");
        foreach (var heading in new[] { "Why this limit", "What would change it", "Holds", "What happened" })
        {
            await Assertions
                .Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }))
                .ToBeVisibleAsync();
        }

        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?lang=zh")]
    [InlineData("/borrowers/B000001")]
    [InlineData("/borrowers/B000001?lang=zh")]
    [InlineData("/nowhere")]
    public async Task A_page_fits_a_phone(string path)
    {
        var (page, _) = await OpenAsync(
            new()
            {
                ViewportSize = new() { Width = 360, Height = 740 },
            }
        );
        await page.GotoAsync(path);
        var widest = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        widest.ShouldBeLessThanOrEqualTo(360);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/borrowers/B000001")]
    public async Task A_page_can_be_read_aloud_and_walked_by_keyboard(string path)
    {
        var (page, _) = await OpenAsync();
        await page.GotoAsync(path);
        (await page.GetByRole(AriaRole.Main).CountAsync()).ShouldBe(1);
        (await page.GetByRole(AriaRole.Banner).CountAsync()).ShouldBe(1);
        (await page.Locator("h1").CountAsync()).ShouldBe(1);
        (await page.EvaluateAsync<string[]>(Unnamed)).ShouldBeEmpty();

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    // What a screen reader could not name: links, buttons, fields, pictures, tables.
    private const string Unnamed = """
        () => [...document.querySelectorAll('a, button, input, select, svg[role=img], table, section, nav')]
          .filter(e => !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.textContent.trim() && e.tagName !== 'SELECT'
            || e.labels && e.labels.length || e.querySelector('caption')))
          .concat([...document.querySelectorAll('table')].filter(t => !t.caption || t.querySelector('thead th:not([scope])')))
          .concat([...document.querySelectorAll('[aria-labelledby]')].filter(e => !document.getElementById(e.getAttribute('aria-labelledby'))))
          .map(e => e.outerHTML.slice(0, 200))
        """;

    // A page of a new window, and what its console or a failed request complains of.
    private async Task<(IPage Page, List<string> Complaints)> OpenAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = server.Server.Address.ToString();
        options.Locale ??= "en-GB";
        var context = await browser.OpenAsync(options);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                complaints.Add($"{response.Status} {response.Url}");
            }
        };
        return (page, complaints);
    }

    /// <summary>A server whose every line was reviewed, and some are held.</summary>
    public sealed class ReviewedServer : ServerFixture
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            var review = await System.ReviewPortfolioAsync(ReviewTrigger.Schedule, Actor.System("review"));
            review.IsOk.ShouldBeTrue();
            foreach (var id in new[] { "B000001", "B000004" })
            {
                await PlaceHoldAsync(id);
            }
        }
    }
}
