using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>What happened on a line. Who caused it and when is in the stored event around it.</summary>
public abstract record LineEvent
{
    private LineEvent() { }

    /// <summary>The borrower was offered to apply.</summary>
    public sealed record Invited(string Product, Currency Currency) : LineEvent;

    /// <summary>The borrower applied.</summary>
    public sealed record Applied(string Product, Currency Currency) : LineEvent;

    /// <summary>The application was declined.</summary>
    public sealed record Declined(DateOnly Until, string Reason) : LineEvent;

    /// <summary>The line was granted. Limits, caps and price start anew; the borrower's own cap and the holds stay.</summary>
    public sealed record Activated(
        Money ApprovedLimit,
        Rate Rate,
        Money? ProductCap,
        Money? JurisdictionCap,
        DateTimeOffset? ExpiresAt
    ) : LineEvent;

    /// <summary>The line was cancelled.</summary>
    public sealed record Cancelled(DateOnly Until, string Reason, bool ByBorrower) : LineEvent;

    /// <summary>The line was closed for good.</summary>
    public sealed record Closed(string Reason) : LineEvent;

    /// <summary>The invitation, the application or the agreement ran out.</summary>
    public sealed record Expired : LineEvent;

    /// <summary>The approved limit changed.</summary>
    public sealed record ApprovedLimitSet(Money Before, Money Limit, string Reason) : LineEvent;

    /// <summary>A temporary limit was granted.</summary>
    public sealed record TemporaryLimitSet(Money Limit, DateTimeOffset From, DateTimeOffset Until, string Reason)
        : LineEvent;

    /// <summary>The temporary limit was ended.</summary>
    public sealed record TemporaryLimitEnded(string Reason) : LineEvent;

    /// <summary>The borrower capped the line.</summary>
    public sealed record BorrowerCapSet(Money Cap) : LineEvent;

    /// <summary>The borrower's cap was removed.</summary>
    public sealed record BorrowerCapRemoved : LineEvent;

    /// <summary>The product's and the jurisdiction's cap were set.</summary>
    public sealed record CapsSet(Money? ProductCap, Money? JurisdictionCap) : LineEvent;

    /// <summary>The price of new draws changed.</summary>
    public sealed record RateSet(Rate Rate, string Reason) : LineEvent;

    /// <summary>A hold was placed.</summary>
    public sealed record HoldPlaced(Hold Hold) : LineEvent;

    /// <summary>A hold was lifted by a judgement.</summary>
    public sealed record HoldLifted(HoldId Id, string Reason) : LineEvent;

    /// <summary>A hold was cured.</summary>
    public sealed record HoldCured(HoldId Id) : LineEvent;

    /// <summary>A hold that had run out was dropped from the state; it had stopped binding by itself before.</summary>
    public sealed record HoldExpired(HoldId Id) : LineEvent;

    /// <summary>Headroom was set aside.</summary>
    public sealed record DrawReserved(DrawId Id, Money Amount) : LineEvent;

    /// <summary>The money of a reserved draw left.</summary>
    public sealed record DrawCommitted(DrawId Id) : LineEvent;

    /// <summary>What was set aside was given back.</summary>
    public sealed record DrawReleased(DrawId Id, string Reason) : LineEvent;

    /// <summary>Principal of a draw came back.</summary>
    public sealed record PrincipalRepaid(DrawId Id, Money Amount) : LineEvent;

    /// <summary>Principal that had come back is owed again.</summary>
    public sealed record PrincipalRestored(DrawId Id, Money Amount) : LineEvent;

    /// <summary>An active line was taken over from another system; its price may be unknown there.</summary>
    public sealed record LineImported(
        string Product,
        Money ApprovedLimit,
        Rate? Rate,
        Money? ProductCap,
        Money? JurisdictionCap,
        DateTimeOffset? ExpiresAt,
        DrawId OpeningDraw,
        Money Drawn
    ) : LineEvent;
}
