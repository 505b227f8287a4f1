using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Borrowers;
using Headroom.Operations.PostSignals;
using Headroom.Operations.RegisterBorrower;
using Headroom.Primitives;
using Headroom.Server.Access;
using Headroom.Server.Api.Description;
using Headroom.Server.Hosting;
using Headroom.Server.Problems;
using Headroom.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Server.Api.Borrowers;

/// <summary>What to record about a borrower.</summary>
/// <param name="Signals">The facts that arrived, at most 500.</param>
public sealed record SignalsRequest(IReadOnlyList<SignalDraft> Signals);

/// <summary>Borrowers: the portfolio, registering, and the signals that arrive about them.</summary>
internal static class BorrowerEndpoints
{
    public static void MapBorrowers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/borrowers", ListAsync)
            .NeedsScope(Scope.Read)
            .Describe("listBorrowers", "Borrowers, in the order of their identifiers, page by page")
            .Answers<PortfolioAnswer>();
        api.MapPost("/borrowers", RegisterAsync)
            .NeedsScope(Scope.Decide)
            .Describe(
                "registerBorrower",
                "Register a borrower, with a line kept elsewhere and signals where there are any"
            )
            .AnswersWrite<RegistrationAnswer>();
        api.MapGet("/borrowers/{id}", ReadAsync)
            .NeedsScope(Scope.Read)
            .Describe("readBorrower", "One borrower, with the line as of now")
            .Answers<BorrowerAnswer>();
        api.MapPost("/borrowers/{id}/signals", PostSignalsAsync)
            .NeedsScope(Scope.Signal)
            .Describe("postSignals", "Record signals, all or none, and have the line reviewed")
            .AnswersWrite<SignalsAnswer>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(
        HeadroomSystem system,
        string? prefix,
        string? status,
        string? hold,
        string? action,
        string? grade,
        string? after,
        int? count,
        CancellationToken ct
    )
    {
        BorrowerId? last = null;
        if (after is not null)
        {
            if (!BorrowerId.Parse(after).TryGet(out var parsed, out var malformed))
            {
                return RefusalAnswer.Of(malformed);
            }

            last = parsed;
        }

        var unknown =
            ReadCall.Unknown<LineStatus>("status", status, LineCodes.Code)
            ?? ReadCall.Unknown<HoldKind>("hold", hold, LineCodes.Code)
            ?? ReadCall.Unknown<DecisionAction>("action", action, WordCodes.Code);
        if (unknown is not null)
        {
            return RefusalAnswer.Of(unknown);
        }

        if (!ReadCall.Count(count).TryGet(out var most, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        var page = await system.Store.QueryPortfolioAsync(
            new PortfolioQuery
            {
                IdPrefix = prefix,
                Status = status,
                HoldKind = hold,
                LastAction = action,
                Grade = grade,
                After = last,
                Count = most,
            },
            ct
        );
        return ReadCall.Answer<PortfolioAnswer>(
            new PortfolioAnswer([.. page.Rows.Select(BorrowerSummary.Of)], page.Next)
        );
    }

    private static Task<IResult> ReadAsync(string id, HttpContext http, HeadroomSystem system) =>
        ReadCall.BorrowerAsync<BorrowerAnswer>(http, system, id, (view, words) => BorrowerAnswer.Of(view, words));

    private static Task<IResult> RegisterAsync(BorrowerDraft borrower, HttpContext http, HeadroomSystem system) =>
        new WriteCall(http).SendAsync(request => system.RegisterBorrowerAsync(borrower, request));

    private static async Task<IResult> PostSignalsAsync(
        string id,
        SignalsRequest body,
        HttpContext http,
        HeadroomSystem system,
        ReviewBell bell
    )
    {
        var answer = await new WriteCall(http).SendAsync(
            id,
            (borrower, request) => system.PostSignalsAsync(borrower, body.Signals, request),
            StatusCodes.Status201Created
        );
        bell.Ring();
        return answer;
    }
}
