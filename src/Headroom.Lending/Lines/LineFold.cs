using System.Diagnostics;
using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>Folds events into a line. It decides nothing: an event has happened, and every one of them applies.</summary>
public static class LineFold
{
    /// <summary>The line after an event.</summary>
    /// <exception cref="InvalidOperationException">The event names a draw that is not there: the history is broken.</exception>
    public static Line Apply(Line line, LineEvent @event) =>
        @event switch
        {
            LineEvent.Invited or LineEvent.Applied or LineEvent.Declined or LineEvent.Activated => Opened(line, @event),
            LineEvent.Cancelled e => line with
            {
                Lifecycle = new LineLifecycle.CancelledUntil(e.Until, e.Reason, e.ByBorrower),
            },
            LineEvent.Closed e => line with { Lifecycle = new LineLifecycle.Closed(e.Reason) },
            LineEvent.Expired => line with { Lifecycle = new LineLifecycle.Expired() },
            LineEvent.ApprovedLimitSet e => line with { Limits = line.Limits with { Approved = e.Limit } },
            LineEvent.TemporaryLimitSet e => line with
            {
                Limits = line.Limits with { Temporary = new TemporaryLimit(e.Limit, e.From, e.Until) },
            },
            LineEvent.TemporaryLimitEnded => line with { Limits = line.Limits with { Temporary = null } },
            LineEvent.BorrowerCapSet e => line with { Limits = line.Limits with { BorrowerCap = e.Cap } },
            LineEvent.BorrowerCapRemoved => line with { Limits = line.Limits with { BorrowerCap = null } },
            LineEvent.CapsSet e => line with
            {
                Limits = line.Limits with { ProductCap = e.ProductCap, JurisdictionCap = e.JurisdictionCap },
            },
            LineEvent.RateSet e => line with { Rate = e.Rate },
            LineEvent.HoldPlaced e => line with { Holds = [.. line.Holds, e.Hold] },
            LineEvent.HoldLifted e => Without(line, e.Id),
            LineEvent.HoldCured e => Without(line, e.Id),
            LineEvent.HoldExpired e => Without(line, e.Id),
            LineEvent.DrawReserved e => line with
            {
                Draws = [.. line.Draws, new LineDraw(e.Id, e.Amount, DrawStage.Reserved)],
            },
            LineEvent.DrawCommitted e => Change(line, e.Id, draw => draw with { Stage = DrawStage.Committed }),
            LineEvent.DrawReleased e => Change(line, e.Id, _ => null),
            LineEvent.PrincipalRepaid e => Change(
                line,
                e.Id,
                draw => draw.Amount > e.Amount ? draw with { Amount = draw.Amount - e.Amount } : null
            ),
            LineEvent.PrincipalRestored e => Restored(line, e),
            LineEvent.LineImported e => Imported(line, e),
            _ => throw new UnreachableException($"Unknown event {@event}."),
        };

    /// <summary>The line after events in their order.</summary>
    public static Line Apply(Line line, IEnumerable<LineEvent> events) => events.Aggregate(line, Apply);

    private static Line Opened(Line line, LineEvent @event) =>
        @event switch
        {
            LineEvent.Invited e => Named(line, e.Product, e.Currency) with { Lifecycle = new LineLifecycle.Invited() },
            LineEvent.Applied e => Named(line, e.Product, e.Currency) with { Lifecycle = new LineLifecycle.Applied() },
            LineEvent.Declined e => line with { Lifecycle = new LineLifecycle.DeclinedUntil(e.Until, e.Reason) },
            LineEvent.Activated e => line with
            {
                Lifecycle = new LineLifecycle.Active(),
                Rate = e.Rate,
                ExpiresAt = e.ExpiresAt,
                Limits = new LineLimits(
                    e.ApprovedLimit,
                    BorrowerCap: line.Limits.BorrowerCap,
                    ProductCap: e.ProductCap,
                    JurisdictionCap: e.JurisdictionCap
                ),
            },
            _ => throw new UnreachableException($"{@event} opens no line."),
        };

    // Another currency is only agreed while nothing is owed, so amounts of the old one have no meaning left.
    private static Line Named(Line line, string product, Currency currency) =>
        line.Currency == currency
            ? line with
            {
                Product = product,
            }
            : line with
            {
                Product = product,
                Currency = currency,
                Limits = new LineLimits(Money.Zero(currency)),
            };

    private static Line Imported(Line line, LineEvent.LineImported e) =>
        line with
        {
            Lifecycle = new LineLifecycle.Active(),
            Product = e.Product,
            Currency = e.ApprovedLimit.Currency,
            Rate = e.Rate,
            ExpiresAt = e.ExpiresAt,
            Limits = new LineLimits(e.ApprovedLimit, ProductCap: e.ProductCap, JurisdictionCap: e.JurisdictionCap),
            Draws = e.Drawn.IsZero ? [] : [new LineDraw(e.OpeningDraw, e.Drawn, DrawStage.Committed)],
        };

    // A draw repaid in full has left the list; a reversal brings it back.
    private static Line Restored(Line line, LineEvent.PrincipalRestored e) =>
        line.Draws.Any(draw => draw.Id == e.Id)
            ? Change(line, e.Id, draw => draw with { Amount = draw.Amount + e.Amount })
            : line with
            {
                Draws = [.. line.Draws, new LineDraw(e.Id, e.Amount, DrawStage.Committed)],
            };

    private static Line Without(Line line, HoldId id) =>
        line with
        {
            Holds = [.. line.Holds.Where(hold => hold.Id != id)],
        };

    private static Line Change(Line line, DrawId id, Func<LineDraw, LineDraw?> change)
    {
        var draws = new List<LineDraw>(line.Draws.Count);
        var found = false;
        foreach (var draw in line.Draws)
        {
            found |= draw.Id == id;
            if ((draw.Id == id ? change(draw) : draw) is { } kept)
            {
                draws.Add(kept);
            }
        }

        return found
            ? line with
            {
                Draws = draws,
            }
            : throw new InvalidOperationException($"The history names draw {id}, which the line does not have.");
    }
}
