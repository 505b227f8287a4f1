using System.Text.RegularExpressions;
using Headroom.Operations.Texts;
using Headroom.Product.Tests.Architecture;

namespace Headroom.Product.Tests.Server;

/// <summary>The pages as any reader gets them, without scripts.</summary>
public sealed partial class PageTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("/", null, "en", "Portfolio")]
    [InlineData("/?lang=zh", null, "zh-CN", "授信组合")]
    [InlineData("/", "zh-TW,zh;q=0.8,en;q=0.2", "zh-CN", "授信组合")]
    [InlineData("/", "fr;q=0.9,zh;q=0.5", "zh-CN", "授信组合")]
    [InlineData("/?lang=en", "zh", "en", "Portfolio")]
    [InlineData("/?lang=tlh", null, "en", "Portfolio")]
    public async Task The_page_is_in_the_language_that_was_asked_for(
        string path,
        string? accepted,
        string lang,
        string title
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        var html = await (await server.Client.SendAsync(request)).Content.ReadAsStringAsync();
        html.ShouldStartWith("<!DOCTYPE html>");
        html.ShouldContain($"<html lang=\"{lang}\">");
        html.ShouldContain($"<h1>{title}</h1>");
    }

    [Fact]
    public async Task A_chosen_language_is_remembered()
    {
        var answer = await server.Client.GetAsync("/?lang=zh");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith("lang=zh;");
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
    }

    [Fact]
    public async Task A_search_asked_for_by_script_gets_the_table_alone_and_a_clean_address()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/?q=B00001&status=&hold=&action=&grade=");
        request.Headers.Add("HX-Request-Type", "partial");
        var answer = await server.Client.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldStartWith("<section id=\"portfolio\"");
        BorrowerLink().Count(html).ShouldBe(10);
        answer.Headers.GetValues("HX-Push-Url").ShouldBe(["/?q=B00001"]);
    }

    [Fact]
    public async Task Pages_follow_one_another_as_plain_links_and_keep_the_filter()
    {
        var seen = new List<string>();
        string? next = "/?q=B000";
        while (next is not null)
        {
            var html = await server.Client.GetStringAsync(next);
            seen.AddRange(BorrowerLink().Matches(html).Select(match => match.Groups[1].Value));
            next = NextLink().Match(html) is { Success: true } match
                ? match.Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal)
                : null;
            next?.ShouldContain("q=B000");
        }

        seen.Count.ShouldBe(ServerFixture.Borrowers);
        seen.Distinct().Count().ShouldBe(seen.Count);
    }

    [Theory]
    [InlineData("/?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData("/?after=%27%22%3E&grade=%22onfocus%3D")]
    public async Task What_the_address_says_is_never_taken_for_markup(string path)
    {
        var html = await server.Client.GetStringAsync(path);
        html.ShouldNotContain("<script>alert");
        html.ShouldNotContain("\"onfocus=");
    }

    [Theory]
    [InlineData("/borrowers/NOBODY", 404)]
    [InlineData("/borrowers/no%20one", 400)]
    [InlineData("/nowhere", 404)]
    public async Task A_page_that_is_not_there_says_so_as_a_page(string path, int status)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html,application/xhtml+xml");
        var answer = await server.Client.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(status);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("<h1");
        html.ShouldNotContain("problem.");
        html.ShouldNotContain("refusal.");
    }

    [Fact]
    public async Task The_head_of_the_portfolio_counts_every_borrower()
    {
        var html = await server.Client.GetStringAsync("/");
        html.ShouldContain($"<dt>Borrowers</dt><dd>{ServerFixture.Borrowers}</dd>");
    }

    [Fact]
    public async Task Nothing_on_the_pages_is_left_without_words()
    {
        foreach (var path in new[] { "/", "/borrowers/B000001", "/borrowers/B000002" })
        {
            foreach (var language in new[] { "en", "zh" })
            {
                var html = await server.Client.GetStringAsync($"{path}?lang={language}");
                TextKey().Matches(html).Select(match => match.Value).ShouldBeEmpty($"{path} in {language}");
            }
        }
    }

    [Fact]
    public void Every_text_that_a_page_names_exists()
    {
        var pages = Path.Combine(Repository.Root, "src", "Headroom.Server", "Pages");
        var named = Directory
            .EnumerateFiles(pages, "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => NamedKey().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct()
            .ToList();
        named.Count.ShouldBeGreaterThan(50);
        named.Where(key => !TextCatalog.Shipped.Has(key)).ShouldBeEmpty();
    }

    [GeneratedRegex("class=\"borrower-link\" href=\"/borrowers/([^\"]+)\"")]
    private static partial Regex BorrowerLink();

    [GeneratedRegex("<a class=\"btn\" href=\"([^\"]*after=[^\"]*)\"")]
    private static partial Regex NextLink();

    [GeneratedRegex(@">\s*(portfolio|borrower|page|problem|event|code|cause|feature|unit)\.[a-z_.-]+\s*<")]
    private static partial Regex TextKey();

    [GeneratedRegex("Reader(?:\\.Text\\(|\\[)\"([a-z0-9.-]+)\"")]
    private static partial Regex NamedKey();
}
