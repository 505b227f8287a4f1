using Headroom.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Headroom.Server.Assets;

internal static class AssetEndpoints
{
    public static void MapAssets(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapMethods("/assets/{fileName}", [HttpMethods.Get, HttpMethods.Head], Serve)
            .MayBeCalledBy(Caller.Anyone)
            .ExcludeFromDescription();

    private static IResult Serve(string fileName, HttpContext context)
    {
        if (AssetCatalog.Embedded.Find(fileName) is not { } asset)
        {
            return Results.NotFound();
        }

        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        var brotli = context
            .Request.GetTypedHeaders()
            .AcceptEncoding.Any(encoding => encoding.Value == "br" && encoding.Quality != 0);
        if (brotli)
        {
            headers.ContentEncoding = "br";
        }

        return Results.Bytes(brotli ? asset.Brotli : asset.Content, asset.ContentType);
    }
}
