using Headroom.Primitives;
using Microsoft.AspNetCore.Http;

namespace Headroom.Server.Access;

/// <summary>Who a request acts for, as the access gate found.</summary>
internal sealed record CallingActor(Actor Actor)
{
    public static Actor Of(HttpContext context) =>
        context.Features.Get<CallingActor>()?.Actor
        ?? throw new InvalidOperationException("The access gate names the actor of every endpoint that acts.");
}
