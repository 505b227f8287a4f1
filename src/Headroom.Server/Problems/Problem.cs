using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Headroom.Operations.Texts;
using Headroom.Primitives;
using Headroom.Server.Api;
using Headroom.Server.Reading;
using Microsoft.AspNetCore.Http;

namespace Headroom.Server.Problems;

/// <summary>
/// A refusal as the API answers it: problem details (RFC 9457) with the refusal's stable code and parameters, and its
/// text in the reader's language.
/// </summary>
/// <param name="Type">Names the kind of problem: <c>urn:headroom:refusal:</c> and the code.</param>
/// <param name="Title">What was wrong and what to do, in the reader's language.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The refusal's code, which never changes its meaning.</param>
/// <param name="Parameters">What the text names.</param>
/// <param name="TraceId">Names the request in logs and traces.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Code,
    IReadOnlyDictionary<string, string> Parameters,
    string TraceId
)
{
    /// <summary>The media type of problems.</summary>
    public const string MediaType = "application/problem+json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // Chinese stands as itself, as it does in every other answer.
        Encoder = ApiJson.Options.Encoder,
    };

    /// <summary>The HTTP status of a kind of refusal; the one place that says so.</summary>
    public static int StatusOf(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.Invalid => StatusCodes.Status400BadRequest,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
            RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
            RefusalKind.Rule => StatusCodes.Status422UnprocessableEntity,
            RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of refusal."),
        };

    /// <summary>The problem that a refusal is to the reader of a request.</summary>
    internal static Problem Of(HttpContext context, Refusal refusal, int status) =>
        new(
            "urn:headroom:refusal:" + refusal.Code,
            TextCatalog.Shipped.Say(refusal, ReaderLanguage.Of(context)),
            status,
            refusal.Code,
            refusal.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value),
            Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier
        );

    /// <summary>Writes the problem as the answer.</summary>
    internal Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        return response.WriteAsJsonAsync(this, Json, MediaType, CancellationToken.None);
    }
}
