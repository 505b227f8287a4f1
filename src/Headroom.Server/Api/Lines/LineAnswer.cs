using Headroom.Lending;
using Headroom.Operations.Explain;
using Headroom.Operations.ReadBorrower;
using Headroom.Primitives;

namespace Headroom.Server.Api.Lines;

/// <summary>One limit in force.</summary>
/// <param name="Source">What sets it.</param>
/// <param name="Limit">How much.</param>
/// <param name="Until">When it ends by itself, if it does.</param>
public sealed record LimitAnswer(LimitSource Source, Money Limit, DateTimeOffset? Until);

/// <summary>One reason, sufficient by itself, why nothing can be drawn.</summary>
/// <param name="Code">The stable code, such as <c>hold.account-security</c>.</param>
/// <param name="Text">The same in the reader's words.</param>
/// <param name="Hold">The hold, where it is one.</param>
public sealed record CauseAnswer(string Code, string Text, HoldId? Hold);

/// <summary>A line as of an instant.</summary>
/// <param name="Borrower">Whose.</param>
/// <param name="Version">How many events there are; also the entity tag.</param>
/// <param name="AsOf">The instant.</param>
/// <param name="Status">Its status: lifecycle and holds in one word.</param>
/// <param name="Product">The product's code.</param>
/// <param name="Limit">The least of the limits in force; zero while the line is not active.</param>
/// <param name="Headroom">What can be drawn now.</param>
/// <param name="Drawn">Principal owed on committed draws.</param>
/// <param name="Reserved">Set aside for draws under way.</param>
/// <param name="Limits">The limits in force, the binding one first.</param>
/// <param name="Causes">Why the headroom is zero, the binding cause first; empty where there is headroom.</param>
/// <param name="Holds">The holds that have not run out, in the order they came.</param>
/// <param name="Draws">Draws that take up the limit, in the order they came.</param>
/// <param name="Rate">The price of new draws.</param>
/// <param name="ExpiresAt">When the agreement runs out, where it does.</param>
public sealed record LineAnswer(
    BorrowerId Borrower,
    long Version,
    DateTimeOffset AsOf,
    LineStatus Status,
    string Product,
    Money Limit,
    Money Headroom,
    Money Drawn,
    Money Reserved,
    IReadOnlyList<LimitAnswer> Limits,
    IReadOnlyList<CauseAnswer> Causes,
    IReadOnlyList<Hold> Holds,
    IReadOnlyList<LineDraw> Draws,
    Rate? Rate,
    DateTimeOffset? ExpiresAt
)
{
    /// <summary>The line of a view. Refuses with <c>line-not-found</c>.</summary>
    internal static Result<LineAnswer> Of(BorrowerView view, ReleaseWords words)
    {
        var line = view.State.Line;
        if (line.Lifecycle is LineLifecycle.None)
        {
            return Refusal.NotFound("line-not-found");
        }

        var now = view.Headroom;
        return new LineAnswer(
            view.State.Id,
            view.Version,
            view.AsOf,
            now.Status,
            line.Product,
            now.EffectiveLimit,
            now.Headroom,
            now.Drawn,
            now.Reserved,
            [.. now.Limits.Select(bound => new LimitAnswer(bound.Source, bound.Limit, bound.Until))],
            [.. now.Causes.Select(cause => new CauseAnswer(cause.Code, words.Cause(cause).Text, HoldOf(cause)))],
            [.. line.Holds.Where(hold => !hold.IsExpiredAt(view.AsOf))],
            line.Draws,
            line.Rate,
            line.ExpiresAt
        );
    }

    private static HoldId? HoldOf(HeadroomCause cause) => (cause as HeadroomCause.Held)?.Hold.Id;
}
