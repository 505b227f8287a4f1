using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Headroom.Server;
using Headroom.Server.Assets;
using Microsoft.Extensions.Logging;

namespace Headroom.Product.Tests.Server;

/// <summary>How the server starts, stops and answers what is not the API's.</summary>
public sealed class HostTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_port_that_is_taken_is_one_clear_refusal()
    {
        var taken = server.Server.Address.Port;
        var refused = await HeadroomServer.StartAsync(server.System, Quiet() with { Port = taken });
        refused.Refusal!.Code.ShouldBe("port-taken");
        refused.Refusal.Parameters.ShouldBe([("port", $"{taken}")]);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_refused()
    {
        // A documentation address (RFC 5737): no machine has it.
        var options = Quiet() with
        {
            Host = IPAddress.Parse("192.0.2.1"),
            Keys = Headroom.Server.Access.ApiKey.ParseAll("a-secret-of-enough-length").Value,
        };
        (await HeadroomServer.StartAsync(server.System, options)).Refusal!.Code.ShouldBe("host-not-here");
    }

    [Fact]
    public async Task Serving_others_without_a_key_is_refused()
    {
        var refused = await HeadroomServer.StartAsync(server.System, Quiet() with { Host = IPAddress.Any });
        refused.Refusal!.Code.ShouldBe("host-open-without-key");
    }

    [Fact]
    public async Task Health_is_alive_and_readiness_names_store_and_release()
    {
        (await server.Client.GetStringAsync("/healthz")).ShouldBe("""{"status":"alive"}""");
        var ready = JsonNode.Parse(await server.Client.GetStringAsync("/readyz"))!;
        ((string)ready["status"]!).ShouldBe("ready");
        ((string)ready["store"]!).ShouldBe("sqlite");
        ((string)ready["release"]!).Length.ShouldBe(64);
    }

    [Fact]
    public async Task A_stop_lets_the_command_under_way_finish()
    {
        var id = await server.RegisterAsync("H-STOP");
        var stopping = (await HeadroomServer.StartAsync(server.System, Quiet())).Value;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(stopping.Address.Host, stopping.Address.Port);
        await using var stream = tcp.GetStream();
        var body = ServerFixture.SecurityHold().ToJsonString();
        var head =
            $"POST /api/v1/borrowers/{id}/holds HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: stop\r\n"
            + $"Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: {body.Length}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));

        // The server asks for the body once the endpoint runs: the request is under way.
        (await ReadAsync(stream)).ShouldStartWith("HTTP/1.1 100");
        var stopped = stopping.StopAsync();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(body));
        (await ReadAsync(stream)).ShouldStartWith("HTTP/1.1 201");
        await stopped;
        await stopping.DisposeAsync();
        (await server.GetAsync($"/borrowers/{id}/line"))["holds"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Assets_are_kept_for_ever_under_the_hash_of_their_content_and_come_compressed()
    {
        foreach (var asset in AssetCatalog.Embedded.All)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, AssetCatalog.Embedded.AddressOf(asset.Name));
            request.Headers.AcceptEncoding.ParseAdd("gzip, br");
            var answer = await server.Client.SendAsync(request);
            answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
            answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
            (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan(40_000, asset.Name);
            var plain = await server.Client.GetByteArrayAsync(AssetCatalog.Embedded.AddressOf(asset.Name));
            plain.ShouldBe(asset.Content.ToArray());
        }

        AssetCatalog.Embedded.All.Select(asset => asset.Name).Order().ShouldBe(["app.css", "app.js", "icon.svg"]);
        ((int)(await server.Client.GetAsync("/assets/app.000000000000.css")).StatusCode).ShouldBe(404);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/borrowers")]
    [InlineData("/nowhere")]
    public async Task Every_answer_keeps_to_itself(string path)
    {
        var headers = (await server.Client.GetAsync(path)).Headers;
        headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; script-src 'self'");
        headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        headers.CacheControl!.NoStore.ShouldBeTrue();
        headers.Contains("Server").ShouldBeFalse();
    }

    private static ServerOptions Quiet() => new() { Port = 0, LogLevel = LogLevel.None };

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var buffer = new byte[4096];
        var count = await stream.ReadAsync(buffer);
        return Encoding.ASCII.GetString(buffer, 0, count);
    }
}
