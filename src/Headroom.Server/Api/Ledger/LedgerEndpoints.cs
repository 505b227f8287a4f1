using Headroom.Operations;
using Headroom.Operations.Books;
using Headroom.Server.Access;
using Headroom.Server.Api.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Server.Api.Ledger;

/// <summary>The general ledger.</summary>
internal static class LedgerEndpoints
{
    public static void MapLedger(this IEndpointRouteBuilder api) =>
        api.MapGet("/ledger", ReadAsync)
            .NeedsScope(Scope.Read)
            .Describe("readLedger", "The general ledger by day and account, at most a year, with its trial balance")
            .Answers<LedgerReport>();

    private static async Task<IResult> ReadAsync(
        DateOnly? from,
        DateOnly? to,
        HeadroomSystem system,
        CancellationToken ct
    ) => ReadCall.Answer(await system.ReadLedgerAsync(from, to, ct));
}
