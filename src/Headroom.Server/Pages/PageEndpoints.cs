using Headroom.Operations;
using Headroom.Operations.Explain;
using Headroom.Operations.Loans;
using Headroom.Operations.ReadBorrower;
using Headroom.Primitives;
using Headroom.Server.Access;
using Headroom.Server.Pages.Borrower;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Pages.Portfolio;
using Headroom.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Server.Pages;

internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("").MayBeCalledBy(Caller.Staff).ExcludeFromDescription();
        pages.MapGet("/", PortfolioAsync);
        pages.MapGet("/borrowers/{id}", BorrowerAsync);
        pages.MapGet("/borrowers/{id}/loans/{loanId}", LoanAsync);
    }

    private static async Task<IResult> PortfolioAsync(
        HttpContext http,
        HeadroomSystem system,
        PortfolioOverview overview,
        CancellationToken ct
    )
    {
        var context = PageContext.Of(http, system.Calendar);
        var filter = PortfolioFilter.Of(http.Request.Query);
        var page = await system.Store.QueryPortfolioAsync(filter.ToQuery(), ct);
        if (!context.IsPartial)
        {
            return new PageResult<PortfolioPage>(
                new Dictionary<string, object?>
                {
                    [nameof(PortfolioPage.Context)] = context,
                    [nameof(PortfolioPage.Filter)] = filter,
                    [nameof(PortfolioPage.Page)] = page,
                    [nameof(PortfolioPage.Totals)] = await overview.ReadAsync(ct),
                }
            );
        }

        // The address bar shows the filter without its blank fields.
        http.Response.Headers["HX-Push-Url"] = filter.Address(filter.After);
        return new PageResult<PortfolioTable>(
            new Dictionary<string, object?>
            {
                [nameof(PortfolioTable.Reader)] = context.Reader,
                [nameof(PortfolioTable.IsPart)] = true,
                [nameof(PortfolioTable.Filter)] = filter,
                [nameof(PortfolioTable.Page)] = page,
            }
        );
    }

    private static async Task<IResult> BorrowerAsync(
        string id,
        HttpContext http,
        HeadroomSystem system,
        CancellationToken ct
    )
    {
        if (!BorrowerId.Parse(id).TryGet(out var borrower, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        if (!(await system.ReadBorrowerAsync(borrower, ct)).TryGet(out var view, out refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        var found = view.Decision is { } decision
            ? await system.Releases.ByHashAsync(decision.Release, ct)
            : await system.Releases.LiveAsync(ct);
        if (!found.TryGet(out var release, out refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        var context = PageContext.Of(http, system.Calendar);
        var language = context.Reader.Language;
        var model = new BorrowerModel(
            context.Reader,
            view,
            BorrowerExplanation.Explain(view, release, system.Calendar, language),
            new ReleaseWords(release, view.Decision, language),
            await system.Store.QueryDecisionsAsync(borrower, null, BorrowerModel.DecisionsShown, ct),
            LoanQuotes.StatementOf(view.State, system.Calendar.DateAt(view.AsOf))
        );
        return new PageResult<BorrowerPage>(
            new Dictionary<string, object?>
            {
                [nameof(BorrowerPage.Context)] = context,
                [nameof(BorrowerPage.Model)] = model,
            }
        );
    }

    private static async Task<IResult> LoanAsync(
        string id,
        string loanId,
        HttpContext http,
        HeadroomSystem system,
        CancellationToken ct
    )
    {
        var named = BorrowerId
            .Parse(id)
            .Then(who => SortableId.Parse(loanId).Then<(BorrowerId, DrawId)>(loan => (who, new DrawId(loan))));
        if (!named.TryGet(out var ids, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        if (!(await system.ReadLoanAsync(ids.Item1, ids.Item2, ct: ct)).TryGet(out var loan, out refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        return new PageResult<LoanPage>(
            new Dictionary<string, object?>
            {
                [nameof(LoanPage.Context)] = PageContext.Of(http, system.Calendar),
                [nameof(LoanPage.Borrower)] = ids.Item1,
                [nameof(LoanPage.Loan)] = loan,
            }
        );
    }
}
