using Headroom.Lending;

namespace Headroom.Assessment;

/// <summary>What becomes of the holds of a line: which to place, which are cured, and what that makes of the line.</summary>
internal sealed class HoldChanges
{
    private HoldChanges(IReadOnlyList<HoldOrder> place, IReadOnlyList<HoldCure> cure)
    {
        Place = place;
        Cure = cure;
    }

    public IReadOnlyList<HoldOrder> Place { get; }

    public IReadOnlyList<HoldCure> Cure { get; }

    /// <summary>Whether a hold blocked draws before.</summary>
    public bool FrozenBefore { get; private init; }

    /// <summary>Whether one will.</summary>
    public bool FrozenAfter { get; private init; }

    /// <summary>Whether a new one is placed that does.</summary>
    public bool Freezes => Place.Any(order => order.Scope != HoldScope.Increases);

    /// <summary>Whether the last ones that did are cured.</summary>
    public bool Restores => FrozenBefore && !FrozenAfter;

    /// <summary>
    /// Whether the limit may not rise now: while any hold stands, and in the same breath as draws are allowed again.
    /// </summary>
    public bool BlockIncreases { get; private init; }

    public static HoldChanges Of(
        IReadOnlyList<StandingHold> standing,
        IReadOnlyList<HoldOrder> triggered,
        IReadOnlyList<string> lifted
    )
    {
        if (standing.Count == 0 && triggered.Count == 0)
        {
            return new HoldChanges([], []);
        }

        // A reason that still triggers keeps its hold, whatever the lifting table says.
        var place = triggered
            .Where(order => !standing.Any(hold => hold.ByPolicy && hold.Reason == order.Reason))
            .ToList();
        var cured = standing
            .Where(hold =>
                hold is { ByPolicy: true, Override: HoldOverride.ClearsItself or HoldOverride.BorrowerCanCure }
                && lifted.Contains(hold.Reason)
                && !triggered.Any(order => order.Reason == hold.Reason)
            )
            .ToList();
        var left = standing.Except(cured).ToList();
        var frozenBefore = standing.Any(hold => hold.BlocksDraws());
        var frozenAfter = left.Any(hold => hold.BlocksDraws()) || place.Any(hold => hold.Scope != HoldScope.Increases);
        return new HoldChanges(place, [.. cured.Select(hold => new HoldCure(hold.Id, hold.Reason))])
        {
            FrozenBefore = frozenBefore,
            FrozenAfter = frozenAfter,
            BlockIncreases = left.Count > 0 || place.Count > 0 || (frozenBefore && !frozenAfter),
        };
    }
}
