using System.Text.Json.Nodes;
using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;

namespace Headroom.Product.Tests.Server;

/// <summary>A loan over HTTP: quoted, drawn as signed, repaid, taken back.</summary>
public sealed class LoanApiTests(ServerFixture server, Browser browser)
    : IClassFixture<ServerFixture>,
        IClassFixture<Browser>
{
    [Fact]
    public async Task A_loan_is_quoted_drawn_repaid_and_a_repayment_taken_back()
    {
        var id = await WithLineAsync("L-JOURNEY");
        var quote = await PostAsync($"/borrowers/{id}/quotes", Plan("travel"), 200);
        var hash = (string)quote["hash"]!;
        quote["quote"]!["schedule"]!["instalments"]!.AsArray().Count.ShouldBe(6);

        var unsigned = new JsonObject { ["plan"] = Plan("travel"), ["signed"] = new string('0', 64) };
        ((string)(await PostAsync($"/borrowers/{id}/loans", unsigned, 422))["code"]!).ShouldBe("quote-not-signed");
        var signed = new JsonObject { ["plan"] = Plan("travel"), ["signed"] = hash };
        var loan = (string)(await PostAsync($"/borrowers/{id}/loans", signed, 201))["loan"]!;

        var repayment = new JsonObject { ["amount"] = ServerFixture.Yuan(400), ["intent"] = "prepay-keep-term" };
        var repaid = await PostAsync($"/borrowers/{id}/loans/{loan}/repayments", repayment, 201);
        ((long)repaid["headroom"]!["minorUnits"]!).ShouldBe(4_940_000);
        var entry = (string)repaid["entry"]!;
        var reversal = $"/borrowers/{id}/loans/{loan}/entries/{entry}/reversal";
        var reversed = await PostAsync(reversal, new JsonObject { ["reason"] = "bounced" }, 200);
        ((long)reversed["headroom"]!["minorUnits"]!).ShouldBe(4_900_000);

        var loans = await server.GetAsync($"/borrowers/{id}/loans?date=2027-02-03");
        loans["loans"]!.AsArray().Count.ShouldBe(1);
        ((int)loans["loans"]![0]!["statement"]!["position"]!["daysPastDue"]!).ShouldBe(153);

        var ledger = await server.GetAsync("/ledger");
        ((string)ledger["to"]!).ShouldBe("2026-08-03");
        ((long)ledger["trial"]![0]!["difference"]!["minorUnits"]!).ShouldBe(0);
        ledger["accounts"]!.AsArray().Select(account => (string)account!["account"]!).ShouldContain("loan-principal");
    }

    [Theory]
    [InlineData("any-time")]
    [InlineData("repay-at-any-time")]
    public async Task Codes_are_answered_in_one_spelling_whichever_was_sent(string method)
    {
        var id = await WithLineAsync("L-SPELT");
        var plan = Plan("travel");
        plan["method"] = method;
        var quote = await PostAsync($"/borrowers/{id}/quotes", plan, 200);
        var terms = quote["quote"]!["schedule"]!["terms"]!;
        ((string)terms["method"]!).ShouldBe("repay-at-any-time");
        ((string)terms["rate"]!["dayCount"]!).ShouldBe("daily");
    }

    [Fact]
    public async Task The_description_lists_the_codes_that_are_answered()
    {
        var document = JsonNode.Parse(await server.Client.GetStringAsync("/api/v1/openapi.json"))!;
        var schemas = document["components"]!["schemas"]!;
        string[] Codes(JsonNode of) => [.. of["enum"]!.AsArray().Select(code => (string)code!)];
        var methods = Enum.GetValues<RepaymentMethod>().Select(method => method.Code());
        Codes(schemas["RepaymentMethod"]!).ShouldBe(methods);
        Codes(schemas["RestructureDraft"]!["properties"]!["method"]!).ShouldBe(methods);
        Codes(schemas["DayCount"]!).ShouldBe(Enum.GetValues<DayCount>().Select(dayCount => dayCount.Code()));
    }

    [Theory]
    [InlineData("/borrowers/L-NOBODY/quotes", 404, "borrower-not-found")]
    [InlineData("/borrowers/L-REFUSED/quotes", 422, "purpose-prohibited")]
    [InlineData("/borrowers/L-REFUSED/loans/nothing/repayments", 400, "id-malformed")]
    public async Task What_may_not_be_is_refused_by_name(string path, int status, string code)
    {
        await WithLineAsync("L-REFUSED");
        JsonNode body = path.EndsWith("quotes", StringComparison.Ordinal)
            ? Plan("stocks")
            : new JsonObject { ["amount"] = ServerFixture.Yuan(1) };
        ((string)(await PostAsync(path, body, status))["code"]!).ShouldBe(code);
    }

    [Fact]
    public async Task A_loan_is_serviced_and_its_statement_read()
    {
        var id = await WithLineAsync("L-SERVICED");
        var loan = await DrawAsync(id);
        Task<JsonNode> Do(string what, string body, int status = 201) =>
            PostAsync($"/borrowers/{id}/loans/{loan}/{what}", JsonNode.Parse(body)!, status);

        await Do("fees", """{ "code": "dunning", "amount": { "currency": "CNY", "minorUnits": 1200 } }""");
        var pause = await Do("pauses", """{ "on": "2026-08-03", "until": "2026-09-01", "reason": "flood" }""");
        await Do($"pauses/{pause["entry"]}/end", """{ "on": "2026-08-20", "reason": "over" }""");
        await Do("extensions", """{ "instalments": 6, "reason": "hardship" }""");
        await Do("restructurings", """{ "instalments": 24, "method": "equal-principal", "reason": "agreed" }""");
        var statement = await server.GetAsync($"/borrowers/{id}/loans/{loan}");
        statement["statement"]!["instalments"]!
            .AsArray()
            .Count(row => (string)row!["status"]! == "upcoming")
            .ShouldBe(24);
        statement["entries"]!.AsArray().Count.ShouldBe(4);
        var all = await server.GetAsync($"/borrowers/{id}/loans");
        ((long)all["total"]!["principal"]!["minorUnits"]!).ShouldBe(100_000);
        ((string)all["total"]!["nextDueOn"]!).ShouldBe("2026-09-03");

        var paid = $$"""{ "amount": { "currency": "CNY", "minorUnits": 102000 }, "acceptExcess": true }""";
        await Do("repayments", paid);
        var refunded = await Do("refunds", """{ "amount": { "currency": "CNY", "minorUnits": 800 } }""");
        ((string)refunded["position"]!["status"]!).ShouldBe("settled");
        var second = await DrawAsync(id);
        var lost = await PostAsync(
            $"/borrowers/{id}/loans/{second}/write-off",
            new JsonObject { ["reason"] = "fraud" },
            201
        );
        ((long)lost["position"]!["claim"]!["minorUnits"]!).ShouldBe(100_000);
    }

    [Theory]
    [InlineData("en", "Loans", "Instalments")]
    [InlineData("zh", "借款", "还款计划")]
    public async Task A_borrowers_page_lists_loans_and_leads_to_their_statements(string lang, string title, string rows)
    {
        var id = await WithLineAsync("L-PAGE");
        var loan = await DrawAsync(id, "page-draw");
        var page = await server.Client.GetStringAsync($"/borrowers/{id}?lang={lang}");
        page.ShouldContain($">{title}</h2>");
        page.ShouldContain($"href=\"/borrowers/{id}/loans/{loan}\"");
        var statement = await server.Client.GetStringAsync($"/borrowers/{id}/loans/{loan}?lang={lang}");
        statement.ShouldContain($">{rows}</h2>");
        statement.ShouldNotContain("{");
        statement.ShouldNotContain("loan.");
        var unknown = await server.Client.GetAsync($"/borrowers/{id}/loans/01M812A5X5DXP3RFTQK4P5QMQB");
        ((int)unknown.StatusCode).ShouldBe(404);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Loans_and_their_statements_fit_a_phone(string lang)
    {
        var id = await WithLineAsync("L-PHONE");
        var loan = await DrawAsync(id, "phone-draw");
        var context = await browser.OpenAsync(
            new()
            {
                BaseURL = server.Server.Address.ToString(),
                ViewportSize = new() { Width = 360, Height = 740 },
            }
        );
        var page = await context.NewPageAsync();
        foreach (var path in new[] { $"/borrowers/{id}", $"/borrowers/{id}/loans/{loan}" })
        {
            await page.GotoAsync($"{path}?lang={lang}");
            var widest = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            widest.ShouldBeLessThanOrEqualTo(360, path);
        }
    }

    [Theory]
    [InlineData("repayments", """{ "amount": { "currency": "CNY", "minorUnits": 0 } }""", 400, "amount-not-positive")]
    [InlineData("repayments", """{ "amount": { "currency": "CNY", "minorUnits": -1 } }""", 400, "amount-not-positive")]
    [InlineData("repayments", """{ "amount": { "currency": "USD", "minorUnits": 1 } }""", 400, "currency-mismatch")]
    [InlineData(
        "repayments",
        """{ "amount": { "currency": "CNY", "minorUnits": 999999 } }""",
        422,
        "repayment-exceeds-owed"
    )]
    [InlineData(
        "repayments",
        """{ "amount": { "currency": "CNY", "minorUnits": 1 }, "on": "2026-08-04" }""",
        400,
        "date-in-future"
    )]
    [InlineData(
        "repayments",
        """{ "amount": { "currency": "CNY", "minorUnits": 1 }, "on": "2026-08-02" }""",
        400,
        "date-before-draw"
    )]
    [InlineData(
        "fees",
        """{ "code": "", "amount": { "currency": "CNY", "minorUnits": 1 } }""",
        400,
        "fee-code-missing"
    )]
    [InlineData("refunds", """{ "amount": { "currency": "CNY", "minorUnits": 1 } }""", 422, "refund-exceeds-credit")]
    [InlineData("pauses", """{ "until": "2026-08-03", "reason": "x" }""", 400, "pause-empty")]
    [InlineData("pauses", """{ "until": "9999-12-31", "reason": "x" }""", 400, "pause-too-long")]
    [InlineData("pauses/01M812A5X5DXP3RFTQK4P5QMQB/end", """{ "reason": "x" }""", 404, "pause-not-found")]
    [InlineData("restructurings", """{ "instalments": 0, "reason": "x" }""", 400, "instalments-out-of-range")]
    [InlineData("extensions", """{ "instalments": 2, "reason": "" }""", 400, "reason-missing")]
    [InlineData("write-off", """{ "reason": "" }""", 400, "reason-missing")]
    [InlineData("entries/01M812A5X5DXP3RFTQK4P5QMQB/reversal", """{ "reason": "x" }""", 404, "entry-not-found")]
    public async Task A_wrong_entry_is_refused_by_name(string what, string body, int status, string code)
    {
        var id = await WithLineAsync("L-WRONG");
        var loan = await DrawAsync(id, "wrong-draw");
        var answer = await PostAsync($"/borrowers/{id}/loans/{loan}/{what}", JsonNode.Parse(body)!, status);
        ((string)answer["code"]!).ShouldBe(code);
    }

    [Fact]
    public async Task Plans_stand_side_by_side_and_one_is_suggested_once_an_income_is_known()
    {
        var id = await WithLineAsync("L-PLANS");
        var amount = ServerFixture.Yuan(1000);
        var asked = new JsonObject { ["amount"] = amount, ["purpose"] = "travel" };
        var unknown = await PostAsync($"/borrowers/{id}/plans", asked, 200);
        unknown["plans"]!.AsArray().ShouldAllBe(plan => !(bool)plan!["isSuggested"]!);
        asked["income"] = new JsonObject { ["monthly"] = ServerFixture.Yuan(3000), ["payday"] = 25 };
        var known = await PostAsync($"/borrowers/{id}/plans", asked.DeepClone(), 200);
        var best = known["plans"]!.AsArray().Single(plan => (bool)plan!["isSuggested"]!)!;
        ((string)best["maturesOn"]!).ShouldEndWith("-25");
        best["gates"]!.AsArray().Count.ShouldBe(1);
        asked["income"] = new JsonObject { ["payday"] = 0 };
        var wrong = await PostAsync($"/borrowers/{id}/plans", asked.DeepClone(), 400);
        ((string)wrong["code"]!).ShouldBe("day-of-month-out-of-range");
    }

    [Theory]
    [InlineData("""{ "method": "等额本息", "dailyRate": 0.0005 }""", 200, "762.63")]
    [InlineData("""{ "method": "equal-principal", "annualRate": 0.1825, "dayCount": "365" }""", 200, "833.33")]
    [InlineData("""{ "method": "balloon", "annualRate": 0.18 }""", 400, "method-unknown")]
    [InlineData("""{ "method": "equal-principal" }""", 400, "rate-missing")]
    [InlineData("""{ "method": "equal-principal", "annualRate": 0.18, "dayCount": "1/2" }""", 400, "day-count-unknown")]
    [InlineData("""{ "method": "equal-principal", "annualRate": -1 }""", 400, "rate-out-of-range")]
    [InlineData(
        """{ "method": "equal-principal", "annualRate": 0.1, "drawnOn": "9999-12-30" }""",
        400,
        "date-out-of-range"
    )]
    public async Task A_schedule_is_made_of_any_terms(string terms, int status, string expected)
    {
        var body = JsonNode.Parse(terms)!.AsObject();
        body["principal"] = ServerFixture.Yuan(10_000);
        body["instalments"] = 12;
        body["drawnOn"] ??= "2026-01-15";
        var answer = await PostAsync("/schedules", body, status);
        ((string)(answer["code"] ?? answer["instalments"]![0]!["principal"])!).ShouldBe(expected);
        ((string?)answer["title"] ?? "").ShouldNotContain("--");
    }

    [Fact]
    public async Task Reminders_are_planned_over_http()
    {
        var id = await WithLineAsync("L-NOTICE");
        await DrawAsync(id);
        var planned = await server.GetAsync("/notices?date=2026-09-03&at=23:00");
        var notice = planned["notices"]!.AsArray().Single(one => (string)one!["borrower"]! == id)!;
        ((string)notice["localTime"]!).ShouldBe("2026-09-04 08:00");
    }

    [Fact]
    public async Task A_loan_that_is_not_there_is_not_found()
    {
        var id = await WithLineAsync("L-EMPTY");
        const string Unknown = "01M812A5X5DXP3RFTQK4P5QMQB";
        var body = new JsonObject { ["reason"] = "x" };
        ((string)(await PostAsync($"/borrowers/{id}/loans/{Unknown}/write-off", body, 404))["code"]!).ShouldBe(
            "loan-not-found"
        );
        var read = await server.Client.GetAsync($"/api/v1/borrowers/{id}/loans/{Unknown}");
        await ApiWriteTests.ShouldRefuseAsync(read, 404, "loan-not-found");
    }

    private async Task<string> DrawAsync(string id, string? key = null)
    {
        var quote = await PostAsync($"/borrowers/{id}/quotes", Plan("travel"), 200);
        var signed = new JsonObject { ["plan"] = Plan("travel"), ["signed"] = (string)quote["hash"]! };
        var answer = await server.PostAsync($"/borrowers/{id}/loans", signed, key);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["loan"]!;
    }

    [Theory]
    [InlineData("/ledger?from=2026-02-02&to=2026-02-01", "ledger-range-empty")]
    [InlineData("/ledger?from=2020-02-02&to=2026-02-01", "ledger-range-too-long")]
    [InlineData("/ledger?to=9999-12-31&from=9999-12-31", "date-in-future")]
    public async Task A_ledger_of_days_that_cannot_be_is_refused(string path, string code)
    {
        var answer = await server.Client.GetAsync("/api/v1" + path);
        ((int)answer.StatusCode).ShouldBe(400);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        ((string)problem["code"]!).ShouldBe(code);
        ((string)problem["title"]!).ShouldNotContain("--");
    }

    private static JsonObject Plan(string purpose) =>
        new()
        {
            ["amount"] = ServerFixture.Yuan(1000),
            ["purpose"] = purpose,
            ["method"] = "equal-instalment",
            ["instalments"] = 6,
        };

    private async Task<JsonNode> PostAsync(string path, JsonNode body, int status)
    {
        var answer = await server.PostAsync(path, body);
        var content = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, content);
        return JsonNode.Parse(content)!;
    }

    private async Task<string> WithLineAsync(string name)
    {
        var id = BorrowerId.Parse(name).Value;
        await server.System.SubmitAsync(
            id,
            new RequestEnvelope(Actor.System("test"), "line-of-" + name),
            "test-line",
            name,
            turn =>
            {
                turn.Add(new BorrowerEvent.Registered(BorrowerKind.Person, Currency.CNY));
                var limit = new Money(5_000_000, Currency.CNY);
                var opening = new DrawId(turn.NextId());
                var rate = Rate.Daily(0.0005m);
                var none = Money.Zero(Currency.CNY);
                return turn.AskAndEnd(
                    new LineCommand.ImportLine("consumer", limit, rate, null, null, null, opening, none),
                    "done"
                );
            }
        );
        return name;
    }
}
