using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>How far a draw has come.</summary>
public enum DrawStage
{
    /// <summary>Its amount is set aside; the money has not left.</summary>
    Reserved,

    /// <summary>The money has left; the amount is the principal still owed.</summary>
    Committed,
}

/// <summary>One draw as the line sees it: how much of the limit it takes.</summary>
public readonly record struct LineDraw(DrawId Id, Money Amount, DrawStage Stage);

/// <summary>
/// The agreement to lend up to a limit: the fold of its <see cref="LineEvent"/>s. Immutable. It stores what was agreed,
/// ordered and drawn; what follows from that at an instant (status, effective limit, headroom) is derived.
/// </summary>
public sealed record Line
{
    /// <summary>No agreement yet: where every history begins.</summary>
    public static Line None { get; } = new();

    /// <summary>Where the agreement stands.</summary>
    public LineLifecycle Lifecycle { get; init; } = new LineLifecycle.None();

    /// <summary>The product's code; empty while there is no line.</summary>
    public string Product { get; init; } = "";

    /// <summary>The currency of every amount on the line.</summary>
    public Currency Currency { get; init; }

    /// <summary>The limits as last ordered.</summary>
    public LineLimits Limits { get; init; } = new(default);

    /// <summary>The price of new draws; null until the line was first activated.</summary>
    public Rate? Rate { get; init; }

    /// <summary>The instant at which the agreement runs out, where it has one.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Holds placed and not taken away, in the order they came; some may have run out.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>Draws that take up the limit, in the order they came.</summary>
    public IReadOnlyList<LineDraw> Draws { get; init; } = [];

    /// <summary>Principal owed on committed draws.</summary>
    public Money Drawn => Sum(DrawStage.Committed);

    /// <summary>Set aside for draws under way.</summary>
    public Money Reserved => Sum(DrawStage.Reserved);

    /// <summary>The holds that block draws at an instant, the gravest first.</summary>
    public IReadOnlyList<Hold> DrawHoldsAt(DateTimeOffset at) =>
        [.. Holds.Where(hold => hold.BlocksDrawsAt(at)).OrderBy(hold => hold.Kind)];

    /// <summary>The holds that block increases at an instant, the gravest first.</summary>
    public IReadOnlyList<Hold> IncreaseHoldsAt(DateTimeOffset at) =>
        [.. Holds.Where(hold => hold.BlocksIncreasesAt(at)).OrderBy(hold => hold.Kind)];

    /// <summary>Whether the agreement has run out, whether or not an event has said so yet.</summary>
    public bool IsExpiredAt(DateTimeOffset at) =>
        Lifecycle is LineLifecycle.Expired || (Lifecycle is LineLifecycle.Active && ExpiresAt <= at);

    /// <summary>The status at an instant.</summary>
    public LineStatus StatusAt(DateTimeOffset at) =>
        Lifecycle switch
        {
            LineLifecycle.None => LineStatus.None,
            LineLifecycle.Invited => LineStatus.Invited,
            LineLifecycle.Applied => LineStatus.Applied,
            LineLifecycle.DeclinedUntil => LineStatus.Declined,
            LineLifecycle.Active when IsExpiredAt(at) => LineStatus.Expired,
            LineLifecycle.Active when Holds.Any(hold => hold.BlocksDrawsAt(at)) => LineStatus.Frozen,
            LineLifecycle.Active => LineStatus.Active,
            LineLifecycle.CancelledUntil => LineStatus.Cancelled,
            LineLifecycle.Closed => LineStatus.Closed,
            LineLifecycle.Expired => LineStatus.Expired,
            _ => throw new InvalidOperationException($"Unknown lifecycle {Lifecycle}."),
        };

    /// <summary>Headroom, limits and status at an instant, with what causes them.</summary>
    public HeadroomView HeadroomAt(DateTimeOffset at) => HeadroomView.Of(this, at);

    /// <summary>By content: two histories that end in the same place give equal lines.</summary>
    public bool Equals(Line? other) =>
        other is not null
        && Lifecycle == other.Lifecycle
        && Product == other.Product
        && Currency == other.Currency
        && Limits == other.Limits
        && Rate == other.Rate
        && ExpiresAt == other.ExpiresAt
        && Holds.SequenceEqual(other.Holds)
        && Draws.SequenceEqual(other.Draws);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Lifecycle, Product, Limits, Holds.Count, Draws.Count);

    private Money Sum(DrawStage stage)
    {
        var sum = Money.Zero(Currency);
        foreach (var draw in Draws)
        {
            sum += draw.Stage == stage ? draw.Amount : Money.Zero(Currency);
        }

        return sum;
    }
}
