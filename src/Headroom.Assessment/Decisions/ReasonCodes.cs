namespace Headroom.Assessment;

/// <summary>The reasons that the engine itself gives; every pack has a text for each. All others are the pack's.</summary>
public static class ReasonCodes
{
    /// <summary>A line is granted.</summary>
    public const string Granted = "granted";

    /// <summary>The limit rises.</summary>
    public const string IncreaseEarned = "increase-earned";

    /// <summary>It rose too recently to rise again.</summary>
    public const string IncreaseCooldown = "increase-cooldown";

    /// <summary>It fell too recently to move again.</summary>
    public const string DecreaseCooldown = "decrease-cooldown";

    /// <summary>A hold keeps it from rising.</summary>
    public const string IncreaseHeld = "increase-held";

    /// <summary>The change is too small to be made.</summary>
    public const string ChangeTooSmall = "change-too-small";

    /// <summary>The limit is what it should be.</summary>
    public const string LimitAlreadyRight = "limit-already-right";

    /// <summary>The limit moves in steps.</summary>
    public const string LimitMovesInSteps = "limit-moves-in-steps";

    /// <summary>Even the least line would be too much.</summary>
    public const string LimitBelowMinimum = "limit-below-minimum";

    /// <summary>A hold still blocks draws.</summary>
    public const string Frozen = "frozen";

    /// <summary>The price falls.</summary>
    public const string PriceLower = "price-lower";

    /// <summary>There is no open line to review.</summary>
    public const string LineNotOpen = "line-not-open";

    /// <summary>The policy failed; a person decides.</summary>
    public const string PolicyFailure = "policy-failure";

    /// <summary>The name of the cap that is what was asked for.</summary>
    public const string RequestedCap = "requested";

    /// <summary>The name of the cap of the limit matrix.</summary>
    public const string MatrixCap = "matrix";

    /// <summary>The name of the cap of the borrower's capacity.</summary>
    public const string CapacityCap = "capacity";

    /// <summary>Stands for the reason of the binding cap; never given itself.</summary>
    internal const string LimitCapped = "cap";

    /// <summary>All that a pack must have texts for.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Granted,
        IncreaseEarned,
        IncreaseCooldown,
        DecreaseCooldown,
        IncreaseHeld,
        ChangeTooSmall,
        LimitAlreadyRight,
        LimitMovesInSteps,
        LimitBelowMinimum,
        Frozen,
        PriceLower,
        LineNotOpen,
        PolicyFailure,
        OfCap(RequestedCap),
        OfCap(MatrixCap),
        OfCap(CapacityCap),
    ];

    /// <summary>The reason that a cap set the limit.</summary>
    public static string OfCap(string name) => "cap-" + name;
}
