using System.Collections.Concurrent;
using System.Text;
using Headroom.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Headroom.Product.Tests.Server;

/// <summary>What operators see: metrics and traces at a collector, and logs that name nobody.</summary>
public sealed class TelemetryTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Metrics_and_traces_reach_a_collector_before_the_server_is_gone()
    {
        var received = new ConcurrentQueue<(string Path, string Body)>();
        await using var collector = Collector(received);
        await collector.StartAsync();
        var options = new ServerOptions
        {
            Port = 0,
            LogLevel = LogLevel.None,
            OtlpEndpoint = new Uri(collector.Urls.First()),
        };
        var observed = (await HeadroomServer.StartAsync(server.System, options)).Value;
        using (var client = new HttpClient { BaseAddress = observed.Address })
        {
            var write = new HttpRequestMessage(
                HttpMethod.Post,
                "/api/v1/borrowers/NOBODY/draws/01M80TMSYRYBJ68QPESMMGBJYM/commit"
            );
            write.Headers.Add("Idempotency-Key", "telemetry");
            ((int)(await client.SendAsync(write)).StatusCode).ShouldBe(404);
        }

        await observed.StopAsync();
        await observed.DisposeAsync();

        string At(string path) => string.Concat(received.Where(item => item.Path == path).Select(item => item.Body));
        At("/v1/traces").ShouldContain("/api/v1/borrowers/{id}/draws/{drawId}/commit");
        At("/v1/metrics").ShouldContain("http.server.request.duration");
        At("/v1/metrics").ShouldContain("headroom.commands");
        At("/v1/metrics").ShouldContain("line-not-found");
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(" ", null, null)]
    [InlineData("http://localhost:4318", "http://localhost:4318/", null)]
    [InlineData("localhost:4318", null, "otlp-endpoint-malformed")]
    [InlineData("/tmp/collector", null, "otlp-endpoint-malformed")]
    public void A_collectors_address_is_read_or_refused(string? text, string? address, string? code)
    {
        var parsed = ServerOptions.ParseOtlpEndpoint(text);
        parsed.Refusal?.Code.ShouldBe(code);
        parsed.IsOk.ShouldBe(code is null);
        if (parsed.IsOk)
        {
            parsed.Value?.ToString().ShouldBe(address);
        }
    }

    private static WebApplication Collector(ConcurrentQueue<(string Path, string Body)> received)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        return app;
    }
}
