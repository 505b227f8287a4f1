using Headroom.Primitives;
using Outcome = Headroom.Primitives.Result<System.Collections.Generic.IReadOnlyList<Headroom.Lending.LineEvent>>;

namespace Headroom.Lending;

public static partial class LineDecider
{
    private static Outcome PlaceHold(Line line, LineCommand.PlaceHold c, CommandContext context)
    {
        var refusal =
            NotThereOrClosed(line)
            ?? Missing(c.Reason, "reason-missing")
            ?? (c.Until <= context.At ? Refusal.Invalid("hold-already-over", ("until", Text(c.Until.Value))) : null)
            ?? (
                (c.Override == HoldOverride.NobodyBeforeDate) != c.NotBefore.HasValue
                    ? Refusal.Invalid("hold-date-mismatch", ("override", c.Override.Code()))
                    : null
            )
            ?? (
                c.NotBefore >= c.Until
                    ? Refusal.Invalid(
                        "hold-ends-before-liftable",
                        ("notBefore", Text(c.NotBefore.Value)),
                        ("until", Text(c.Until.Value))
                    )
                    : null
            )
            ?? (line.Holds.Any(hold => hold.Id == c.Id) ? Refusal.Conflict("hold-already-placed") : null);
        if (refusal is not null)
        {
            return refusal;
        }

        // What has run out binds nothing any more; dropping it here keeps the state from growing without end.
        IEnumerable<LineEvent> over = line
            .Holds.Where(hold => hold.IsExpiredAt(context.At))
            .Select(hold => new LineEvent.HoldExpired(hold.Id));
        var placed = new Hold(
            c.Id,
            c.Kind,
            c.Scope,
            c.Reason,
            context.Actor,
            context.At,
            c.Until,
            c.Cure,
            c.Override,
            c.NotBefore
        );
        return Unless(null, [.. over, new LineEvent.HoldPlaced(placed)]);
    }

    private static Outcome LiftHold(Line line, LineCommand.LiftHold c, CommandContext context) =>
        Unless(
            NotThereOrClosed(line)
                ?? Missing(c.Reason, "reason-missing")
                ?? NoSuchHold(line, c.Id, context.At, out var hold)
                ?? NotLiftable(hold, context),
            new LineEvent.HoldLifted(c.Id, c.Reason)
        );

    private static Outcome CureHold(Line line, LineCommand.CureHold c, CommandContext context) =>
        Unless(
            NotThereOrClosed(line) ?? NoSuchHold(line, c.Id, context.At, out var hold) ?? NotCurable(hold, context),
            new LineEvent.HoldCured(c.Id)
        );

    // A judgement is staff's, and even theirs ends at what only the facts may clear or what a date protects.
    private static Refusal? NotLiftable(Hold hold, CommandContext context) =>
        hold.Override switch
        {
            HoldOverride.ClearsItself => hold.Cure is { } cure
                ? Refusal.Rule("hold-clears-itself", ("cure", cure))
                : Refusal.Rule("hold-clears-itself-unnamed"),
            HoldOverride.BorrowerCanCure when context.Actor.Kind != ActorKind.Staff => hold.Cure is { } cure
                ? Refusal.Forbidden("hold-needs-cure", ("cure", cure))
                : Refusal.Forbidden("hold-needs-reviewer", ("override", hold.Override.Code())),
            _ when context.Actor.Kind != ActorKind.Staff => Refusal.Forbidden(
                "hold-needs-reviewer",
                ("override", hold.Override.Code())
            ),
            HoldOverride.NobodyBeforeDate when context.At < hold.NotBefore => Refusal.Rule(
                "hold-not-liftable-before",
                ("notBefore", Text(hold.NotBefore.Value))
            ),
            _ => null,
        };

    // A cure is a fact that the system sees or that the borrower brings about; an opinion of staff is a lift.
    private static Refusal? NotCurable(Hold hold, CommandContext context) =>
        (hold.Override, context.Actor.Kind) switch
        {
            (HoldOverride.ClearsItself, ActorKind.System) => null,
            (HoldOverride.BorrowerCanCure, ActorKind.System or ActorKind.Borrower) => null,
            (HoldOverride.ClearsItself or HoldOverride.BorrowerCanCure, _) => Refusal.Forbidden(
                "hold-not-yours-to-cure",
                ("override", hold.Override.Code())
            ),
            (HoldOverride.NobodyBeforeDate, _) when context.At < hold.NotBefore => Refusal.Rule(
                "hold-not-liftable-before",
                ("notBefore", Text(hold.NotBefore.Value))
            ),
            _ => Refusal.Rule("hold-needs-reviewer", ("override", hold.Override.Code())),
        };

    private static Refusal? NoSuchHold(Line line, HoldId id, DateTimeOffset at, out Hold hold)
    {
        hold = line.Holds.FirstOrDefault(one => one.Id == id)!;
        return hold is null ? Refusal.NotFound("hold-not-found", ("hold", id.ToString()))
            : hold.IsExpiredAt(at) ? Refusal.Conflict("hold-expired", ("until", Text(hold.Until!.Value)))
            : null;
    }
}
