using Headroom.Assessment;
using Headroom.Operations;
using Headroom.Operations.ApplyForLine;
using Headroom.Operations.Review;
using Headroom.Primitives;
using Headroom.Server.Access;
using Headroom.Server.Api.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Server.Api.Lines;

/// <summary>What a review is asked for.</summary>
/// <param name="Trigger">Why.</param>
/// <param name="Requested">For <c>request</c>: the limit that is asked for.</param>
public sealed record ReviewRequest(ReviewTrigger Trigger, Money? Requested = null);

/// <summary>Lines: applying for one, reading it, having it reviewed.</summary>
internal static class LineEndpoints
{
    public static void MapLines(this IEndpointRouteBuilder api)
    {
        api.MapGet("/borrowers/{id}/line", ReadAsync)
            .NeedsScope(Scope.Read)
            .Describe("readLine", "The line as of now: limits, headroom and, where it is zero, every cause")
            .Answers<LineAnswer>();
        api.MapPost("/borrowers/{id}/applications", ApplyAsync)
            .NeedsScope(Scope.Decide)
            .Describe("applyForLine", "Apply for a line, and have the application decided")
            .AnswersWrite<ReviewAnswer>(StatusCodes.Status201Created);
        api.MapPost("/borrowers/{id}/reviews", ReviewAsync)
            .NeedsScope(Scope.Decide)
            .Describe("reviewLine", "Review the line by the live release, and carry out what it decides")
            .AnswersWrite<ReviewAnswer>(StatusCodes.Status201Created);
    }

    private static Task<IResult> ReadAsync(string id, HttpContext http, HeadroomSystem system) =>
        ReadCall.BorrowerAsync(http, system, id, LineAnswer.Of);

    private static Task<IResult> ApplyAsync(
        string id,
        ApplicationDraft application,
        HttpContext http,
        HeadroomSystem system
    ) =>
        ReleaseCall.WithLiveAsync(
            system,
            http,
            release =>
                new WriteCall(http).SendAsync(
                    id,
                    (borrower, request) => system.ApplyForLineAsync(borrower, application, release, request),
                    StatusCodes.Status201Created
                )
        );

    private static Task<IResult> ReviewAsync(string id, ReviewRequest body, HttpContext http, HeadroomSystem system) =>
        ReleaseCall.WithLiveAsync(
            system,
            http,
            release =>
                new WriteCall(http).SendAsync(
                    id,
                    (borrower, request) =>
                        system.ReviewBorrowerAsync(borrower, release, body.Trigger, request, body.Requested),
                    StatusCodes.Status201Created
                )
        );
}
