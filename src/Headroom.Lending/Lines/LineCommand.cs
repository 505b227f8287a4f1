using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>What can be asked of a line. Who asks and when is in the <see cref="CommandContext"/>.</summary>
public abstract record LineCommand
{
    private LineCommand() { }

    /// <summary>Offers the borrower to apply. During a cooling-off only staff may, which is how it is waived.</summary>
    public sealed record Invite(string Product, Currency Currency) : LineCommand;

    /// <summary>Applies, for the first time or again after a cooling-off.</summary>
    public sealed record Apply(string Product, Currency Currency) : LineCommand;

    /// <summary>Declines an application; the borrower may apply again on <paramref name="Until"/>, 9999-12-31 being never.</summary>
    public sealed record Decline(DateOnly Until, string Reason) : LineCommand;

    /// <summary>Grants an application: limit, price, caps, and when the agreement runs out, if it does.</summary>
    public sealed record Activate(
        Money ApprovedLimit,
        Rate Rate,
        Money? ProductCap,
        Money? JurisdictionCap,
        DateTimeOffset? ExpiresAt
    ) : LineCommand;

    /// <summary>Ends the line. What is drawn stays owed on its terms. Applying again is refused before <paramref name="Until"/>.</summary>
    public sealed record Cancel(DateOnly Until, string Reason) : LineCommand;

    /// <summary>Ends the line for good; nothing may be drawn or reserved.</summary>
    public sealed record Close(string Reason) : LineCommand;

    /// <summary>Records that an invitation, an application or the agreement ran out.</summary>
    public sealed record Expire : LineCommand;

    /// <summary>Records whatever ran out by itself: holds, a temporary limit, the agreement. Nothing where nothing did.</summary>
    public sealed record Lapse : LineCommand;

    /// <summary>Raises or lowers the approved limit. Lowering also ends a temporary limit, and may go below what is drawn.</summary>
    public sealed record SetApprovedLimit(Money Limit, string Reason) : LineCommand;

    /// <summary>Grants a higher limit within a window, in place of any other temporary one.</summary>
    public sealed record SetTemporaryLimit(Money Limit, DateTimeOffset From, DateTimeOffset Until, string Reason)
        : LineCommand;

    /// <summary>Ends the temporary limit.</summary>
    public sealed record EndTemporaryLimit(string Reason) : LineCommand;

    /// <summary>Sets the borrower's own cap.</summary>
    public sealed record SetBorrowerCap(Money Cap) : LineCommand;

    /// <summary>Removes the borrower's own cap.</summary>
    public sealed record RemoveBorrowerCap : LineCommand;

    /// <summary>Sets the product's and the jurisdiction's cap; null is no cap.</summary>
    public sealed record SetCaps(Money? ProductCap, Money? JurisdictionCap) : LineCommand;

    /// <summary>Sets the price of new draws.</summary>
    public sealed record SetRate(Rate Rate, string Reason) : LineCommand;

    /// <summary>Places a hold under an identifier that the caller derived from its command.</summary>
    public sealed record PlaceHold(
        HoldId Id,
        HoldKind Kind,
        HoldScope Scope,
        string Reason,
        DateTimeOffset? Until,
        string? Cure,
        HoldOverride Override,
        DateTimeOffset? NotBefore
    ) : LineCommand;

    /// <summary>Takes a hold away by a judgement: what a reviewer does.</summary>
    public sealed record LiftHold(HoldId Id, string Reason) : LineCommand;

    /// <summary>Takes a hold away because what cures it was done or seen.</summary>
    public sealed record CureHold(HoldId Id) : LineCommand;

    /// <summary>Sets headroom aside for a draw.</summary>
    public sealed record ReserveDraw(DrawId Id, Money Amount) : LineCommand;

    /// <summary>Records that the money of a reserved draw has left. Never refused by limits, holds or lifecycle: it is a fact.</summary>
    public sealed record CommitDraw(DrawId Id) : LineCommand;

    /// <summary>Gives back what was set aside.</summary>
    public sealed record ReleaseDraw(DrawId Id, string Reason) : LineCommand;

    /// <summary>Records that principal of a draw came back.</summary>
    public sealed record RecordPrincipalRepaid(DrawId Id, Money Amount) : LineCommand;

    /// <summary>Records that a repayment of principal was reversed and is owed again.</summary>
    public sealed record RecordPrincipalRestored(DrawId Id, Money Amount) : LineCommand;

    /// <summary>Takes over an active line from another system; what is drawn becomes one committed draw. The price is null where it is not known.</summary>
    public sealed record ImportLine(
        string Product,
        Money ApprovedLimit,
        Rate? Rate,
        Money? ProductCap,
        Money? JurisdictionCap,
        DateTimeOffset? ExpiresAt,
        DrawId OpeningDraw,
        Money Drawn
    ) : LineCommand;
}
