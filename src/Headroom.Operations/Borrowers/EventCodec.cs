using System.Collections.Frozen;
using System.Text.Json;
using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Json;
using Headroom.Profiles;
using Headroom.Store;

namespace Headroom.Operations.Borrowers;

/// <summary>
/// The names under which events are stored, and their way to canonical JSON and back. A name never changes its meaning;
/// a new shape gets a new schema version and is read beside the old one.
/// </summary>
public static class EventCodec
{
    private const int SchemaVersion = 1;

    private static readonly FrozenDictionary<string, Type> TypeOf = Names()
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Type, StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> NameOf = Names()
        .ToFrozenDictionary(pair => pair.Type, pair => pair.Name);

    /// <summary>Every name that can be stored.</summary>
    public static IReadOnlyCollection<string> TypeNames => TypeOf.Keys;

    /// <summary>An event as it is appended.</summary>
    public static EventToAppend Encode(BorrowerEvent @event)
    {
        var content = @event.Content;
        return new EventToAppend(NameOf[content.GetType()], SchemaVersion, EventJson.Write(content));
    }

    /// <summary>An event as it was stored.</summary>
    /// <exception cref="JsonException">The type or its schema version is unknown, or the data is not of that shape.</exception>
    public static BorrowerEvent Decode(StoredEvent stored) => Decode(stored.Type, stored.SchemaVersion, stored.Data);

    /// <summary>An event of a type name, a schema version and its data.</summary>
    /// <exception cref="JsonException">The type or its schema version is unknown, or the data is not of that shape.</exception>
    public static BorrowerEvent Decode(string type, int schemaVersion, ReadOnlySpan<byte> data)
    {
        if (!TypeOf.TryGetValue(type, out var content) || schemaVersion != SchemaVersion)
        {
            throw new JsonException($"No event '{type}' of schema version {schemaVersion} is known.");
        }

        return EventJson.Read(data, content) switch
        {
            BorrowerEvent.Registered registered => registered,
            SignalRecorded signal => new BorrowerEvent.SignalArrived(signal),
            LineEvent line => new BorrowerEvent.OnLine(line),
            LoanEvent loan => new BorrowerEvent.OnLoan(loan),
            BooksPosted posted => new BorrowerEvent.Booked(posted),
            DecisionMade decision => new BorrowerEvent.Decided(decision),
            var other => throw new JsonException($"'{type}' is no event of a borrower: {other.GetType()}."),
        };
    }

    private static IEnumerable<(string Name, Type Type)> Names() =>
        UnionCases
            .Of(typeof(LineEvent))
            .Select(@case => ("line." + @case.Name, @case.Case))
            .Concat(UnionCases.Of(typeof(LoanEvent)).Select(@case => ("loan." + @case.Name, @case.Case)))
            .Append(("books.posted", typeof(BooksPosted)))
            .Append(("borrower.registered", typeof(BorrowerEvent.Registered)))
            .Append(("signal.recorded", typeof(SignalRecorded)))
            .Append(("decision.made", typeof(DecisionMade)));
}
