using Microsoft.AspNetCore.Builder;

namespace Headroom.Server.Hosting;

/// <summary>Headers on every answer: pages take nothing from elsewhere, are framed by nobody, and tell nobody where a reader came from.</summary>
internal static class SecurityHeaders
{
    // Style attributes are refused too; images may be written into the style sheet as data.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = ContentPolicy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "no-referrer";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                headers.CacheControl = "no-store";
                return next(context);
            }
        );
}
