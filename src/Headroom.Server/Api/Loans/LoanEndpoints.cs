using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Loans;
using Headroom.Primitives;
using Headroom.Server.Access;
using Headroom.Server.Api.Description;
using Headroom.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Server.Api.Loans;

/// <summary>A plan to disburse, and the hash of the quote that the borrower signed.</summary>
public sealed record LoanRequest(PlanDraft Plan, ContentHash Signed);

/// <summary>Money that came in.</summary>
/// <param name="Amount">How much.</param>
/// <param name="On">The day it came; today where it is left out.</param>
/// <param name="Intent">What it is for beyond what is due.</param>
/// <param name="AcceptExcess">Whether more than all that is owed is taken, to be refunded.</param>
public sealed record RepaymentRequest(
    Money Amount,
    DateOnly? On = null,
    RepaymentIntent Intent = RepaymentIntent.Scheduled,
    bool AcceptExcess = false
);

/// <summary>Why an entry is taken back.</summary>
public sealed record ReversalRequest(string Reason);

/// <summary>The quote, and the hash to sign.</summary>
public sealed record QuoteAnswer(Quote Quote, ContentHash Hash, Money TotalCost);

/// <summary>A borrower's loans at the end of a date.</summary>
public sealed record LoansAnswer(IReadOnlyList<LoanAccount> Loans);

/// <summary>Lending on a line: quote, disburse what was signed, take money back, and state.</summary>
internal static class LoanEndpoints
{
    public static void MapLoans(this IEndpointRouteBuilder api)
    {
        api.MapPost("/borrowers/{id}/quotes", QuoteAsync)
            .NeedsScope(Scope.Read)
            .Describe("quoteLoan", "Quote a plan with its whole cost")
            .Answers<QuoteAnswer>()
            .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, Problem.MediaType);
        api.MapPost("/borrowers/{id}/loans", DrawAsync)
            .NeedsScope(Scope.Draw)
            .Describe("drawLoan", "Disburse a plan whose quote was signed")
            .AnswersWrite<LoanAnswer>(StatusCodes.Status201Created);
        api.MapGet("/borrowers/{id}/loans", ReadAsync)
            .NeedsScope(Scope.Read)
            .Describe("listLoans", "Read a borrower's loans row by row, at the end of a date")
            .Answers<LoansAnswer>();
        api.MapPost("/borrowers/{id}/loans/{loanId}/repayments", RepayAsync)
            .NeedsScope(Scope.Draw)
            .Describe("repayLoan", "Record a repayment, today's or an earlier day's")
            .AnswersWrite<EntryAnswer>(StatusCodes.Status201Created);
        api.MapPost("/borrowers/{id}/loans/{loanId}/entries/{entryId}/reversal", ReverseAsync)
            .NeedsScope(Scope.Draw)
            .Describe("reverseEntry", "Take an entry on a loan back")
            .AnswersWrite<EntryAnswer>();
    }

    private static async Task<IResult> QuoteAsync(string id, PlanDraft plan, HttpContext http, HeadroomSystem system)
    {
        if (!BorrowerId.Parse(id).TryGet(out var borrower, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        var quote = await system.QuoteLoanAsync(borrower, plan, http.RequestAborted);
        return ReadCall.Answer(quote.Then<QuoteAnswer>(found => new QuoteAnswer(found, found.Hash, found.TotalCost)));
    }

    private static async Task<IResult> ReadAsync(string id, DateOnly? date, HttpContext http, HeadroomSystem system)
    {
        if (!BorrowerId.Parse(id).TryGet(out var borrower, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        var loans = await system.ReadLoansAsync(borrower, date, http.RequestAborted);
        return ReadCall.Answer(loans.Then<LoansAnswer>(found => new LoansAnswer(found)));
    }

    private static Task<IResult> DrawAsync(string id, LoanRequest body, HttpContext http, HeadroomSystem system) =>
        new WriteCall(http).SendAsync(
            id,
            (borrower, request) => system.DrawLoanAsync(borrower, body.Plan, body.Signed, request),
            StatusCodes.Status201Created
        );

    private static async Task<IResult> RepayAsync(
        string id,
        string loanId,
        RepaymentRequest body,
        HttpContext http,
        HeadroomSystem system
    )
    {
        if (!SortableId.Parse(loanId).TryGet(out var loan, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        var draft = new RepaymentDraft(new DrawId(loan), body.On, body.Amount, body.Intent, body.AcceptExcess);
        return await new WriteCall(http).SendAsync(
            id,
            (borrower, request) => system.RepayLoanAsync(borrower, draft, request),
            StatusCodes.Status201Created
        );
    }

    private static async Task<IResult> ReverseAsync(
        string id,
        string loanId,
        string entryId,
        ReversalRequest body,
        HttpContext http,
        HeadroomSystem system
    )
    {
        var ids = SortableId
            .Parse(loanId)
            .Then(loan => SortableId.Parse(entryId).Then<(SortableId, SortableId)>(entry => (loan, entry)));
        if (!ids.TryGet(out var named, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        return await new WriteCall(http).SendAsync(
            id,
            (borrower, request) =>
                system.ReverseEntryAsync(
                    borrower,
                    new DrawId(named.Item1),
                    new EntryId(named.Item2),
                    body.Reason,
                    request
                )
        );
    }
}
