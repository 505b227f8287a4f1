using System.Net;
using Headroom.Primitives;
using Headroom.Server.Access;
using Microsoft.Extensions.Logging;

namespace Headroom.Server;

/// <summary>How the server is run.</summary>
public sealed record ServerOptions
{
    /// <summary>The address to listen on: loopback, unless other machines shall reach the API.</summary>
    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>The keys of systems that call the API. Without any, only this machine may call it.</summary>
    public IReadOnlyList<ApiKey> Keys { get; init; } = [];

    /// <summary>The least grave log lines that are written, as JSON, to standard error.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Where metrics and traces go over OTLP; null sends them nowhere. The CLI takes it from <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>The largest request body, in bytes.</summary>
    public long RequestBytesMax { get; init; } = 1024 * 1024;

    /// <summary>How long a request may take before it is answered with a refusal.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stop waits for requests under way.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many requests a second one caller may send on average.</summary>
    public int RequestsPerSecondMax { get; init; } = 2_000;

    /// <summary>How many requests are worked on at the same time; more are asked to come again.</summary>
    public int RequestsInFlightMax { get; init; } = 1_024;

    /// <summary>
    /// Reads the address of a collector from text; null or blank is none. Refuses with <c>otlp-endpoint-malformed</c>.
    /// </summary>
    public static Result<Uri?> ParseOtlpEndpoint(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Result.Ok<Uri?>(null)
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") ? Result.Ok<Uri?>(uri)
        : Refusal.Invalid("otlp-endpoint-malformed", ("value", text));
}
