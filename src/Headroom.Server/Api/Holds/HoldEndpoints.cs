using Headroom.Operations;
using Headroom.Operations.Holds;
using Headroom.Primitives;
using Headroom.Server.Access;
using Headroom.Server.Api.Description;
using Headroom.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Server.Api.Holds;

/// <summary>Why a hold is lifted.</summary>
/// <param name="Reason">The reason, as the lender's staff gave it.</param>
public sealed record LiftRequest(string Reason);

/// <summary>Holds on a line.</summary>
internal static class HoldEndpoints
{
    public static void MapHolds(this IEndpointRouteBuilder api)
    {
        api.MapPost("/borrowers/{id}/holds", PlaceAsync)
            .NeedsScope(Scope.Hold)
            .Describe("placeHold", "Place a hold on draws, increases or both")
            .AnswersWrite<HoldAnswer>(StatusCodes.Status201Created);
        api.MapPost("/borrowers/{id}/holds/{holdId}/lift", LiftAsync)
            .NeedsScope(Scope.Hold)
            .Describe("liftHold", "Lift a hold by a judgement; most need a member of staff, named in Acting-For")
            .AnswersWrite<HoldAnswer>();
    }

    private static Task<IResult> PlaceAsync(string id, HoldDraft hold, HttpContext http, HeadroomSystem system) =>
        new WriteCall(http).SendAsync(
            id,
            (borrower, request) => system.PlaceHoldAsync(borrower, hold, request),
            StatusCodes.Status201Created
        );

    private static async Task<IResult> LiftAsync(
        string id,
        string holdId,
        LiftRequest body,
        HttpContext http,
        HeadroomSystem system
    )
    {
        if (!SortableId.Parse(holdId).TryGet(out var hold, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        return await new WriteCall(http).SendAsync(
            id,
            (borrower, request) => system.LiftHoldAsync(borrower, new HoldId(hold), body.Reason, request)
        );
    }
}
