using System.Text.Json;
using Headroom.Operations;
using Headroom.Primitives;
using Headroom.Server.Access;
using Headroom.Server.Api.Description;
using Headroom.Server.Problems;
using Headroom.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Server.Api.Events;

/// <summary>One event as it is stored.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Version">Its place in the borrower's history, from 1.</param>
/// <param name="Type">What happened, such as <c>line.hold-placed</c>.</param>
/// <param name="SchemaVersion">The version of the shape of <paramref name="Data"/>.</param>
/// <param name="BusinessTime">When it holds.</param>
/// <param name="RecordedTime">When it was stored.</param>
/// <param name="Actor">Who caused it.</param>
/// <param name="Cause">The command that brought it about.</param>
/// <param name="Release">The policy release that decided it, where one did.</param>
/// <param name="Data">What the event says.</param>
public sealed record EventAnswer(
    EventId Id,
    long Version,
    string Type,
    int SchemaVersion,
    DateTimeOffset BusinessTime,
    DateTimeOffset RecordedTime,
    Actor Actor,
    CommandId Cause,
    ContentHash? Release,
    JsonElement Data
)
{
    internal static EventAnswer Of(StoredEvent stored) =>
        new(
            stored.Id,
            stored.Version,
            stored.Type,
            stored.SchemaVersion,
            stored.BusinessTime,
            stored.RecordedTime,
            stored.Actor,
            stored.Cause,
            stored.Release,
            JsonElement.Parse(stored.Data)
        );
}

/// <summary>A page of a borrower's events, the oldest first.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">The version to ask for more <c>after</c>; absent on the last page.</param>
public sealed record EventsAnswer(IReadOnlyList<EventAnswer> Events, long? Next);

/// <summary>What happened to a borrower, as it is stored.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder api) =>
        api.MapGet("/borrowers/{id}/events", ListAsync)
            .NeedsScope(Scope.Read)
            .Describe("listEvents", "What happened, the oldest first, page by page")
            .Answers<EventsAnswer>();

    private static async Task<IResult> ListAsync(
        string id,
        long? after,
        int? count,
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
        var events = await system.Store.ReadEventsAsync(borrower, Math.Max(0, after ?? 0), most + 1, ct);
        if (events.Count == 0 && await system.Store.ReadBorrowerAsync(borrower, ct) is null)
        {
            return RefusalAnswer.Of(Refusal.NotFound("borrower-not-found", ("borrower", borrower.Value)));
        }

        long? next = events.Count > most ? events[most - 1].Version : null;
        return ReadCall.Answer<EventsAnswer>(new EventsAnswer([.. events.Take(most).Select(EventAnswer.Of)], next));
    }
}
