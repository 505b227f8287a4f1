using Headroom.Primitives;
using Outcome = Headroom.Primitives.Result<System.Collections.Generic.IReadOnlyList<Headroom.Lending.LineEvent>>;

namespace Headroom.Lending;

public static partial class LineDecider
{
    private static Outcome Invite(Line line, LineCommand.Invite c, CommandContext context) =>
        Unless(
            line.Lifecycle switch
            {
                LineLifecycle.Invited => Refusal.Conflict("line-already-invited"),
                // A person may see past a cooling-off; the system that sends invitations may not.
                _ when context.Actor.Kind == ActorKind.Staff => CannotOpen(line, null),
                _ => CannotOpen(line, context.BusinessDate),
            } ?? NotAProduct(line, c.Product, c.Currency),
            new LineEvent.Invited(c.Product, c.Currency)
        );

    private static Outcome Apply(Line line, LineCommand.Apply c, CommandContext context) =>
        Unless(
            CannotOpen(line, context.BusinessDate) ?? NotAProduct(line, c.Product, c.Currency),
            new LineEvent.Applied(c.Product, c.Currency)
        );

    private static Outcome Decline(Line line, LineCommand.Decline c) =>
        Unless(NotApplied(line) ?? Missing(c.Reason, "reason-missing"), new LineEvent.Declined(c.Until, c.Reason));

    private static Outcome Activate(Line line, LineCommand.Activate c, CommandContext context) =>
        Unless(
            NotApplied(line)
                ?? NotALimit(line, c.ApprovedLimit)
                ?? NotALimit(line, c.ProductCap)
                ?? NotALimit(line, c.JurisdictionCap)
                ?? NotARate(c.Rate)
                ?? PastExpiry(c.ExpiresAt, context.At),
            new LineEvent.Activated(c.ApprovedLimit, c.Rate, c.ProductCap, c.JurisdictionCap, c.ExpiresAt)
        );

    private static Outcome Cancel(Line line, LineCommand.Cancel c, CommandContext context) =>
        Unless(
            NotUnderWay(line, context.At) ?? Missing(c.Reason, "reason-missing"),
            new LineEvent.Cancelled(c.Until, c.Reason, context.Actor.Kind == ActorKind.Borrower)
        );

    private static Outcome Close(Line line, LineCommand.Close c) =>
        Unless(
            NotThereOrClosed(line) ?? Missing(c.Reason, "reason-missing") ?? StillOwed(line),
            new LineEvent.Closed(c.Reason)
        );

    private static Outcome Expire(Line line, CommandContext context) =>
        Unless(
            line.Lifecycle is LineLifecycle.Active
                ? line.IsExpiredAt(context.At)
                    ? null
                    : Refusal.Rule("line-not-yet-expired")
                : NotUnderWay(line, context.At),
            new LineEvent.Expired()
        );

    private static Outcome Lapse(Line line, CommandContext context)
    {
        var lapsed = line
            .Holds.Where(hold => hold.IsExpiredAt(context.At))
            .Select(LineEvent (hold) => new LineEvent.HoldExpired(hold.Id))
            .ToList();
        if (line.Limits.Temporary?.Until <= context.At)
        {
            lapsed.Add(new LineEvent.TemporaryLimitEnded("window-over"));
        }

        if (line.Lifecycle is LineLifecycle.Active && line.IsExpiredAt(context.At))
        {
            lapsed.Add(new LineEvent.Expired());
        }

        return lapsed;
    }

    private static Outcome ImportLine(Line line, LineCommand.ImportLine c)
    {
        var named = line with { Currency = c.ApprovedLimit.Currency };
        var refusal =
            (line.Lifecycle is LineLifecycle.None ? null : Refusal.Conflict("line-already-exists"))
            ?? NotAProduct(line, c.Product, c.ApprovedLimit.Currency)
            ?? NotALimit(named, c.ApprovedLimit)
            ?? NotALimit(named, c.ProductCap)
            ?? NotALimit(named, c.JurisdictionCap)
            ?? NotARate(c.Rate)
            ?? OtherCurrency(named, c.Drawn)
            ?? (c.Drawn.IsNegative ? Refusal.Invalid("drawn-negative", ("drawn", c.Drawn.ToString())) : null);
        return Unless(
            refusal,
            new LineEvent.LineImported(
                c.Product,
                c.ApprovedLimit,
                c.Rate,
                c.ProductCap,
                c.JurisdictionCap,
                c.ExpiresAt,
                c.OpeningDraw,
                c.Drawn
            )
        );
    }

    // Whether an agreement may begin (again); without a date the cooling-off is not asked for.
    private static Refusal? CannotOpen(Line line, DateOnly? today) =>
        line.Lifecycle switch
        {
            LineLifecycle.Applied => Refusal.Conflict("line-already-applied"),
            LineLifecycle.Active => Refusal.Conflict("line-already-active"),
            LineLifecycle.Closed => Refusal.Conflict("line-closed"),
            LineLifecycle.DeclinedUntil declined when today < declined.Until => CoolingOff(declined.Until),
            LineLifecycle.CancelledUntil cancelled when today < cancelled.Until => CoolingOff(cancelled.Until),
            _ => null,
        };

    private static Refusal CoolingOff(DateOnly until) => Refusal.Rule("cooling-off", ("until", Text(until)));

    private static Refusal? NotApplied(Line line) =>
        line.Lifecycle switch
        {
            LineLifecycle.Applied => null,
            LineLifecycle.None => Refusal.NotFound("line-not-found"),
            LineLifecycle.Active => Refusal.Conflict("line-already-active"),
            LineLifecycle.Closed => Refusal.Conflict("line-closed"),
            _ => Refusal.Conflict("line-not-applied"),
        };

    // An invitation and an application can be withdrawn or run out as well as an agreement.
    private static Refusal? NotUnderWay(Line line, DateTimeOffset at) =>
        line.Lifecycle is LineLifecycle.Invited or LineLifecycle.Applied or LineLifecycle.Active
            ? null
            : NotActive(line, at);

    private static Refusal? StillOwed(Line line) =>
        line.Draws.Count == 0
            ? null
            : Refusal.Rule("line-still-owed", ("drawn", line.Drawn.ToString()), ("reserved", line.Reserved.ToString()));

    private static Refusal? NotAProduct(Line line, string product, Currency currency) =>
        Missing(product, "product-missing")
        ?? (currency == default ? Refusal.Invalid("currency-missing") : null)
        ?? (line.Draws.Count > 0 ? OtherCurrency(line, Money.Zero(currency)) : null);
}
