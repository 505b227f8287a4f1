using Headroom.Operations;
using Headroom.Operations.Draws;
using Headroom.Primitives;
using Headroom.Server.Access;
using Headroom.Server.Api.Description;
using Headroom.Server.Problems;
using Headroom.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Server.Api.Draws;

/// <summary>How much is to be drawn.</summary>
/// <param name="Amount">The amount, in the line's currency.</param>
public sealed record DrawRequest(Money Amount);

/// <summary>Why what was set aside is given back.</summary>
/// <param name="Reason">The reason.</param>
public sealed record ReleaseRequest(string Reason);

/// <summary>Draws, in three steps so that none that race can overspend.</summary>
internal static class DrawEndpoints
{
    public static void MapDraws(this IEndpointRouteBuilder api)
    {
        api.MapPost("/borrowers/{id}/draws", ReserveAsync)
            .NeedsScope(Scope.Draw)
            .Describe("reserveDraw", "Set headroom aside for a draw")
            .AnswersWrite<DrawAnswer>(StatusCodes.Status201Created);
        api.MapPost("/borrowers/{id}/draws/{drawId}/commit", CommitAsync)
            .NeedsScope(Scope.Draw)
            .Describe("commitDraw", "Record that the money of a reserved draw has left")
            .AnswersWrite<DrawAnswer>();
        api.MapPost("/borrowers/{id}/draws/{drawId}/release", ReleaseAsync)
            .NeedsScope(Scope.Draw)
            .Describe("releaseDraw", "Give back what was set aside")
            .AnswersWrite<DrawAnswer>();
    }

    private static Task<IResult> ReserveAsync(string id, DrawRequest body, HttpContext http, HeadroomSystem system) =>
        new WriteCall(http).SendAsync(
            id,
            (borrower, request) => system.ReserveDrawAsync(borrower, body.Amount, request),
            StatusCodes.Status201Created
        );

    private static Task<IResult> CommitAsync(string id, string drawId, HttpContext http, HeadroomSystem system) =>
        SendAsync(http, id, drawId, (borrower, draw, request) => system.CommitDrawAsync(borrower, draw, request));

    private static Task<IResult> ReleaseAsync(
        string id,
        string drawId,
        ReleaseRequest body,
        HttpContext http,
        HeadroomSystem system
    ) =>
        SendAsync(
            http,
            id,
            drawId,
            (borrower, draw, request) => system.ReleaseDrawAsync(borrower, draw, body.Reason, request)
        );

    private static async Task<IResult> SendAsync(
        HttpContext http,
        string id,
        string drawId,
        Func<BorrowerId, DrawId, RequestEnvelope, ValueTask<CommandOutcome>> submit
    )
    {
        if (!SortableId.Parse(drawId).TryGet(out var draw, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        return await new WriteCall(http).SendAsync(
            id,
            (borrower, request) => submit(borrower, new DrawId(draw), request)
        );
    }
}
