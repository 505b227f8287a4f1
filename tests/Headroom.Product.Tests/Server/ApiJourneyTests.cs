using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Headroom.Product.Tests.Server;

/// <summary>A line from its application to its last draw, over the API alone.</summary>
public sealed class ApiJourneyTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task An_applicant_is_registered_described_by_signals_and_decided()
    {
        const string Id = "J-APPLICANT";
        await Ok(
            await server.PostAsync(
                "/borrowers",
                JsonNode.Parse(
                    $$"""{ "id": "{{Id}}", "kind": "person", "currency": "CNY", "line": null, "signals": [] }"""
                )
            )
        );
        await Ok(await server.PostAsync($"/borrowers/{Id}/signals", GoodSignals()));
        var decided = await Ok(
            await server.PostAsync($"/borrowers/{Id}/applications", new JsonObject { ["product"] = "consumer" })
        );

        var action = (string)decided["action"]!;
        action.ShouldBeOneOf("grant", "decline", "refer");
        var decisions = (await server.GetAsync($"/borrowers/{Id}/decisions?lang=zh"))["decisions"]!.AsArray();
        decisions.Count.ShouldBe(1);
        ((string)decisions[0]!["decision"]!).ShouldBe((string)decided["decision"]!);
        ((string)decisions[0]!["trigger"]!).ShouldBe("application");

        var full = await server.GetAsync($"/borrowers/{Id}/decisions/{decided["decision"]}?lang=zh");
        ((string)full["decision"]!["outcome"]!["action"]!).ShouldBe(action);
        foreach (var reason in full["reasons"]!.AsArray())
        {
            ((string)reason!["text"]!).ShouldContain("。");
        }
    }

    [Fact]
    public async Task A_hold_takes_the_headroom_names_itself_as_the_cause_and_gives_it_back_when_a_reviewer_lifts_it()
    {
        var id = await server.RegisterAsync("J-HOLD");
        Headroom(await server.GetAsync($"/borrowers/{id}/line")).ShouldBe(2_000_000);
        var hold = await server.PlaceHoldAsync(id);

        var held = await server.GetAsync($"/borrowers/{id}/line");
        ((string)held["status"]!).ShouldBe("frozen");
        Headroom(held).ShouldBe(0);
        var cause = held["causes"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)cause["code"]!).ShouldBe("hold.account-security");
        ((string)cause["hold"]!).ShouldBe(hold);
        ((string)cause["text"]!).ShouldNotContain("hold.account-security");

        var lift = new JsonObject { ["reason"] = "identity seen in the branch" };
        var refused = await server.PostAsync($"/borrowers/{id}/holds/{hold}/lift", lift.DeepClone());
        await ApiWriteTests.ShouldRefuseAsync(refused, 403, "hold-needs-reviewer");
        await Ok(
            await server.PostAsync($"/borrowers/{id}/holds/{hold}/lift", lift, null, ("Acting-For", "staff:li.wei"))
        );

        Headroom(await server.GetAsync($"/borrowers/{id}/line")).ShouldBe(2_000_000);
        var last = (await server.GetAsync($"/borrowers/{id}/events"))["events"]!.AsArray()[^1]!;
        ((string)last["type"]!).ShouldBe("line.hold-lifted");
        ((string)last["actor"]!).ShouldBe("staff:li.wei");
    }

    [Fact]
    public async Task Draws_are_reserved_committed_and_released_and_never_overspend()
    {
        var id = await server.RegisterAsync("J-DRAW");
        var first = await Ok(await server.PostAsync($"/borrowers/{id}/draws", Amount(15_000)));
        Headroom(first).ShouldBe(500_000);
        var tooMuch = await server.PostAsync($"/borrowers/{id}/draws", Amount(6_000));
        await ApiWriteTests.ShouldRefuseAsync(tooMuch, 422, "draw-exceeds-headroom");

        var second = await Ok(await server.PostAsync($"/borrowers/{id}/draws", Amount(5_000)));
        Headroom(second).ShouldBe(0);
        await Ok(await server.PostAsync($"/borrowers/{id}/draws/{first["draw"]}/commit"));
        var given = new JsonObject { ["reason"] = "the shop cancelled" };
        var back = await Ok(await server.PostAsync($"/borrowers/{id}/draws/{second["draw"]}/release", given));
        Headroom(back).ShouldBe(500_000);
    }

    [Fact]
    public async Task A_signal_brings_about_a_review_of_the_line()
    {
        const string Id = "B000002";
        var before = (await server.GetAsync($"/borrowers/{Id}/decisions"))["decisions"]!.AsArray().Count;
        await Ok(
            await server.PostAsync(
                $"/borrowers/{Id}/signals",
                JsonNode.Parse(
                    """{ "signals": [ { "kind": "fraud-alert", "occurredAt": "2026-08-02T03:04:05Z", "source": "partner", "values": { "severity": "high" } } ] }"""
                )
            )
        );

        // The worker answers on its own; the decision's arrival is what is waited for.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        JsonArray decisions;
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            decisions = (await server.GetAsync($"/borrowers/{Id}/decisions"))["decisions"]!.AsArray();
        } while (decisions.Count == before);

        ((string)decisions[0]!["trigger"]!).ShouldBe("signal");
    }

    [Fact]
    public async Task The_explanation_speaks_both_languages_and_carries_the_same_codes()
    {
        await Ok(await server.PostAsync("/borrowers/B000003/reviews", new JsonObject { ["trigger"] = "schedule" }));
        var english = await server.GetAsync("/borrowers/B000003/explanation?lang=en");
        var chinese = await server.GetAsync("/borrowers/B000003/explanation?lang=zh");
        string[] Codes(JsonNode explanation) =>
            [.. explanation["decision"]!["reasons"]!.AsArray().Select(reason => (string)reason!["code"]!)];
        Codes(chinese).ShouldBe(Codes(english));
        Codes(english).ShouldNotBeEmpty();
        chinese["status"]!.ToJsonString().ShouldNotBe(english["status"]!.ToJsonString());
    }

    [Fact]
    public async Task The_portfolio_pages_by_key_without_gap_or_repeat()
    {
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await server.GetAsync("/borrowers?prefix=B0&count=7" + (after is null ? "" : "&after=" + after));
            seen.AddRange(page["borrowers"]!.AsArray().Select(borrower => (string)borrower!["borrower"]!));
            after = (string?)page["next"];
        } while (after is not null);

        seen.Count.ShouldBe(ServerFixture.Borrowers);
        seen.ShouldBe(seen.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Events_page_by_version_and_keep_what_was_stored()
    {
        var all = (await server.GetAsync("/borrowers/B000005/events?count=500"))["events"]!.AsArray();
        var first = await server.GetAsync("/borrowers/B000005/events?count=3");
        ((long)first["next"]!).ShouldBe(3);
        var rest = (await server.GetAsync("/borrowers/B000005/events?after=3&count=500"))["events"]!.AsArray();
        (3 + rest.Count).ShouldBe(all.Count);
        all.Select(stored => (long)stored!["version"]!).ShouldBe(Enumerable.Range(1, all.Count).Select(v => (long)v));
        ((string)all[0]!["type"]!).ShouldBe("borrower.registered");
    }

    [Theory]
    [InlineData("/borrowers?count=0", 400, "count-out-of-range")]
    [InlineData("/borrowers?count=501", 400, "count-out-of-range")]
    [InlineData("/borrowers?status=foo", 400, "filter-unknown")]
    [InlineData("/borrowers?hold=Risk", 400, "filter-unknown")]
    [InlineData("/borrowers?action=granted", 400, "filter-unknown")]
    [InlineData("/borrowers?after=%2F", 400, "borrower-id-malformed")]
    [InlineData("/borrowers/NOBODY", 404, "borrower-not-found")]
    [InlineData("/borrowers/NOBODY/line", 404, "borrower-not-found")]
    [InlineData("/borrowers/NOBODY/decisions", 404, "borrower-not-found")]
    [InlineData("/borrowers/NOBODY/events", 404, "borrower-not-found")]
    [InlineData("/borrowers/NOBODY/explanation", 404, "borrower-not-found")]
    [InlineData("/borrowers/B000001/decisions/x", 400, "id-malformed")]
    [InlineData("/borrowers/B000001/decisions/01M80TMSYRYBJ68QPESMMGBJYM", 404, "decision-not-found")]
    [InlineData("/nowhere", 404, "address-unknown")]
    public async Task A_read_of_what_is_not_there_is_refused(string path, int status, string code) =>
        await ApiWriteTests.ShouldRefuseAsync(await server.Client.GetAsync("/api/v1" + path), status, code);

    [Theory]
    [InlineData("/borrowers?count=many", "count")]
    [InlineData("/borrowers?after=B1&count=", "count")]
    [InlineData("/borrowers/B000001/decisions?before=x&count=2", "before")]
    [InlineData("/notices?date=2026-09-03&at=25:00", "at")]
    [InlineData("/ledger?from=2005-13-01", "from")]
    public async Task A_parameter_that_cannot_be_read_is_named(string path, string name)
    {
        var answer = await server.Client.GetAsync("/api/v1" + path);
        var problem = await ApiWriteTests.ShouldRefuseAsync(answer, 400, "parameter-malformed");
        ((string)problem["parameters"]!["name"]!).ShouldBe(name);
        ((string)problem["title"]!).ShouldContain(name);
    }

    private static JsonObject Amount(long yuan) => new() { ["amount"] = ServerFixture.Yuan(yuan) };

    private static long Headroom(JsonNode answer) => (long)answer["headroom"]!["minorUnits"]!;

    private static JsonNode GoodSignals() =>
        JsonNode.Parse(
            """
            { "signals": [
              { "kind": "identity", "occurredAt": "2026-07-01T00:00:00Z", "source": "app", "values": { "verified": true, "age": 34, "education": "university", "maritalStatus": "married", "residenceMonths": 60 } },
              { "kind": "employment", "occurredAt": "2026-07-01T00:00:00Z", "source": "app", "values": { "type": "salaried", "months": 48 } },
              { "kind": "income", "occurredAt": "2026-07-01T00:00:00Z", "source": "payroll", "values": { "monthly": 18000, "verified": true } },
              { "kind": "obligations", "occurredAt": "2026-07-01T00:00:00Z", "source": "bureau", "values": { "monthlyDebtService": 1200, "otherLines": 1 } },
              { "kind": "bureau", "occurredAt": "2026-07-01T00:00:00Z", "source": "bureau", "values": { "inquiries3m": 0, "inquiries6m": 1, "institutions6m": 1, "nightShare": 0, "openLoans": 1, "overdueAccounts": 0 } }
            ] }
            """
        )!;

    private static async Task<JsonNode> Ok(HttpResponseMessage answer)
    {
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
