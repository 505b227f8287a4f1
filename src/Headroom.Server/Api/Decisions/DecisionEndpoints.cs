using Headroom.Operations;
using Headroom.Operations.Explain;
using Headroom.Operations.ReadBorrower;
using Headroom.Primitives;
using Headroom.Server.Access;
using Headroom.Server.Api.Description;
using Headroom.Server.Problems;
using Headroom.Server.Reading;
using Headroom.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Server.Api.Decisions;

/// <summary>Decisions and their explanation.</summary>
internal static class DecisionEndpoints
{
    public static void MapDecisions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/borrowers/{id}/decisions", ListAsync)
            .NeedsScope(Scope.Read)
            .Describe("listDecisions", "The decisions on a line, the newest first, page by page")
            .Answers<DecisionsAnswer>();
        api.MapGet("/borrowers/{id}/decisions/{decisionId}", ReadAsync)
            .NeedsScope(Scope.Read)
            .Describe("readDecision", "One decision in full: what it was made from, what it orders and why")
            .Answers<DecisionAnswer>();
        api.MapGet("/borrowers/{id}/explanation", ExplainAsync)
            .NeedsScope(Scope.Read)
            .Describe("explainLine", "Why the line is as it is and what would change it, in the reader's words")
            .Answers<Explanation>();
    }

    private static async Task<IResult> ListAsync(
        string id,
        long? before,
        int? count,
        HttpContext http,
        HeadroomSystem system,
        CancellationToken ct
    )
    {
        if (!BorrowerId.Parse(id).TryGet(out var borrower, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        if (!ReadCall.Count(count).TryGet(out var most, out refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        // One more than the page tells whether another follows.
        var rows = await system.Store.QueryDecisionsAsync(borrower, before, most + 1, ct);
        if (rows.Count == 0 && await system.Store.ReadBorrowerAsync(borrower, ct) is null)
        {
            return RefusalAnswer.Of(Refusal.NotFound("borrower-not-found", ("borrower", borrower.Value)));
        }

        var decisions = new List<DecisionSummaryAnswer>();
        foreach (var row in rows.Take(most))
        {
            decisions.Add(
                DecisionSummaryAnswer.Of(row, await TopReasonAsync(system, row, ReaderLanguage.Of(http), ct))
            );
        }

        long? next = rows.Count > most ? rows[most - 1].Version : null;
        return ReadCall.Answer<DecisionsAnswer>(new DecisionsAnswer(decisions, next));
    }

    private static async Task<IResult> ReadAsync(
        string id,
        string decisionId,
        HttpContext http,
        HeadroomSystem system,
        CancellationToken ct
    )
    {
        if (!BorrowerId.Parse(id).TryGet(out var borrower, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        if (!SortableId.Parse(decisionId).TryGet(out var decision, out refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        if (!(await system.ReadDecisionAsync(borrower, new DecisionId(decision), ct)).TryGet(out var made, out refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        var release = await system.Releases.ByHashAsync(made.Release, ct);
        return ReadCall.Answer(
            release.Then<DecisionAnswer>(by =>
            {
                var words = new ReleaseWords(by, made, ReaderLanguage.Of(http));
                return new DecisionAnswer(
                    made,
                    [
                        .. made.Outcome.Reasons.Select(reason => new ReasonAnswer(
                            reason.Code,
                            words.Text(reason.TextKey, reason.Parameters)
                        )),
                    ]
                );
            })
        );
    }

    private static async Task<IResult> ExplainAsync(
        string id,
        HttpContext http,
        HeadroomSystem system,
        CancellationToken ct
    ) =>
        BorrowerId.Parse(id).TryGet(out var borrower, out var refusal)
            ? ReadCall.Answer(await system.ExplainBorrowerAsync(borrower, ReaderLanguage.Of(http), ct))
            : RefusalAnswer.Of(refusal);

    private static async Task<ReasonAnswer?> TopReasonAsync(
        HeadroomSystem system,
        DecisionRow row,
        Language language,
        CancellationToken ct
    )
    {
        if (row.TopReason.Length == 0)
        {
            return null;
        }

        var release = await system.Releases.ByHashAsync(row.Release, ct);
        return new ReasonAnswer(
            row.TopReason,
            release.Match(
                by => new ReleaseWords(by, null, language).Reason(row.TopReason) ?? row.TopReason,
                _ => row.TopReason
            )
        );
    }
}
