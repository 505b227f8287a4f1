using Headroom.Operations.Import;
using Headroom.Operations.Json;
using Headroom.Primitives;

namespace Headroom.Operations.RegisterBorrower;

/// <summary>Stores the drafts of an import as registrations.</summary>
public static class DraftStoring
{
    private static readonly Actor Import = Actor.System("import");

    /// <summary>Stores each draft in a system, as of the day that the import tells of.</summary>
    public static StoreDraft Into(HeadroomSystem system, DateTimeOffset at) =>
        async (draft, key, ct) =>
        {
            var outcome = await system.RegisterBorrowerAsync(draft, new RequestEnvelope(Import, key, At: at), ct);
            if (!outcome.Answer.TryGet(out var answer, out var refusal))
            {
                return refusal;
            }

            var did = EventJson.Read<RegistrationAnswer>(answer);
            var isNew = did.Registered || did.LineImported || did.SignalsRecorded > 0;
            var stored = isNew && !outcome.Repeated ? DraftStored.Imported : DraftStored.Unchanged;
            return stored with { LineKept = did.LineKept ?? [] };
        };
}
