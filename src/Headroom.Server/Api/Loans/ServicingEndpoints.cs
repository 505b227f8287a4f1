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

/// <summary>What staff do to a loan besides taking money; each answers with where the loan stands then.</summary>
internal static class ServicingEndpoints
{
    private const string Loan = "/borrowers/{id}/loans/{loanId}";

    public static void MapLoanServicing(this IEndpointRouteBuilder api)
    {
        api.MapPost(Loan + "/fees", ChargeFeeAsync).Makes("chargeFee", "Charge a fee on a loan");
        api.MapPost(Loan + "/refunds", RefundAsync).Makes("refundLoan", "Pay back what was paid beyond what is owed");
        api.MapPost(Loan + "/pauses", PauseAsync).Makes("pauseLoan", "Stop ageing, or ageing and interest, for a time");
        api.MapPost(Loan + "/pauses/{entryId}/end", EndPauseAsync).Makes("endPause", "End a pause before its time");
        api.MapPost(Loan + "/restructurings", RestructureAsync)
            .Makes("restructureLoan", "Put what is owed on a new plan");
        api.MapPost(Loan + "/extensions", ExtendAsync).Makes("extendLoan", "Give a loan more instalments");
        api.MapPost(Loan + "/write-off", WriteOffAsync).Makes("writeOffLoan", "Write off what a loan owes");
        api.MapPost(Loan + "/entries/{entryId}/reversal", ReverseAsync)
            .Makes("reverseEntry", "Take an entry on a loan back", StatusCodes.Status200OK);
    }

    private static void Makes(
        this RouteHandlerBuilder endpoint,
        string name,
        string summary,
        int status = StatusCodes.Status201Created
    ) => endpoint.NeedsScope(Scope.Service).Describe(name, summary).AnswersWrite<EntryAnswer>(status);

    private static Task<IResult> ChargeFeeAsync(
        string id,
        string loanId,
        FeeDraft body,
        HttpContext http,
        HeadroomSystem system
    ) => SendAsync(http, id, loanId, (who, loan, request) => system.ChargeFeeAsync(who, loan, body, request));

    private static Task<IResult> RefundAsync(
        string id,
        string loanId,
        RefundDraft body,
        HttpContext http,
        HeadroomSystem system
    ) => SendAsync(http, id, loanId, (who, loan, request) => system.RefundAsync(who, loan, body, request));

    private static Task<IResult> PauseAsync(
        string id,
        string loanId,
        PauseDraft body,
        HttpContext http,
        HeadroomSystem system
    ) => SendAsync(http, id, loanId, (who, loan, request) => system.PauseLoanAsync(who, loan, body, request));

    private static Task<IResult> EndPauseAsync(
        string id,
        string loanId,
        string entryId,
        PauseEndDraft body,
        HttpContext http,
        HeadroomSystem system
    ) =>
        SendAsync(
            http,
            id,
            loanId,
            entryId,
            (who, loan, entry, request) => system.EndPauseAsync(who, loan, entry, body, request),
            StatusCodes.Status201Created
        );

    private static Task<IResult> RestructureAsync(
        string id,
        string loanId,
        RestructureDraft body,
        HttpContext http,
        HeadroomSystem system
    ) => SendAsync(http, id, loanId, (who, loan, request) => system.RestructureLoanAsync(who, loan, body, request));

    private static Task<IResult> ExtendAsync(
        string id,
        string loanId,
        ExtensionDraft body,
        HttpContext http,
        HeadroomSystem system
    ) => SendAsync(http, id, loanId, (who, loan, request) => system.ExtendLoanAsync(who, loan, body, request));

    private static Task<IResult> WriteOffAsync(
        string id,
        string loanId,
        WriteOffDraft body,
        HttpContext http,
        HeadroomSystem system
    ) => SendAsync(http, id, loanId, (who, loan, request) => system.WriteOffAsync(who, loan, body, request));

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
            loanId,
            entryId,
            (who, loan, entry, request) => system.ReverseEntryAsync(who, loan, entry, body.Reason, request),
            StatusCodes.Status200OK
        );

    private static async Task<IResult> SendAsync(
        HttpContext http,
        string id,
        string loanId,
        Func<BorrowerId, DrawId, RequestEnvelope, ValueTask<CommandOutcome>> submit
    ) =>
        SortableId.Parse(loanId).TryGet(out var loan, out var refusal)
            ? await new WriteCall(http).SendAsync(
                id,
                (who, request) => submit(who, new DrawId(loan), request),
                StatusCodes.Status201Created
            )
            : RefusalAnswer.Of(refusal);

    private static async Task<IResult> SendAsync(
        HttpContext http,
        string id,
        string loanId,
        string entryId,
        Func<BorrowerId, DrawId, EntryId, RequestEnvelope, ValueTask<CommandOutcome>> submit,
        int status
    )
    {
        var ids = SortableId
            .Parse(loanId)
            .Then(loan => SortableId.Parse(entryId).Then<(DrawId, EntryId)>(entry => (new(loan), new(entry))));
        return ids.TryGet(out var named, out var refusal)
            ? await new WriteCall(http).SendAsync(
                id,
                (who, request) => submit(who, named.Item1, named.Item2, request),
                status
            )
            : RefusalAnswer.Of(refusal);
    }
}
