using System.Net;
using Headroom.Primitives;
using Headroom.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace Headroom.Server.Hosting;

/// <summary>
/// On loopback, only requests that name this machine are answered: a page of another site that points its own name at
/// 127.0.0.1 (DNS rebinding) reads nothing.
/// </summary>
internal sealed class KnownHosts(RequestDelegate next, ServerOptions options)
{
    private readonly bool _onLoopback = IPAddress.IsLoopback(options.Host);

    public Task InvokeAsync(HttpContext context) =>
        !_onLoopback || NamesThisMachine(context.Request.Host.Host)
            ? next(context)
            : RefusalAnswer.WriteAsync(context, Refusal.Forbidden("host-unknown"));

    /// <summary>Whether no page of another site can have this name: it is this machine's, or an address, which cannot be pointed elsewhere.</summary>
    public static bool NamesThisMachine(string host) =>
        host.Length == 0
        || string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out _);
}
