using System.Diagnostics;
using Headroom.Server.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Headroom.Server.Hosting;

/// <summary>
/// One line per request: method, route (the pattern, not the address, which names borrowers), status, time and who called.
/// Health checks and assets are left out while they succeed. The request's trace gets the same route and status.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            Trace(context, route);
            if (logger.IsEnabled(LogLevel.Information))
            {
                Write(context, route, Stopwatch.GetElapsedTime(started));
            }
        }
    }

    // The framework starts the trace before it knows the route and ends it without the status.
    private static void Trace(HttpContext context, string route)
    {
        if (Activity.Current is { } activity)
        {
            activity.DisplayName = $"{context.Request.Method} {route}";
            activity.SetTag("http.route", route);
            activity.SetTag("http.response.status_code", context.Response.StatusCode);
        }
    }

    private void Write(HttpContext context, string route, TimeSpan elapsed)
    {
        var status = context.Response.StatusCode;
        if (status < 400 && IsRoutine(route))
        {
            return;
        }

        var elapsedMs = Math.Round(elapsed.TotalMilliseconds, 2);
        var caller = context.Features.Get<CallingActor>()?.Actor.ToString() ?? "none";
        var traceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        Answered(logger, context.Request.Method, route, status, elapsedMs, caller, traceId);
    }

    private static bool IsRoutine(string route) =>
        route is "/healthz" or "/readyz" || route.StartsWith("/assets/", StringComparison.Ordinal);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Method} {Route} answered {Status} in {ElapsedMs} ms to {Caller} ({TraceId})"
    )]
    private static partial void Answered(
        ILogger logger,
        string method,
        string route,
        int status,
        double elapsedMs,
        string caller,
        string traceId
    );
}
