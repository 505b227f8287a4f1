using System.Net;
using Headroom.Primitives;
using Headroom.Server.Hosting;
using Headroom.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Headroom.Server.Access;

/// <summary>
/// Lets a request through to its endpoint only when the endpoint's <see cref="AccessPolicy"/> does, and notes who acts.
/// Nothing is open by accident: an endpoint that names no policy is refused.
/// </summary>
internal sealed class AccessGate(RequestDelegate next, ServerOptions options)
{
    private const string Bearer = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        // What matched no route of ours is nothing to protect: the framework's own answer that a method or a type of body
        // is not taken here, or nobody's.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            return next(context);
        }

        var refusal = endpoint.Metadata.GetMetadata<AccessPolicy>() switch
        {
            { Caller: Caller.Anyone } => null,
            { Caller: Caller.System, Scope: { } scope } => AdmitSystem(context, scope),
            { Caller: Caller.Staff } => AdmitStaff(context),
            _ => Refusal.Forbidden("access-unnamed"),
        };
        return refusal is null ? next(context) : RefuseAsync(context, refusal);
    }

    private Refusal? AdmitSystem(HttpContext context, Scope scope)
    {
        if (options.Keys.Count == 0)
        {
            context.Features.Set(new CallingActor(Actor.System("api"), Enum.GetValues<Scope>()));
            return FromThisMachine(context) ? null : Refusal.Forbidden("only-this-machine");
        }

        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return Refusal.Forbidden(AccessCodes.KeyMissing);
        }

        var secret = header[Bearer.Length..].Trim();
        if (options.Keys.FirstOrDefault(key => key.Matches(secret)) is not { } known)
        {
            return Refusal.Forbidden(AccessCodes.KeyUnknown);
        }

        context.Features.Set(new CallingActor(Actor.System(known.Name), known.Scopes));
        return known.Scopes.Contains(scope)
            ? null
            : Refusal.Forbidden("api-key-out-of-scope", ("scope", ApiKey.NameOf(scope)));
    }

    // Served to other machines too, the pages still answer to this one's names only: a page of another site that points its
    // own name at 127.0.0.1 is a caller on this machine.
    private static Refusal? AdmitStaff(HttpContext context) =>
        !FromThisMachine(context) ? Refusal.Forbidden("only-this-machine")
        : !KnownHosts.NamesThisMachine(context.Request.Host.Host) ? Refusal.Forbidden("host-unknown")
        : null;

    // A connection without an address is one inside this process: a test's.
    private static bool FromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);

    private static Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        var unauthenticated = refusal.Code is AccessCodes.KeyMissing or AccessCodes.KeyUnknown;
        if (unauthenticated)
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer realm=\"headroom\"";
        }

        return RefusalAnswer.WriteAsync(context, refusal, unauthenticated ? StatusCodes.Status401Unauthorized : null);
    }
}

internal static class AccessCodes
{
    public const string KeyMissing = "api-key-missing";
    public const string KeyUnknown = "api-key-unknown";
}
