using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>One event of a borrower's history, as it is stored for ever.</summary>
/// <param name="Id">Its identifier, derived from the command's.</param>
/// <param name="Borrower">Whose history.</param>
/// <param name="Version">Its place in that history, from 1 without gaps.</param>
/// <param name="Type">The stable name of its type.</param>
/// <param name="SchemaVersion">Which shape of that type <paramref name="Data"/> has.</param>
/// <param name="BusinessTime">The instant as of which the command was decided.</param>
/// <param name="RecordedTime">When the writer recorded it.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Cause">The command that brought it about.</param>
/// <param name="Release">The policy release that decided, where one did.</param>
/// <param name="Data">Canonical JSON.</param>
public sealed record StoredEvent(
    EventId Id,
    BorrowerId Borrower,
    long Version,
    string Type,
    int SchemaVersion,
    DateTimeOffset BusinessTime,
    DateTimeOffset RecordedTime,
    Actor Actor,
    CommandId Cause,
    ContentHash? Release,
    byte[] Data
);
