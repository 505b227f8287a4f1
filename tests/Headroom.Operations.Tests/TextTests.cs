using System.Text.RegularExpressions;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Texts;
using Headroom.Primitives;

namespace Headroom.Operations.Tests;

/// <summary>Every refusal and event has words in both languages, and both name the same values.</summary>
public partial class TextTests
{
    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_values()
    {
        TextCatalog.Shipped.Keys(Language.En).Order().ShouldBe(TextCatalog.Shipped.Keys(Language.Zh).Order());
        foreach (var key in TextCatalog.Shipped.Keys(Language.En))
        {
            Values(key, Language.Zh).ShouldBe(Values(key, Language.En), key);
        }
    }

    [Fact]
    public void Every_refusal_in_the_sources_has_a_text()
    {
        var codes = Directory
            .EnumerateFiles(Path.Combine(Folders.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .SelectMany(file => RefusalCode().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value)
            .Distinct()
            .ToList();
        codes.Count.ShouldBeGreaterThan(100);
        codes.Where(code => !TextCatalog.Shipped.Has("refusal." + code)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_event_can_be_said() =>
        EventCodec.TypeNames.Where(type => !TextCatalog.Shipped.Has("event." + type)).ShouldBeEmpty();

    [Theory]
    [InlineData("1", "1 day past due")]
    [InlineData("2", "2 days past due")]
    [InlineData("0", "0 days past due")]
    public void One_of_a_thing_is_not_said_as_many(string days, string said) =>
        TextCatalog.Shipped.Get("cli.loan.position", Language.En, ("days", days)).ShouldContain(said);

    [Fact]
    public void Braces_in_a_value_are_a_part_of_the_value()
    {
        var refusal = Refusal.NotFound("file-not-found", ("file", "{file|a|b} {message"), ("message", "gone"));
        TextCatalog.Shipped.Say(refusal, Language.En).ShouldBe("There is no file {file|a|b} {message. Check the path.");
    }

    private static IEnumerable<string> Values(string key, Language language) =>
        Value().Matches(TextCatalog.Shipped.Get(key, language)).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(
        """Refusal\s*\.(Invalid|Forbidden|NotFound|Conflict|Stale|TooLarge|Rule|Unavailable)\(\s*"(?<code>[a-z0-9-]+)"|const string \w+ = "(?<code>(store|event|idempotency|version)-[a-z-]+)";"""
    )]
    private static partial Regex RefusalCode();

    [GeneratedRegex(@"\{[a-zA-Z]+\}")]
    private static partial Regex Value();

    [Fact]
    public void A_refusal_says_codes_in_words_and_leaves_what_it_does_not_know()
    {
        Say("draw-held", ("holds", "account-security, delinquency")).ShouldStartWith("支用已被管控：账户安全、逾期。");
        Say("line-not-active", ("status", "cancelled")).ShouldBe("授信未生效，当前状态：已取消。");
        Say("limit-negative", ("limit", "-1,000.00 CNY")).ShouldStartWith("额度 -1,000.00 CNY ");
        Say("draw-held", ("holds", "risk, newer-than-this")).ShouldContain("risk, newer-than-this");

        static string Say(string code, params (string, string)[] parameters) =>
            TextCatalog.Shipped.Say(Refusal.Rule(code, parameters), Language.Zh);
    }
}
