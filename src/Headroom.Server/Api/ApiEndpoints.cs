using Headroom.Server.Api.Borrowers;
using Headroom.Server.Api.Decisions;
using Headroom.Server.Api.Description;
using Headroom.Server.Api.Draws;
using Headroom.Server.Api.Events;
using Headroom.Server.Api.Holds;
using Headroom.Server.Api.Ledger;
using Headroom.Server.Api.Lines;
using Headroom.Server.Api.Loans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Headroom.Server.Api;

/// <summary>The API, version 1. Within a version nothing is taken away and no meaning changes.</summary>
internal static class ApiEndpoints
{
    public const string Prefix = "/api/v1";

    public static void AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(http => ApiJson.Apply(http.SerializerOptions));
        services.AddApiDescription();
    }

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapApiDescription();
        var api = endpoints.MapGroup(Prefix);
        api.MapGroup("").WithTags("Borrowers").MapBorrowers();
        api.MapGroup("").WithTags("Lines").MapLines();
        api.MapGroup("").WithTags("Decisions").MapDecisions();
        api.MapGroup("").WithTags("Holds").MapHolds();
        api.MapGroup("").WithTags("Draws").MapDraws();
        var loans = api.MapGroup("").WithTags("Loans");
        loans.MapLoans();
        loans.MapLoanServicing();
        loans.MapSchedules();
        api.MapGroup("").WithTags("Ledger").MapLedger();
        api.MapGroup("").WithTags("Events").MapEvents();
    }
}
