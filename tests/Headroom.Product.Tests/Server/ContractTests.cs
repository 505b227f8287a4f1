using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headroom.Product.Tests.Server;

/// <summary>The API's contract, held in golden files: addresses and statuses, and the members of every answer.</summary>
public sealed class ContractTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task The_description_lists_the_addresses_parameters_and_statuses_that_are_promised()
    {
        var document = JsonNode.Parse(await server.Client.GetStringAsync("/api/v1/openapi.json"))!;
        ((string)document["openapi"]!).ShouldStartWith("3.1");
        var lines = new List<string>();
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                var statuses = operation!["responses"]!
                    .AsObject()
                    .Select(status => status.Key)
                    .Order(StringComparer.Ordinal);
                var parameters = operation["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!);
                lines.Add($"{method.ToUpperInvariant()} {path} {operation["operationId"]}\n");
                lines.Add($"  {string.Join(' ', statuses)}\n  {string.Join(' ', parameters)}\n");
            }
        }

        Golden.ShouldMatch(string.Concat(lines), "openapi.txt");
    }

    [Fact]
    public async Task Every_answer_has_the_members_that_are_promised()
    {
        var id = await server.RegisterAsync("C-SHAPE");
        var shapes = new List<string>();
        void Add(string name, JsonNode? answer) => shapes.Add($"{name}\n{Shape(answer, "  ")}");

        Add("reviewLine", await PostAsync($"/borrowers/{id}/reviews", new JsonObject { ["trigger"] = "request" }));
        Add(
            "a refusal",
            await PostAsync("/borrowers/B000001/draws", new JsonObject { ["amount"] = ServerFixture.Yuan(0) })
        );
        Add("placeHold", await PostAsync($"/borrowers/{id}/holds", ServerFixture.SecurityHold()));
        Add("listBorrowers", await server.GetAsync($"/borrowers?prefix={id}"));
        Add("readBorrower", await server.GetAsync($"/borrowers/{id}"));
        Add("readLine", await server.GetAsync($"/borrowers/{id}/line"));
        Add("listDecisions", await server.GetAsync($"/borrowers/{id}/decisions"));
        Add("listEvents", await server.GetAsync($"/borrowers/{id}/events?count=1"));

        Add("readLedger", await server.GetAsync("/ledger?from=2026-01-01&to=2026-01-31"));

        // Last, since the review that it brings about comes in its own time.
        var signal = JsonNode.Parse(
            """{ "signals": [ { "kind": "income", "occurredAt": "2026-07-01T00:00:00Z", "source": "payroll", "values": { "monthly": 9000 } } ] }"""
        );
        Add("postSignals", await PostAsync($"/borrowers/{id}/signals", signal));
        Golden.ShouldMatch(string.Concat(shapes), "answers.txt");
    }

    private async Task<JsonNode?> PostAsync(string path, JsonNode? body) =>
        JsonNode.Parse(await (await server.PostAsync(path, body)).Content.ReadAsStringAsync());

    // The names and types of members; of a list, what its first item has.
    private static string Shape(JsonNode? node, string indent) =>
        node switch
        {
            JsonObject members => string.Concat(
                members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => Member(member, indent))
            ),
            JsonArray { Count: > 0 } items => Shape(items[0], indent),
            _ => "",
        };

    private static string Member(KeyValuePair<string, JsonNode?> member, string indent)
    {
        var kind = member.Value?.GetValueKind() ?? JsonValueKind.Null;
        var type = kind is JsonValueKind.True or JsonValueKind.False ? "flag" : kind.ToString().ToLowerInvariant();
        return $"{indent}{member.Key}: {type}\n{Shape(member.Value, indent + "  ")}";
    }
}
