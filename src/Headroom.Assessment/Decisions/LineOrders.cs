using Headroom.Lending;
using Headroom.Primitives;

namespace Headroom.Assessment;

/// <summary>Turns a decision into the commands that carry it out on its line.</summary>
public static class LineOrders
{
    /// <summary>
    /// The commands in the order to run them, for an actor of kind system: cures first, so that what they free is free,
    /// and new holds last. A referral, a decline of a request and a review without change give at most holds.
    /// The identifiers of holds derive from the decision's.
    /// </summary>
    public static IReadOnlyList<LineCommand> Of(DecisionMade decision, Line line)
    {
        var outcome = decision.Outcome;
        var reason = outcome.Reasons.Count > 0 ? outcome.Reasons[0].Code : outcome.Action.Code();
        var product = Least(outcome, CapKind.Product);
        var jurisdiction = Least(outcome, CapKind.Jurisdiction);
        switch (outcome.Action)
        {
            case DecisionAction.Grant:
                return
                [
                    new LineCommand.Activate(outcome.LimitAfter, outcome.RateAfter!.Value, product, jurisdiction, null),
                ];
            case DecisionAction.Decline when line.Lifecycle is LineLifecycle.Applied:
                return [new LineCommand.Decline(outcome.ReapplyOn!.Value, reason)];
            case DecisionAction.Cancel:
                return [new LineCommand.Cancel(outcome.ReapplyOn!.Value, reason)];
        }

        List<LineCommand> commands = [.. outcome.HoldsToCure.Select(cure => new LineCommand.CureHold(cure.Id))];
        if (Moved(line.Limits.ProductCap, product) || Moved(line.Limits.JurisdictionCap, jurisdiction))
        {
            commands.Add(new LineCommand.SetCaps(product, jurisdiction));
        }

        if (outcome.LimitAfter != outcome.LimitBefore)
        {
            commands.Add(new LineCommand.SetApprovedLimit(outcome.LimitAfter, reason));
        }

        if (outcome.RateAfter is { } rate && rate != line.Rate)
        {
            commands.Add(new LineCommand.SetRate(rate, reason));
        }

        commands.AddRange(outcome.HoldsToPlace.Select((order, index) => Place(decision, order, index)));
        return commands;
    }

    private static LineCommand.PlaceHold Place(DecisionMade decision, HoldOrder order, int index) =>
        new(
            new HoldId(decision.Id.Value.Derive(index)),
            order.Kind,
            order.Scope,
            order.Reason,
            order.Until,
            order.Cure,
            order.Override,
            order.NotBefore
        );

    // Caps that the line carries follow the law and the product; a line that carries none is bounded by its approved limit.
    private static bool Moved(Money? carried, Money? now) => carried is { } old && now is { } cap && cap != old;

    private static Money? Least(Assessment outcome, CapKind kind)
    {
        Money? least = null;
        foreach (var cap in outcome.Caps)
        {
            if (cap.Kind == kind && cap.Amount is { } amount)
            {
                least = least is { } other ? Money.Min(other, amount) : amount;
            }
        }

        return least;
    }
}
