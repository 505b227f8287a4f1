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

/// <summary>The quote, and the hash to sign.</summary>
public sealed record QuoteAnswer(Quote Quote, ContentHash Hash, Money TotalCost);

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
        api.MapPost("/borrowers/{id}/plans", CompareAsync)
            .NeedsScope(Scope.Read)
            .Describe("comparePlans", "Lay the plans of a draw side by side and suggest one that fits the income")
            .Answers<PlanComparison>()
            .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, Problem.MediaType);
        api.MapPost("/borrowers/{id}/loans", DrawAsync)
            .NeedsScope(Scope.Draw)
            .Describe("drawLoan", "Disburse a plan whose quote was signed")
            .AnswersWrite<LoanAnswer>(StatusCodes.Status201Created);
        api.MapGet("/borrowers/{id}/loans", ReadAsync)
            .NeedsScope(Scope.Read)
            .Describe("listLoans", "Read a borrower's loans row by row, at the end of a date")
            .Answers<BorrowerStatement>();
        api.MapPost("/borrowers/{id}/loans/{loanId}/repayments", RepayAsync)
            .NeedsScope(Scope.Draw)
            .Describe("repayLoan", "Record a repayment, today's or an earlier day's")
            .AnswersWrite<EntryAnswer>(StatusCodes.Status201Created);
        api.MapGet("/borrowers/{id}/loans/{loanId}", ReadOneAsync)
            .NeedsScope(Scope.Read)
            .Describe("readLoan", "Read a loan's statement at the end of a date")
            .Answers<LoanAccount>();
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

    private static async Task<IResult> CompareAsync(
        string id,
        PlansDraft plans,
        HttpContext http,
        HeadroomSystem system
    )
    {
        if (!BorrowerId.Parse(id).TryGet(out var borrower, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        return ReadCall.Answer(await system.ComparePlansAsync(borrower, plans, http.RequestAborted));
    }

    private static async Task<IResult> ReadAsync(string id, DateOnly? date, HttpContext http, HeadroomSystem system)
    {
        if (!BorrowerId.Parse(id).TryGet(out var borrower, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        return ReadCall.Answer(await system.ReadStatementAsync(borrower, date, http.RequestAborted));
    }

    private static async Task<IResult> ReadOneAsync(
        string id,
        string loanId,
        DateOnly? date,
        HttpContext http,
        HeadroomSystem system
    )
    {
        var ids = BorrowerId
            .Parse(id)
            .Then(borrower =>
                SortableId.Parse(loanId).Then<(BorrowerId, DrawId)>(loan => (borrower, new DrawId(loan)))
            );
        if (!ids.TryGet(out var named, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        return ReadCall.Answer(await system.ReadLoanAsync(named.Item1, named.Item2, date, http.RequestAborted));
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
}
