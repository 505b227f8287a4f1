using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Loans;
using Headroom.Primitives;
using Headroom.Server.Access;
using Headroom.Server.Api.Description;
using Headroom.Server.Problems;
using Headroom.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Server.Api.Loans;

/// <summary>Why an entry is taken back.</summary>
public sealed record ReversalRequest(string Reason);

/// <summary>Why a pause ends before its time, and when; today where no day is given.</summary>
public sealed record PauseEndRequest(string Reason, DateOnly? On = null);

/// <summary>What staff do to a loan besides taking money; each answers with where the loan stands then.</summary>
internal static class ServicingEndpoints
{
    private const string Loan = "/borrowers/{id}/loans/{loanId}";

    public static void MapLoanServicing(this IEndpointRouteBuilder api)
    {
        api.MapService<FeeDraft>("/fees", "chargeFee", "Charge a fee on a loan");
        api.MapService<RefundDraft>("/refunds", "refundLoan", "Pay back what was paid beyond what is owed");
        api.MapService<PauseDraft>("/pauses", "pauseLoan", "Stop ageing, or ageing and interest, for a time");
        api.MapPost(Loan + "/pauses/{entryId}/end", EndPauseAsync).Makes("endPause", "End a pause before its time");
        api.MapService<RestructureDraft>("/restructurings", "restructureLoan", "Put what is owed on a new plan");
        api.MapService<ExtensionDraft>("/extensions", "extendLoan", "Give a loan more instalments");
        api.MapService<WriteOffDraft>("/write-off", "writeOffLoan", "Write off what a loan owes");
        api.MapPost(Loan + "/entries/{entryId}/reversal", ReverseAsync)
            .Makes("reverseEntry", "Take an entry on a loan back", StatusCodes.Status200OK);
    }

    private static void MapService<TDraft>(this IEndpointRouteBuilder api, string path, string name, string summary)
        where TDraft : ServicingDraft =>
        api.MapPost(
                Loan + path,
                (string id, string loanId, TDraft body, HttpContext http, HeadroomSystem system) =>
                    SendAsync(
                        http,
                        id,
                        SortableId.Parse(loanId),
                        StatusCodes.Status201Created,
                        (who, loan, request) => system.ServiceLoanAsync(who, new DrawId(loan), body, request)
                    )
            )
            .Makes(name, summary);

    private static void Makes(
        this RouteHandlerBuilder endpoint,
        string name,
        string summary,
        int status = StatusCodes.Status201Created
    ) => endpoint.NeedsScope(Scope.Service).Describe(name, summary).AnswersWrite<EntryAnswer>(status);

    private static Task<IResult> EndPauseAsync(
        string id,
        string loanId,
        string entryId,
        PauseEndRequest body,
        HttpContext http,
        HeadroomSystem system
    ) =>
        SendAsync(
            http,
            id,
            EntryOn(loanId, entryId),
            StatusCodes.Status201Created,
            (who, on, request) =>
                system.ServiceLoanAsync(who, on.Loan, new PauseEndDraft(on.Entry, body.Reason, body.On), request)
        );

    private static Task<IResult> ReverseAsync(
        string id,
        string loanId,
        string entryId,
        ReversalRequest body,
        HttpContext http,
        HeadroomSystem system
    ) =>
        SendAsync(
            http,
            id,
            EntryOn(loanId, entryId),
            StatusCodes.Status200OK,
            (who, on, request) => system.ReverseEntryAsync(who, on.Loan, on.Entry, body.Reason, request)
        );

    private static Result<(DrawId Loan, EntryId Entry)> EntryOn(string loanId, string entryId) =>
        SortableId
            .Parse(loanId)
            .Then(loan => SortableId.Parse(entryId).Then<(DrawId, EntryId)>(entry => (new(loan), new(entry))));

    private static async Task<IResult> SendAsync<TPlace>(
        HttpContext http,
        string id,
        Result<TPlace> place,
        int status,
        Func<BorrowerId, TPlace, RequestEnvelope, ValueTask<CommandOutcome>> submit
    ) =>
        place.TryGet(out var named, out var refusal)
            ? await new WriteCall(http).SendAsync(id, (who, request) => submit(who, named, request), status)
            : RefusalAnswer.Of(refusal);
}
