using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Headroom.Server.Api.Description;

/// <summary>The headers that requests take: every one a language, and a write its key, version and actor.</summary>
internal static class RequestHeaders
{
    /// <summary>Marks an endpoint as a write.</summary>
    public sealed record Marker;

    public static Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken ct
    )
    {
        operation.Parameters ??= [];
        Add(
            operation,
            HeaderNames.AcceptLanguage,
            false,
            "The language of texts: en or zh. The query parameter lang goes before it."
        );
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Marker>().Any())
        {
            Add(
                operation,
                WriteCall.IdempotencyKey,
                required: true,
                "1 to 200 visible ASCII characters. The same key with the same input gives the first answer again."
            );
            Add(
                operation,
                HeaderNames.IfMatch,
                false,
                "The ETag that was seen; a borrower that has changed answers 412."
            );
            Add(operation, WriteCall.ActingFor, false, "The actor that the caller vouches for, such as staff:li.wei.");
        }

        return Task.CompletedTask;
    }

    private static void Add(OpenApiOperation operation, string name, bool required, string description) =>
        operation.Parameters!.Add(
            new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Required = required,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            }
        );
}
