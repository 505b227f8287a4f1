using System.Text.Json.Nodes;
using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;

namespace Headroom.Product.Tests.Server;

/// <summary>A loan over HTTP: quoted, drawn as signed, repaid, taken back.</summary>
public sealed class LoanApiTests(ServerFixture server) : IClassFixture<ServerFixture>
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
