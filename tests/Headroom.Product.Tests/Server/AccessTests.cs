using System.Net.Http.Json;
using Headroom.Server;
using Headroom.Server.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Headroom.Product.Tests.Server;

/// <summary>Who may call what.</summary>
public sealed class AccessTests(AccessTests.KeyedServer server) : IClassFixture<AccessTests.KeyedServer>
{
    private const string Reading = "reading-secret-0001";
    private const string Everything = "every-scope-secret-1";

    [Fact]
    public async Task Every_endpoint_names_who_may_call_it()
    {
        await using var app = HeadroomServer.Build(server.System, server.Options);
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToList();
        endpoints.Count.ShouldBeGreaterThan(20);
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            var policy = endpoint.Metadata.GetMetadata<AccessPolicy>();
            policy.ShouldNotBeNull($"{endpoint.DisplayName} names nobody who may call it.");
            endpoint.Metadata.OfType<AccessPolicy>().Count().ShouldBe(1, endpoint.DisplayName);
            (policy.Scope is null).ShouldBe(policy.Caller != Caller.System, endpoint.DisplayName);
            var path = endpoint.RoutePattern.RawText!;
            var isApi = path.StartsWith("/api/v1/", StringComparison.Ordinal);
            (policy.Caller == Caller.System).ShouldBe(isApi, endpoint.DisplayName);
        }
    }

    [Theory]
    [InlineData(null, 401, "api-key-missing")]
    [InlineData("Basic cmVhZGluZw==", 401, "api-key-missing")]
    [InlineData("Bearer wrong-secret-wrong", 401, "api-key-unknown")]
    [InlineData("Bearer " + Reading, 200, null)]
    [InlineData("bearer " + Everything, 200, null)]
    public async Task A_read_needs_a_known_key_once_keys_are_set(string? authorization, int status, string? code)
    {
        var answer = await SendAsync(HttpMethod.Get, "/api/v1/borrowers/B000001", authorization);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.WwwAuthenticate.Count.ShouldBe(status == 401 ? 1 : 0);
        if (code is not null)
        {
            await ApiWriteTests.ShouldRefuseAsync(answer, status, code);
        }
    }

    [Fact]
    public async Task A_key_does_only_what_its_scopes_allow()
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/v1/borrowers/B000001/holds", "Bearer " + Reading);
        await ApiWriteTests.ShouldRefuseAsync(answer, 403, "api-key-out-of-scope");
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/api/v1/openapi.json")]
    public async Task Health_and_the_description_need_no_key(string path) =>
        ((int)(await SendAsync(HttpMethod.Get, path, null)).StatusCode).ShouldBe(200);

    [Fact]
    public async Task A_request_under_another_name_is_refused()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "rebound.example";
        await ApiWriteTests.ShouldRefuseAsync(await server.Client.SendAsync(request), 403, "host-unknown");
    }

    [Theory]
    [InlineData("/api/v1/borrowers/B000001", "bank.example", 200, null)]
    [InlineData("/", "bank.example", 403, "host-unknown")]
    [InlineData("/", "localhost", 200, null)]
    [InlineData("/", "10.1.2.3", 200, null)]
    public async Task Served_to_other_machines_the_pages_answer_to_this_one_only(
        string path,
        string host,
        int status,
        string? code
    )
    {
        var options = server.Options with { Host = System.Net.IPAddress.Any };
        await using var open = (await HeadroomServer.StartAsync(server.System, options)).Value;
        using var client = new HttpClient();
        var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{open.Address.Port}{path}");
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Reading);
        var answer = await client.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(status);
        if (code is not null)
        {
            await ApiWriteTests.ShouldRefuseAsync(answer, status, code);
        }
    }

    [Theory]
    [InlineData("a-secret-of-enough-length", "api", 7)]
    [InlineData("core-bank:read,draw:a-secret-of-enough-length", "core-bank", 2)]
    public void Keys_are_read_from_text(string text, string name, int scopes)
    {
        var key = ApiKey.ParseAll(text).Value.ShouldHaveSingleItem();
        key.Name.ShouldBe(name);
        key.Scopes.Count.ShouldBe(scopes);
        key.Matches("a-secret-of-enough-length").ShouldBeTrue();
        key.Matches("a-secret-of-enough-lengtH").ShouldBeFalse();
    }

    [Theory]
    [InlineData("short")]
    [InlineData("bank:reed:a-secret-of-enough-length")]
    [InlineData("bank:1:a-secret-of-enough-length")]
    [InlineData(":read:a-secret-of-enough-length")]
    [InlineData("bank:read")]
    public void A_key_that_cannot_be_read_is_refused_without_repeating_it(string text)
    {
        var refusal = ApiKey.ParseAll(text).Refusal!;
        refusal.Code.ShouldBe("api-key-malformed");
        refusal.ToString().ShouldNotContain("a-secret-of-enough-length");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? authorization)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Content = method == HttpMethod.Post ? JsonContent.Create(ServerFixture.SecurityHold()) : null;
        return await server.Client.SendAsync(request);
    }

    public sealed class KeyedServer : ServerFixture
    {
        public override ServerOptions Options =>
            new()
            {
                Port = 0,
                LogLevel = LogLevel.None,
                Keys = ApiKey.ParseAll($"bureau:read:{Reading};{Everything}").Value,
            };
    }
}
