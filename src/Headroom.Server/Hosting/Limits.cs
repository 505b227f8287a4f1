using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Headroom.Primitives;
using Headroom.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Headroom.Server.Hosting;

/// <summary>How large, how long and how many requests may be; what goes beyond is refused, never queued.</summary>
internal static class Limits
{
    /// <summary>Limits of the connection itself.</summary>
    public static void Apply(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.RequestBytesMax;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Listen(options.Host, options.Port);
    }

    /// <summary>Limits of what is done for a request.</summary>
    public static void AddLimits(this IServiceCollection services, ServerOptions options)
    {
        services.AddRequestTimeouts(timeouts =>
            timeouts.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = options.RequestTimeout,
                TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
                WriteTimeoutResponse = context =>
                    RefusalAnswer.WriteAsync(context, Refusal.Unavailable("request-timeout")),
            }
        );
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(InFlight(options), PerCaller(options));
            limiter.OnRejected = RejectAsync;
        });
    }

    private static PartitionedRateLimiter<HttpContext> InFlight(ServerOptions options) =>
        PartitionedRateLimiter.Create<HttpContext, bool>(_ =>
            RateLimitPartition.GetConcurrencyLimiter(
                true,
                _ => new ConcurrencyLimiterOptions { PermitLimit = options.RequestsInFlightMax }
            )
        );

    private static PartitionedRateLimiter<HttpContext> PerCaller(ServerOptions options) =>
        PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
            RateLimitPartition.GetTokenBucketLimiter(
                context.Connection.RemoteIpAddress ?? IPAddress.None,
                _ => new TokenBucketRateLimiterOptions
                {
                    // A burst of two seconds' worth is let through.
                    TokenLimit = options.RequestsPerSecondMax * 2,
                    TokensPerPeriod = Math.Max(1, options.RequestsPerSecondMax / 10),
                    ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
                }
            )
        );

    private static ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
            ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
            : 1;
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var refusal = Refusal.Unavailable("too-many-requests");
        return new ValueTask(
            RefusalAnswer.WriteAsync(rejected.HttpContext, refusal, StatusCodes.Status429TooManyRequests)
        );
    }
}
