using Headroom.Primitives;
using Outcome = Headroom.Primitives.Result<System.Collections.Generic.IReadOnlyList<Headroom.Lending.LineEvent>>;

namespace Headroom.Lending;

public static partial class LineDecider
{
    private static Outcome SetApprovedLimit(Line line, LineCommand.SetApprovedLimit c, CommandContext context)
    {
        var refusal =
            NotActive(line, context.At)
            ?? NotALimit(line, c.Limit)
            ?? Missing(c.Reason, "reason-missing")
            ?? (c.Limit == line.Limits.Approved ? Refusal.Conflict("limit-unchanged") : null)
            ?? (c.Limit > line.Limits.Approved ? IncreaseHeld(line, context.At) : null);
        if (refusal is not null)
        {
            return refusal;
        }

        // Who lends less does not leave a temporary limit above it standing.
        var set = new LineEvent.ApprovedLimitSet(line.Limits.Approved, c.Limit, c.Reason);
        return c.Limit < line.Limits.Approved && line.Limits.Temporary is not null
            ? Unless(null, set, new LineEvent.TemporaryLimitEnded(c.Reason))
            : Unless(null, set);
    }

    private static Outcome SetTemporaryLimit(Line line, LineCommand.SetTemporaryLimit c, CommandContext context) =>
        Unless(
            NotActive(line, context.At)
                ?? NotALimit(line, c.Limit)
                ?? Missing(c.Reason, "reason-missing")
                ?? (
                    c.From >= c.Until || c.Until <= context.At
                        ? Refusal.Invalid("window-empty", ("from", Text(c.From)), ("until", Text(c.Until)))
                        : null
                )
                ?? (
                    c.Limit <= line.Limits.Approved
                        ? Refusal.Rule(
                            "temporary-limit-not-above-approved",
                            ("approved", line.Limits.Approved.ToString())
                        )
                        : null
                )
                ?? IncreaseHeld(line, context.At),
            new LineEvent.TemporaryLimitSet(c.Limit, c.From, c.Until, c.Reason)
        );

    private static Outcome EndTemporaryLimit(Line line, LineCommand.EndTemporaryLimit c, CommandContext context) =>
        Unless(
            NotActive(line, context.At)
                ?? Missing(c.Reason, "reason-missing")
                ?? (line.Limits.Temporary is null ? Refusal.NotFound("temporary-limit-not-set") : null),
            new LineEvent.TemporaryLimitEnded(c.Reason)
        );

    private static Outcome SetBorrowerCap(Line line, LineCommand.SetBorrowerCap c, CommandContext context) =>
        Unless(
            NotActive(line, context.At)
                ?? NotALimit(line, c.Cap)
                ?? (c.Cap == line.Limits.BorrowerCap ? Refusal.Conflict("limit-unchanged") : null),
            new LineEvent.BorrowerCapSet(c.Cap)
        );

    private static Outcome RemoveBorrowerCap(Line line, CommandContext context) =>
        Unless(
            NotActive(line, context.At)
                ?? (line.Limits.BorrowerCap is null ? Refusal.NotFound("borrower-cap-not-set") : null),
            new LineEvent.BorrowerCapRemoved()
        );

    private static Outcome SetCaps(Line line, LineCommand.SetCaps c, CommandContext context) =>
        Unless(
            NotActive(line, context.At)
                ?? NotALimit(line, c.ProductCap)
                ?? NotALimit(line, c.JurisdictionCap)
                ?? (
                    c.ProductCap == line.Limits.ProductCap && c.JurisdictionCap == line.Limits.JurisdictionCap
                        ? Refusal.Conflict("limit-unchanged")
                        : null
                ),
            new LineEvent.CapsSet(c.ProductCap, c.JurisdictionCap)
        );

    private static Outcome SetRate(Line line, LineCommand.SetRate c, CommandContext context) =>
        Unless(
            NotActive(line, context.At)
                ?? NotARate(c.Rate)
                ?? Missing(c.Reason, "reason-missing")
                ?? (c.Rate == line.Rate ? Refusal.Conflict("rate-unchanged") : null),
            new LineEvent.RateSet(c.Rate, c.Reason)
        );

    private static Refusal? IncreaseHeld(Line line, DateTimeOffset at) =>
        line.IncreaseHoldsAt(at) is { Count: > 0 } holds
            ? Refusal.Rule("increase-held", ("holds", Kinds(holds)))
            : null;

    private static string Kinds(IReadOnlyList<Hold> holds) =>
        string.Join(", ", holds.Select(hold => hold.Kind.Code()).Distinct());
}
