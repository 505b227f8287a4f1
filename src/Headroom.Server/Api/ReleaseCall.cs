using Headroom.Assessment;
using Headroom.Operations;
using Headroom.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace Headroom.Server.Api;

/// <summary>Calls that a policy release decides.</summary>
internal static class ReleaseCall
{
    /// <summary>Goes on with the live release, or refuses as there is none.</summary>
    public static async Task<IResult> WithLiveAsync(
        HeadroomSystem system,
        HttpContext http,
        Func<PolicyRelease, Task<IResult>> next
    )
    {
        var live = await system.Releases.LiveAsync(http.RequestAborted);
        return live.TryGet(out var release, out var refusal) ? await next(release) : RefusalAnswer.Of(refusal);
    }
}
