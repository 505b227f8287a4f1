using System.Globalization;
using Headroom.Operations;
using Headroom.Primitives;
using Headroom.Server.Access;
using Headroom.Server.Hosting;
using Headroom.Server.Problems;
using Headroom.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Headroom.Server.Api;

/// <summary>
/// One write over HTTP: reads from the headers who acts, under which key, and on which version; sends the command; and
/// answers with what the command answered, now or the first time.
/// </summary>
internal sealed class WriteCall(HttpContext http)
{
    /// <summary>Makes a write safe to send again: its answer is the first one's.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Tells that the answer is an earlier one's.</summary>
    public const string Replayed = "Idempotency-Replayed";

    /// <summary>Names the member of staff or the borrower that the calling system acts for, and vouches for.</summary>
    public const string ActingFor = "Acting-For";

    /// <summary>Sends a command that concerns the borrower of an address.</summary>
    /// <param name="borrower">The identifier, as the address has it.</param>
    /// <param name="submit">Sends it.</param>
    /// <param name="status">The status of a command that is not refused.</param>
    public async Task<IResult> SendAsync(
        string borrower,
        Func<BorrowerId, RequestEnvelope, ValueTask<CommandOutcome>> submit,
        int status = StatusCodes.Status200OK
    )
    {
        if (!BorrowerId.Parse(borrower).TryGet(out var id, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        return await SendAsync(request => submit(id, request), status);
    }

    /// <summary>Sends a command.</summary>
    public async Task<IResult> SendAsync(
        Func<RequestEnvelope, ValueTask<CommandOutcome>> submit,
        int status = StatusCodes.Status200OK
    )
    {
        if (!ReadEnvelope().TryGet(out var request, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        // The command itself is never cancelled: a caller who goes away, or a server that stops, leaves it to finish.
        var outcome = await submit(request).AsTask().WaitAsync(http.RequestAborted);
        CommandMetrics.Count(
            http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "",
            outcome
        );
        if (outcome.Repeated)
        {
            http.Response.Headers[Replayed] = "true";
        }

        return outcome.Answer.Match(
            answer =>
            {
                http.Response.Headers.ETag = ETags.Of(outcome.Version);
                return new JsonBytes(answer, status);
            },
            RefusalAnswer.Of
        );
    }

    private Result<RequestEnvelope> ReadEnvelope()
    {
        var key = http.Request.Headers[IdempotencyKey].ToString();
        if (key.Length == 0)
        {
            return Refusal.Invalid("idempotency-key-missing");
        }

        return ReadActor()
            .Then(actor => ReadVersion().Then<RequestEnvelope>(v => new RequestEnvelope(actor, key, v.Value)));
    }

    private Result<Actor> ReadActor()
    {
        var caller = CallingActor.Of(http);
        var text = http.Request.Headers[ActingFor].ToString();
        if (text.Length == 0)
        {
            return caller.Actor;
        }

        if (!caller.Scopes.Contains(Scope.Act))
        {
            return Refusal.Forbidden("api-key-out-of-scope", ("scope", ApiKey.NameOf(Scope.Act)));
        }

        return Actor
            .Parse(text)
            .Then<Actor>(actor =>
                actor.Kind is ActorKind.Staff or ActorKind.Borrower
                    ? actor
                    : Refusal.Forbidden("acting-for-system", ("actor", actor.ToString()))
            );
    }

    private Result<SeenVersion> ReadVersion()
    {
        var text = http.Request.Headers[HeaderNames.IfMatch].ToString();
        if (text.Length == 0 || text == "*")
        {
            return new SeenVersion(null);
        }

        return ETags.Parse(text) is { } version
            ? new SeenVersion(version)
            : Refusal.Invalid("if-match-malformed", ("value", text));
    }

    private readonly record struct SeenVersion(long? Value);

    private sealed class JsonBytes(byte[] json, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "application/json";
            response.ContentLength = json.Length;
            return response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
        }
    }
}

/// <summary>A borrower's version as an entity tag.</summary>
internal static class ETags
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static long? Parse(string text) =>
        text is ['"', .. var digits, '"']
        && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
}
