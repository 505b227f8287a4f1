using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headroom.Operations;
using Headroom.Operations.Generate;
using Headroom.Operations.RegisterBorrower;
using Headroom.Primitives;
using Headroom.Product.Tests.Architecture;
using Headroom.Server;
using Microsoft.Extensions.Logging;

namespace Headroom.Product.Tests.Server;

/// <summary>The real server on a free port over a real SQLite file, with a small generated portfolio and a clock that stands still.</summary>
public class ServerFixture : IAsyncLifetime
{
    public const int Borrowers = 120;

    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-server-").FullName;
    private long _keys;

    public static DateTimeOffset Now { get; } = new(2026, 8, 3, 1, 30, 0, TimeSpan.Zero);

    public HeadroomSystem System { get; private set; } = null!;

    public RunningServer Server { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public virtual ServerOptions Options => new() { Port = 0, LogLevel = LogLevel.None };

    public virtual async ValueTask InitializeAsync()
    {
        System = await HeadroomSystem.OpenAsync(
            new HeadroomOptions
            {
                Store = Path.Combine(_folder, "server.db"),
                PackFolder = Path.Combine(Repository.Root, "policies", "cn-consumer"),
                Clock = new StandingClock(Now),
            }
        );
        var today = System.Calendar.DateAt(Now);
        var seeding = new PortfolioGenerator(20, Borrowers, today)
            .Generate()
            .Select(draft => System.RegisterBorrowerAsync(draft, new RequestEnvelope(Actor.System("import"))).AsTask());
        foreach (var outcome in await Task.WhenAll(seeding))
        {
            outcome.Answer.IsOk.ShouldBeTrue();
        }

        Server = (await HeadroomServer.StartAsync(System, Options)).Value;
        // Without cookies: no test sees the language that another chose.
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Server.Address };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.StopAsync();
        await Server.DisposeAsync();
        await System.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A key that nobody used yet.</summary>
    public string NextKey() => "key-" + Interlocked.Increment(ref _keys).ToString(CultureInfo.InvariantCulture);

    /// <summary>Posts JSON to the API under a key.</summary>
    public Task<HttpResponseMessage> PostAsync(
        string path,
        JsonNode? body = null,
        string? key = null,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1" + path);
        request.Headers.Add("Idempotency-Key", key ?? NextKey());
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        }

        return Client.SendAsync(request);
    }

    /// <summary>Reads JSON from the API.</summary>
    public async Task<JsonNode> GetAsync(string path) => (await Client.GetFromJsonAsync<JsonNode>("/api/v1" + path))!;

    /// <summary>Registers a borrower of its own with a line of 20,000 yuan and nothing drawn, so that tests do not meet.</summary>
    public async Task<string> RegisterAsync(string id)
    {
        var line = new JsonObject
        {
            ["product"] = "consumer",
            ["limit"] = Yuan(20_000),
            ["drawn"] = Yuan(0),
            ["openedOn"] = "2025-01-15",
        };
        var answer = await PostAsync(
            "/borrowers",
            new JsonObject
            {
                ["id"] = id,
                ["kind"] = "person",
                ["currency"] = "CNY",
                ["line"] = line,
                ["signals"] = new JsonArray(),
            }
        );
        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
        return id;
    }

    /// <summary>Places a hold for account security that a reviewer may lift, and gives its identifier.</summary>
    public async Task<string> PlaceHoldAsync(string borrower)
    {
        var answer = await PostAsync($"/borrowers/{borrower}/holds", SecurityHold());
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
        return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["hold"]!;
    }

    public static JsonObject SecurityHold() =>
        new()
        {
            ["kind"] = "account-security",
            ["scope"] = "draws-and-increases",
            ["reason"] = "device-unknown",
            ["override"] = "reviewer-may-lift",
        };

    public static JsonObject Yuan(long amount) => new() { ["currency"] = "CNY", ["minorUnits"] = amount * 100 };

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
