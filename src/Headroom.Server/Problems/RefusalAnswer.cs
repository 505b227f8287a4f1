using System.Diagnostics;
using Headroom.Primitives;
using Headroom.Server.Pages;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Pages.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Headroom.Server.Problems;

/// <summary>Answers a request with a refusal: people who look at a page get a page, everything else a <see cref="Problem"/>.</summary>
internal static class RefusalAnswer
{
    /// <summary>Answers with a refusal, and a status other than its kind's where HTTP has a closer one.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal, int? status = null)
    {
        var code = status ?? Problem.StatusOf(refusal.Kind);
        return WantsPage(context.Request)
            ? WritePageAsync(context, refusal, code)
            : Problem.Of(context, refusal, code).WriteAsync(context.Response);
    }

    /// <summary>A result that answers with a refusal.</summary>
    public static IResult Of(Refusal refusal) => new RefusedResult(refusal);

    private static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == "text/html");

    private static Task WritePageAsync(HttpContext context, Refusal refusal, int status)
    {
        var calendar = context.RequestServices.GetRequiredService<BusinessCalendar>();
        var page = new PageResult<RefusalPage>(
            new Dictionary<string, object?>
            {
                [nameof(RefusalPage.Context)] = PageContext.Of(context, calendar),
                [nameof(RefusalPage.Refusal)] = refusal,
                [nameof(RefusalPage.Status)] = status,
                [nameof(RefusalPage.TraceId)] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
            },
            status
        );
        return page.ExecuteAsync(context);
    }

    private sealed class RefusedResult(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, refusal);
    }
}
