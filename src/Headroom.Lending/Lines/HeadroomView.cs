using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>What a line gives at an instant, and why. Computed from the line alone; nothing here is stored.</summary>
/// <param name="At">The instant.</param>
/// <param name="Status">The status.</param>
/// <param name="EffectiveLimit">The least of the limits in force; zero while the line is not active.</param>
/// <param name="Drawn">Principal owed on committed draws.</param>
/// <param name="Reserved">Set aside for draws under way.</param>
/// <param name="Headroom">What can be drawn now.</param>
/// <param name="Limits">The limits in force, the least (the binding one) first; empty while the line is not active.</param>
/// <param name="Causes">
/// Why the headroom is zero: the binding cause first, then every other that would keep it zero if that one went. Empty
/// where there is headroom.
/// </param>
public sealed record HeadroomView(
    DateTimeOffset At,
    LineStatus Status,
    Money EffectiveLimit,
    Money Drawn,
    Money Reserved,
    Money Headroom,
    IReadOnlyList<LimitBound> Limits,
    IReadOnlyList<HeadroomCause> Causes
)
{
    internal static HeadroomView Of(Line line, DateTimeOffset at)
    {
        var status = line.StatusAt(at);
        var drawn = line.Drawn;
        var reserved = line.Reserved;
        var zero = Money.Zero(line.Currency);
        if (status is not (LineStatus.Active or LineStatus.Frozen))
        {
            HeadroomCause[] causes = [new HeadroomCause.NotActive(status), .. Held(line, at)];
            return new HeadroomView(at, status, zero, drawn, reserved, zero, [], causes);
        }

        var limits = line.Limits.BoundsAt(at);
        var effective = limits[0].Limit;
        var free = Money.Max(zero, effective - drawn - reserved);
        var headroom = status == LineStatus.Frozen ? zero : free;
        return new HeadroomView(
            at,
            status,
            effective,
            drawn,
            reserved,
            headroom,
            limits,
            headroom.IsPositive ? [] : [.. Held(line, at), .. Reached(line, limits, at)]
        );
    }

    private static IEnumerable<HeadroomCause> Held(Line line, DateTimeOffset at) =>
        line.DrawHoldsAt(at).Select(hold => new HeadroomCause.Held(hold));

    private static IEnumerable<HeadroomCause> Reached(Line line, IReadOnlyList<LimitBound> limits, DateTimeOffset at)
    {
        var used = line.Drawn + line.Reserved;
        foreach (var bound in limits.Where(bound => bound.Limit <= used))
        {
            yield return new HeadroomCause.LimitReached(bound.Source, bound.Limit, line.Drawn, line.Reserved);
        }

        if (
            line.Limits.Approved <= used
            && line.Limits.Temporary is { } window
            && !window.IsOpenAt(at)
            && window.Limit > used
        )
        {
            yield return new HeadroomCause.WindowClosed(window);
        }
    }
}
