using System.Text.Json;
using Headroom.Primitives;
using Headroom.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Headroom.Server.Problems;

/// <summary>
/// Turns what was thrown into an answer: a failing store and a malformed request into their refusals, anything else into
/// <c>unexpected</c>, which says nothing of the inside; the log has it under the trace identifier.
/// </summary>
internal sealed partial class FailureAnswers(RequestDelegate next, ILogger<FailureAnswers> logger)
{
    private const string Unknown = "unexpected";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && SilentRefusal(context.Response) is { } refusal)
            {
                await RefusalAnswer.WriteAsync(context, refusal, context.Response.StatusCode);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody reads an answer.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            var refusal = RefusalOf(failure, context.Request.Query);
            if (refusal.Code == Unknown)
            {
                Unexpected(logger, failure);
            }

            await RefusalAnswer.WriteAsync(context, refusal, StatusOf(failure));
        }
    }

    // The framework answers some requests with a status alone; people are told in words.
    private static Refusal? SilentRefusal(HttpResponse response) =>
        response.ContentType is not null
            ? null
            : response.StatusCode switch
            {
                StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => Refusal.NotFound(
                    "address-unknown"
                ),
                StatusCodes.Status413PayloadTooLarge => Refusal.TooLarge("body-too-large"),
                StatusCodes.Status415UnsupportedMediaType => Refusal.Invalid("body-not-json"),
                StatusCodes.Status400BadRequest => Refusal.Invalid("request-malformed"),
                _ => null,
            };

    private static Refusal RefusalOf(Exception failure, IQueryCollection query) =>
        failure switch
        {
            StoreException store => store.Refusal,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Refusal.TooLarge(
                "body-too-large"
            ),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => Refusal.Invalid(
                "body-not-json"
            ),
            BadHttpRequestException { InnerException: JsonException json } => BodyMalformed(json),
            BadHttpRequestException malformed when ParameterOf(malformed, query) is { } name => Refusal.Invalid(
                "parameter-malformed",
                ("name", name)
            ),
            BadHttpRequestException => Refusal.Invalid("request-malformed"),
            _ => Refusal.Unavailable(Unknown),
        };

    // The framework names the parameter only in its message, as 'Failed to bind parameter "Nullable<int> count" from "abc".'
    private static string? ParameterOf(BadHttpRequestException failure, IQueryCollection query) =>
        query.Keys.FirstOrDefault(name =>
            failure.Message.Contains($" {name}\" from ", StringComparison.OrdinalIgnoreCase)
        );

    // The place is a path of member names; the value itself, which may be personal, is not repeated.
    private static Refusal BodyMalformed(JsonException json) =>
        Refusal.Invalid(
            "body-malformed",
            ("place", json.Path ?? "$"),
            ("line", $"{(json.LineNumber ?? 0) + 1}"),
            ("column", $"{(json.BytePositionInLine ?? 0) + 1}")
        );

    private static int? StatusOf(Exception failure) =>
        failure switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => 415,
            StoreException or BadHttpRequestException => null,
            _ => StatusCodes.Status500InternalServerError,
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed")]
    private static partial void Unexpected(ILogger logger, Exception failure);
}
