using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Headroom.Product.Tests.Server;

/// <summary>What every write of the API keeps to.</summary>
public sealed class ApiWriteTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_write_without_a_key_is_refused()
    {
        var id = await server.RegisterAsync("W-NO-KEY");
        var answer = await server.Client.PostAsJsonAsync($"/api/v1/borrowers/{id}/holds", ServerFixture.SecurityHold());
        await ShouldRefuseAsync(answer, 400, "idempotency-key-missing");
    }

    [Fact]
    public async Task The_same_write_under_the_same_key_gives_the_first_answer_and_says_so()
    {
        var id = await server.RegisterAsync("W-REPEAT");
        var key = server.NextKey();
        var first = await server.PostAsync($"/borrowers/{id}/holds", ServerFixture.SecurityHold(), key);
        var second = await server.PostAsync($"/borrowers/{id}/holds", ServerFixture.SecurityHold(), key);

        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        second.StatusCode.ShouldBe(first.StatusCode);
        second.Headers.ETag.ShouldBe(first.Headers.ETag);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (await server.GetAsync($"/borrowers/{id}/line"))["holds"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_repeated_under_its_key_too()
    {
        var id = await server.RegisterAsync("W-REFUSED");
        var key = server.NextKey();
        var draw = new JsonObject { ["amount"] = ServerFixture.Yuan(20_001) };
        await ShouldRefuseAsync(
            await server.PostAsync($"/borrowers/{id}/draws", draw, key),
            422,
            "draw-exceeds-headroom"
        );
        var again = await server.PostAsync($"/borrowers/{id}/draws", draw, key);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        await ShouldRefuseAsync(again, 422, "draw-exceeds-headroom");
    }

    [Fact]
    public async Task Another_write_under_a_used_key_is_refused()
    {
        var id = await server.RegisterAsync("W-REUSE");
        var key = server.NextKey();
        await server.PostAsync($"/borrowers/{id}/draws", new JsonObject { ["amount"] = ServerFixture.Yuan(1) }, key);
        var other = await server.PostAsync(
            $"/borrowers/{id}/draws",
            new JsonObject { ["amount"] = ServerFixture.Yuan(2) },
            key
        );
        await ShouldRefuseAsync(other, 409, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_write_on_a_version_that_has_gone_is_refused()
    {
        var id = await server.RegisterAsync("W-STALE");
        var seen = (await server.Client.GetAsync($"/api/v1/borrowers/{id}/line")).Headers.ETag!.Tag;
        await server.PlaceHoldAsync(id);

        var stale = await server.PostAsync(
            $"/borrowers/{id}/holds",
            ServerFixture.SecurityHold(),
            null,
            ("If-Match", seen)
        );
        await ShouldRefuseAsync(stale, 412, "version-stale");

        var now = (await server.Client.GetAsync($"/api/v1/borrowers/{id}/line")).Headers.ETag!.Tag;
        var fresh = await server.PostAsync(
            $"/borrowers/{id}/holds",
            ServerFixture.SecurityHold(),
            null,
            ("If-Match", now)
        );
        ((int)fresh.StatusCode).ShouldBe(201);
    }

    [Fact]
    public async Task A_hold_that_nobody_could_ever_clear_is_refused_at_the_door()
    {
        var id = await server.RegisterAsync("W-CLEARS-ITSELF");
        var hold = ServerFixture.SecurityHold();
        hold["override"] = "clears-itself";
        await ShouldRefuseAsync(
            await server.PostAsync($"/borrowers/{id}/holds", hold.DeepClone()),
            403,
            "hold-placed-by-rules-only"
        );
        var staff = await server.PostAsync($"/borrowers/{id}/holds", hold, null, ("Acting-For", "staff:li.wei"));
        await ShouldRefuseAsync(staff, 403, "hold-placed-by-rules-only");
    }

    [Fact]
    public async Task A_borrower_acts_on_its_own_line_and_on_no_others()
    {
        var id = await server.RegisterAsync("W-OWN");
        var other = await server.PostAsync(
            $"/borrowers/{id}/holds",
            ServerFixture.SecurityHold(),
            null,
            ("Acting-For", "borrower:W-OTHER")
        );
        var problem = await ShouldRefuseAsync(other, 403, "acting-for-another");
        ((string)problem["title"]!).ShouldContain("W-OWN");
        var own = await server.PostAsync(
            $"/borrowers/{id}/holds",
            ServerFixture.SecurityHold(),
            null,
            ("Acting-For", "borrower:W-OWN")
        );
        ((int)own.StatusCode).ShouldBe(201);
    }

    [Fact]
    public async Task A_borrower_who_would_lift_a_hold_is_told_what_cures_it()
    {
        var id = await server.RegisterAsync("W-CURE");
        var hold = ServerFixture.SecurityHold();
        (hold["override"], hold["cure"]) = ("borrower-can-cure", "verify-identity");
        var placed = await server.PostAsync($"/borrowers/{id}/holds", hold);
        var number = (string)(await placed.Content.ReadFromJsonAsync<JsonNode>())!["hold"]!;
        var lift = await server.PostAsync(
            $"/borrowers/{id}/holds/{number}/lift",
            new JsonObject { ["reason"] = "me" },
            null,
            ("Acting-For", "borrower:W-CURE")
        );
        ((string)(await ShouldRefuseAsync(lift, 403, "hold-needs-cure"))["title"]!).ShouldContain("verify-identity");
    }

    [Theory]
    [InlineData("12")]
    [InlineData("\"twelve\"")]
    [InlineData("W/\"12\"")]
    public async Task A_version_that_is_none_is_refused(string version)
    {
        var answer = await server.PostAsync(
            "/borrowers/B000001/holds",
            ServerFixture.SecurityHold(),
            null,
            ("If-Match", version)
        );
        await ShouldRefuseAsync(answer, 400, "if-match-malformed");
    }

    [Theory]
    [InlineData("""{ "kind": "risk" }""")]
    [InlineData(
        """{ "kind": "risk", "scope": "draws", "reason": "x", "override": "reviewer-may-lift", "untl": null }"""
    )]
    [InlineData("""{ "kind": "rsk", "scope": "draws", "reason": "x", "override": "reviewer-may-lift" }""")]
    [InlineData("""{ "kind": 4, "scope": "draws", "reason": "x", "override": "reviewer-may-lift" }""")]
    [InlineData(
        """{ "kind": "risk", "kind": "risk", "scope": "draws", "reason": "x", "override": "reviewer-may-lift" }"""
    )]
    [InlineData("""{ "kind": "risk", "scope": "draws", "reason": null, "override": "reviewer-may-lift" }""")]
    [InlineData("""{ "kind": "risk" """)]
    public async Task A_body_with_a_missing_unknown_or_wrong_member_is_refused_with_its_place(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/borrowers/B000001/holds");
        request.Headers.Add("Idempotency-Key", server.NextKey());
        request.Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        var problem = await ShouldRefuseAsync(await server.Client.SendAsync(request), 400, "body-malformed");
        problem["parameters"]!["place"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"amount":{"currency":"XXX","minorUnits":1}}""")]
    [InlineData("""{"amount":{"currency":"CNY","minorUnits":1.5}}""")]
    [InlineData("""{"amount":{"currency":"CNY","minorUnits":9007199254740992}}""")]
    [InlineData("""{"amount":{"currency":"CNY"}}""")]
    [InlineData("""{"amount":null}""")]
    public async Task An_amount_that_is_none_is_refused(string body)
    {
        var answer = await server.PostAsync("/borrowers/B000001/draws", JsonNode.Parse(body));
        await ShouldRefuseAsync(answer, 400, "body-malformed");
    }

    [Theory]
    [InlineData("applications", """{"product":"consumer","requested":{"currency":"CNY","minorUnits":-1}}""")]
    [InlineData("reviews", """{"trigger":"request","requested":{"currency":"USD","minorUnits":1}}""")]
    public async Task A_limit_that_nobody_can_ask_for_is_the_callers_fault(string what, string body)
    {
        var id = what == "reviews" ? await server.RegisterAsync("W-ASK") : await ApplicantAsync("W-ASK-FIRST");
        var answer = await server.PostAsync($"/borrowers/{id}/{what}", JsonNode.Parse(body));
        await ShouldRefuseAsync(answer, 400, what == "reviews" ? "currency-mismatch" : "amount-not-positive");
    }

    [Theory]
    [InlineData("2026-08-01")]
    [InlineData("2026-08-01T09:30:00")]
    public async Task An_instant_that_each_machine_would_read_as_another_is_refused(string occurredAt)
    {
        var signal = new JsonObject
        {
            ["kind"] = "login",
            ["source"] = "app",
            ["occurredAt"] = occurredAt,
            ["values"] = new JsonObject { ["deviceKnown"] = true },
        };
        var body = new JsonObject { ["signals"] = new JsonArray(signal) };
        var answer = await server.PostAsync("/borrowers/B000001/signals", body);
        await ShouldRefuseAsync(answer, 400, "body-malformed");
    }

    [Fact]
    public async Task A_refusal_in_Chinese_can_be_read_as_it_is_sent()
    {
        var answer = await server.Client.GetAsync("/api/v1/borrowers/NOBODY?lang=zh");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("没有借款人 NOBODY");
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/borrowers/B000001/holds");
        request.Headers.Add("Idempotency-Key", server.NextKey());
        request.Content = new FormUrlEncodedContent([new("kind", "risk")]);
        await ShouldRefuseAsync(await server.Client.SendAsync(request), 415, "body-not-json");
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        var body = new JsonObject { ["reason"] = new string('x', 1024 * 1024) };
        var answer = await server.PostAsync("/borrowers/B000001/holds/01M80TMSYRYBJ68QPESMMGBJYM/lift", body);
        await ShouldRefuseAsync(answer, 413, "body-too-large");
    }

    [Theory]
    [InlineData("/borrowers/B%20/holds", 400, "borrower-id-malformed")]
    [InlineData("/borrowers/NOBODY/draws", 404, "line-not-found")]
    public async Task A_borrower_who_is_not_there_is_refused(string path, int status, string code)
    {
        JsonObject body = path.EndsWith("draws", StringComparison.Ordinal)
            ? new() { ["amount"] = ServerFixture.Yuan(1) }
            : ServerFixture.SecurityHold();
        await ShouldRefuseAsync(await server.PostAsync(path, body), status, code);
    }

    [Fact]
    public async Task A_refusal_speaks_the_language_of_its_reader()
    {
        var body = new JsonObject { ["amount"] = ServerFixture.Yuan(1) };
        var answer = await server.PostAsync(
            "/borrowers/NOBODY/draws",
            body,
            null,
            ("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5")
        );
        var problem = await ShouldRefuseAsync(answer, 404, "line-not-found");
        ((string)problem["title"]!).ShouldContain("授信");
    }

    internal static async Task<JsonNode> ShouldRefuseAsync(HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", text);
        var problem = JsonNode.Parse(text)!;
        ((string)problem["code"]!).ShouldBe(code, text);
        ((int)answer.StatusCode).ShouldBe(status, text);
        ((int)problem["status"]!).ShouldBe(status);
        ((string)problem["type"]!).ShouldBe("urn:headroom:refusal:" + code);
        var title = (string)problem["title"]!;
        title.ShouldNotStartWith("refusal.");
        title.ShouldNotContain("{");
        return problem;
    }

    private async Task<string> ApplicantAsync(string id)
    {
        var body = $$"""{"id":"{{id}}","kind":"person","currency":"CNY","line":null,"signals":[]}""";
        ((int)(await server.PostAsync("/borrowers", JsonNode.Parse(body))).StatusCode).ShouldBe(200);
        return id;
    }
}
