using Headroom.Server.Access;
using Headroom.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Headroom.Server.Api.Description;

/// <summary>The API's own description: OpenAPI 3.1, made from the endpoints.</summary>
internal static class ApiDescription
{
    private const string Document = "v1";
    private const string KeyScheme = "key";

    // Refusals that any endpoint may answer with, and those that only writes do.
    private static readonly int[] RefusedAnywhere = [400, 401, 403, 404, 429, 500, 503];
    private static readonly int[] RefusedWrites = [409, 412, 413, 415, 422];

    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(
            Document,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.AddDocumentTransformer(DescribeDocumentAsync);
                options.AddOperationTransformer(RequestHeaders.DescribeAsync);
                options.AddSchemaTransformer(ValueSchemas.DescribeAsync);
            }
        );

    public static void MapApiDescription(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapOpenApi("/api/{documentName}/openapi.json").MayBeCalledBy(Caller.Anyone);

    /// <summary>Names an operation and says what it does.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string name, string summary) =>
        endpoint.WithName(name).WithSummary(summary);

    /// <summary>What a read answers.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<T>().Refuses(RefusedAnywhere);

    /// <summary>What a write answers.</summary>
    public static RouteHandlerBuilder AnswersWrite<T>(
        this RouteHandlerBuilder endpoint,
        int status = StatusCodes.Status200OK
    ) =>
        endpoint
            .Produces<T>(status)
            .Refuses([.. RefusedAnywhere, .. RefusedWrites])
            .WithMetadata(new RequestHeaders.Marker());

    private static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, IEnumerable<int> statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<Problem>(status, Problem.MediaType);
        }

        return endpoint;
    }

    private static Task DescribeDocumentAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken ct
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "Headroom",
            Version = Document,
            Description =
                "Credit lines: limits, holds, draws and decisions. Amounts are whole minor units of their currency. "
                + "Refusals are problem details whose code never changes its meaning.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A system's key. Needed once one is set; until then only this machine may call.",
            },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
