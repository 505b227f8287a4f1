using Headroom.Operations;
using Headroom.Server.Access;
using Headroom.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Server.Hosting;

/// <summary>What <c>/readyz</c> answers: whether requests would be served, and what each thing needed says.</summary>
/// <param name="Status"><c>ready</c> or <c>not-ready</c>.</param>
/// <param name="Store">The store's dialect, or the code of why it does not answer.</param>
/// <param name="Release">The hash of the live policy release, or the code of why there is none.</param>
public sealed record Readiness(string Status, string Store, string Release);

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet("/healthz", () => Results.Json(new { status = "alive" }))
            .MayBeCalledBy(Caller.Anyone)
            .ExcludeFromDescription();
        endpoints.MapGet("/readyz", ReadyAsync).MayBeCalledBy(Caller.Anyone).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(HeadroomSystem system, CancellationToken ct)
    {
        var (storeOk, store) = await AskStoreAsync(system.Store, ct);
        var (releaseOk, release) = storeOk ? await AskReleaseAsync(system, ct) : (false, "store-unknown");
        var ready = storeOk && releaseOk;
        return Results.Json(
            new Readiness(ready ? "ready" : "not-ready", store, release),
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private static async Task<(bool Ok, string Says)> AskStoreAsync(IHeadroomStore store, CancellationToken ct)
    {
        try
        {
            return (true, (await store.CheckHealthAsync(ct)).Dialect);
        }
        catch (StoreException failure)
        {
            return (false, failure.Refusal.Code);
        }
    }

    private static async Task<(bool Ok, string Says)> AskReleaseAsync(HeadroomSystem system, CancellationToken ct) =>
        (await system.Releases.LiveAsync(ct)).Match<(bool, string)>(
            release => (true, release.Hash.ToString()),
            refusal => (false, refusal.Code)
        );
}
