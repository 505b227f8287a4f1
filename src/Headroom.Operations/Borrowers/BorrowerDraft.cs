using System.Text;
using Headroom.Assessment;
using Headroom.Operations.Json;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Borrowers;

/// <summary>
/// All that comes in about one borrower at once, from an import or a generator, before any of it is stored.
/// <see cref="Line"/> is null for an applicant who has none yet.
/// </summary>
public sealed record BorrowerDraft(
    BorrowerId Id,
    BorrowerKind Kind,
    Currency Currency,
    LineDraft? Line,
    IReadOnlyList<SignalDraft> Signals
)
{
    /// <summary>The hash of all of it: the same content, from whichever file or mapping, has the same.</summary>
    public ContentHash Hash() => ContentHash.Of(EventJson.Write(this));
}

/// <summary>A line that the lender already keeps elsewhere: its product, limit, what is drawn on it, and since when.</summary>
public sealed record LineDraft(string Product, Money Limit, Money Drawn, DateOnly OpenedOn);

/// <summary>
/// A signal before it is recorded. When it became known is the instant at which it is stored.
/// </summary>
public sealed record SignalDraft(
    string Kind,
    DateTimeOffset OccurredAt,
    string Source,
    IReadOnlyDictionary<string, SignalValue> Values,
    SignalId? Id = null
)
{
    /// <summary>
    /// Its identifier, or one made of the borrower and the content where it has none: the same fact, sent again in another
    /// request or file, is the same signal.
    /// </summary>
    public SignalId IdFor(BorrowerId borrower)
    {
        if (Id is { } given)
        {
            return given;
        }

        var content = ContentHash.Of([.. Encoding.UTF8.GetBytes(borrower.Value), 0, .. EventJson.Write(this)]);

        // An identifier's time begins in 1970; what happened earlier sorts with that day.
        var at = OccurredAt < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : OccurredAt;
        return new SignalId(SortableId.Of(at, content.ToBytes().AsSpan(0, 10)));
    }
}
