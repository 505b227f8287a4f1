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
public sealed record LineDraft(string Product, Money Limit, Money Drawn, DateOnly OpenedOn)
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>
    /// Whether a line can have been opened then, as seen on a day. Refuses with <c>line-opened-in-future</c>, and with
    /// <c>line-opened-too-early</c> a day before 1900; null where it can.
    /// </summary>
    public Refusal? CheckOpenedOn(DateOnly today) =>
        OpenedOn > today
            ? Refusal.Invalid("line-opened-in-future", ("openedOn", $"{OpenedOn:O}"), ("today", $"{today:O}"))
        : OpenedOn < Earliest
            ? Refusal.Invalid("line-opened-too-early", ("openedOn", $"{OpenedOn:O}"), ("earliest", $"{Earliest:O}"))
        : null;
}

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
