using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>Why a hold exists. In order of gravity: where several stand, the first is named as the binding one.</summary>
public enum HoldKind
{
    /// <summary>The account may be in the wrong hands.</summary>
    AccountSecurity,

    /// <summary>Law or a list forbids lending.</summary>
    Compliance,

    /// <summary>Something is overdue.</summary>
    Delinquency,

    /// <summary>Borrowed money went where it may not go.</summary>
    UseOfFunds,

    /// <summary>The policy sees too much risk.</summary>
    Risk,

    /// <summary>The lender's operations need it: a migration, a dispute, a bereavement.</summary>
    Operations,

    /// <summary>What is known of the borrower is too old to lend on.</summary>
    StaleInformation,

    /// <summary>The borrower asked for it.</summary>
    BorrowerRequest,
}

/// <summary>What a hold blocks.</summary>
public enum HoldScope
{
    /// <summary>New draws.</summary>
    Draws,

    /// <summary>Increases of the limit, temporary ones too.</summary>
    Increases,

    /// <summary>Both.</summary>
    DrawsAndIncreases,
}

/// <summary>Who may take a hold away before it expires.</summary>
public enum HoldOverride
{
    /// <summary>Only the system, when it sees the cure; a person's opinion does not.</summary>
    ClearsItself,

    /// <summary>The borrower or the system, by the cure; a member of staff too.</summary>
    BorrowerCanCure,

    /// <summary>A member of staff.</summary>
    ReviewerMayLift,

    /// <summary>A member of staff, and only from <see cref="Hold.NotBefore"/> on.</summary>
    NobodyBeforeDate,
}

/// <summary>One named reason that blocks draws, increases or both. Several stand at once; each lifts on its own.</summary>
/// <param name="Id">The hold.</param>
/// <param name="Kind">Why it exists.</param>
/// <param name="Scope">What it blocks.</param>
/// <param name="Reason">A reason code of the policy pack, such as <c>device-unknown</c>.</param>
/// <param name="PlacedBy">Who placed it.</param>
/// <param name="Since">When it began.</param>
/// <param name="Until">The instant at which it no longer binds, or null where it must be taken away.</param>
/// <param name="Cure">The code of what cures it, such as <c>verify-identity</c>; null where nothing the borrower does will.</param>
/// <param name="Override">Who may take it away.</param>
/// <param name="NotBefore">For <see cref="HoldOverride.NobodyBeforeDate"/>: the first instant at which staff may lift it.</param>
public sealed record Hold(
    HoldId Id,
    HoldKind Kind,
    HoldScope Scope,
    string Reason,
    Actor PlacedBy,
    DateTimeOffset Since,
    DateTimeOffset? Until,
    string? Cure,
    HoldOverride Override,
    DateTimeOffset? NotBefore
)
{
    /// <summary>Whether it has run out.</summary>
    public bool IsExpiredAt(DateTimeOffset at) => Until <= at;

    /// <summary>Whether it blocks draws at an instant.</summary>
    public bool BlocksDrawsAt(DateTimeOffset at) => Scope != HoldScope.Increases && !IsExpiredAt(at);

    /// <summary>Whether it blocks increases at an instant.</summary>
    public bool BlocksIncreasesAt(DateTimeOffset at) => Scope != HoldScope.Draws && !IsExpiredAt(at);
}
