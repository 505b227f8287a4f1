using Headroom.Primitives;
using Outcome = Headroom.Primitives.Result<System.Collections.Generic.IReadOnlyList<Headroom.Lending.LineEvent>>;

namespace Headroom.Lending;

public static partial class LineDecider
{
    // Reserving is the only gate: whatever fits now is set aside, so draws that race cannot spend the same headroom twice.
    private static Outcome ReserveDraw(Line line, LineCommand.ReserveDraw c, CommandContext context) =>
        Unless(
            NotActive(line, context.At)
                ?? NotAnAmount(line, c.Amount)
                ?? (line.Draws.Any(draw => draw.Id == c.Id) ? Refusal.Conflict("draw-already-reserved") : null)
                ?? (
                    line.DrawHoldsAt(context.At) is { Count: > 0 } holds
                        ? Refusal.Rule("draw-held", ("holds", Kinds(holds)))
                        : null
                )
                ?? ExceedsHeadroom(line.HeadroomAt(context.At), c.Amount),
            new LineEvent.DrawReserved(c.Id, c.Amount)
        );

    private static Outcome CommitDraw(Line line, LineCommand.CommitDraw c) =>
        Unless(NotThere(line) ?? NotAt(line, c.Id, DrawStage.Reserved, out _), new LineEvent.DrawCommitted(c.Id));

    private static Outcome ReleaseDraw(Line line, LineCommand.ReleaseDraw c) =>
        Unless(
            NotThere(line) ?? Missing(c.Reason, "reason-missing") ?? NotAt(line, c.Id, DrawStage.Reserved, out _),
            new LineEvent.DrawReleased(c.Id, c.Reason)
        );

    private static Outcome RecordPrincipalRepaid(Line line, LineCommand.RecordPrincipalRepaid c) =>
        Unless(
            NotThere(line)
                ?? NotAnAmount(line, c.Amount)
                ?? NotAt(line, c.Id, DrawStage.Committed, out var draw)
                ?? (
                    c.Amount > draw.Amount
                        ? Refusal.Rule("repaid-exceeds-drawn", ("drawn", draw.Amount.ToString()))
                        : null
                ),
            new LineEvent.PrincipalRepaid(c.Id, c.Amount)
        );

    // A draw repaid in full is no longer listed, so one that is not there may still be restored; its loan knows how far.
    private static Outcome RecordPrincipalRestored(Line line, LineCommand.RecordPrincipalRestored c) =>
        Unless(
            NotThere(line)
                ?? NotAnAmount(line, c.Amount)
                ?? (line.Draws.Any(draw => draw.Id == c.Id) ? NotAt(line, c.Id, DrawStage.Committed, out _) : null),
            new LineEvent.PrincipalRestored(c.Id, c.Amount)
        );

    private static Refusal? ExceedsHeadroom(HeadroomView view, Money amount) =>
        amount > view.Headroom
            ? Refusal.Rule(
                "draw-exceeds-headroom",
                ("amount", amount.ToString()),
                ("headroom", view.Headroom.ToString()),
                ("limit", view.Limits[0].Source.Code())
            )
            : null;

    private static Refusal? NotAt(Line line, DrawId id, DrawStage stage, out LineDraw draw)
    {
        var found = line.Draws.Where(one => one.Id == id).ToArray();
        draw = found.FirstOrDefault();
        return found.Length == 0 ? Refusal.NotFound("draw-not-found", ("draw", id.ToString()))
            : draw.Stage == stage ? null
            : stage == DrawStage.Reserved ? Refusal.Conflict("draw-already-committed")
            : Refusal.Conflict("draw-not-committed");
    }
}
