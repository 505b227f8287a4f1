using Headroom.Primitives;
using Microsoft.AspNetCore.Http;

namespace Headroom.Server.Access;

/// <summary>Who calls, as the access gate found, and what the key allows.</summary>
internal sealed record CallingActor(Actor Actor, IReadOnlyCollection<Scope> Scopes)
{
    public static CallingActor Of(HttpContext context) =>
        context.Features.Get<CallingActor>()
        ?? throw new InvalidOperationException("The access gate names the caller of every endpoint that acts.");
}
