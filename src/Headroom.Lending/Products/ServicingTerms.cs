using System.Globalization;
using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>What a borrower can owe on an instalment.</summary>
public enum LoanComponent
{
    /// <summary>Fees.</summary>
    Fee,

    /// <summary>Penalty on what is overdue.</summary>
    Penalty,

    /// <summary>Interest.</summary>
    Interest,

    /// <summary>Principal.</summary>
    Principal,
}

/// <summary>Whether a repayment finishes an instalment or a component before it goes on.</summary>
public enum AllocationOrder
{
    /// <summary>All components of the oldest instalment, then the next instalment.</summary>
    OldestInstalmentFirst,

    /// <summary>The first component of every instalment, oldest first, then the next component.</summary>
    ComponentFirst,
}

/// <summary>In which order components are paid. The default is fee, penalty, interest, principal (Civil Code of China, 561).</summary>
public readonly record struct ComponentOrder(
    LoanComponent First,
    LoanComponent Second,
    LoanComponent Third,
    LoanComponent Fourth
)
{
    /// <summary>Fee, penalty, interest, principal.</summary>
    public static ComponentOrder Usual { get; } =
        new(LoanComponent.Fee, LoanComponent.Penalty, LoanComponent.Interest, LoanComponent.Principal);

    /// <summary>The component at a place from 0 to 3.</summary>
    public LoanComponent this[int place] =>
        place switch
        {
            0 => First,
            1 => Second,
            2 => Third,
            3 => Fourth,
            _ => throw new ArgumentOutOfRangeException(nameof(place), place, "There are four components."),
        };
}

/// <summary>The part of a contract that says what happens after the draw.</summary>
public sealed record ServicingTerms
{
    /// <summary>Whether a repayment finishes an instalment or a component first.</summary>
    public AllocationOrder Allocation { get; init; } = AllocationOrder.OldestInstalmentFirst;

    /// <summary>In which order components are paid.</summary>
    public ComponentOrder Components { get; init; } = ComponentOrder.Usual;

    /// <summary>The penalty's daily rate as a multiple of the loan's: 1.5 is the usual 50 % more. It replaces normal interest on overdue principal.</summary>
    public decimal PenaltyFactor { get; init; } = 1.5m;

    /// <summary>Whether overdue interest bears penalty too.</summary>
    public bool PenaltyOnInterest { get; init; }

    /// <summary>Days after the due date within which nothing overdue bears penalty; who pays later pays from the due date.</summary>
    public int GraceDays { get; init; }

    /// <summary>The fee on principal prepaid, as a share of it.</summary>
    public decimal PrepaymentFeeShare { get; init; }

    /// <summary>The share of each loan that a funding partner provides, 0 to less than 1.</summary>
    public decimal FunderShare { get; init; }

    /// <summary>Why no loan can be serviced on these terms, or null. <paramref name="ownShareLeast"/> is the lender's own share that the law asks for.</summary>
    public Refusal? Check(decimal ownShareLeast) =>
        PenaltyFactor is < 0 or > 10 ? Outside("penalty-factor", PenaltyFactor)
        : GraceDays is < 0 or > 90 ? Outside("grace-days", GraceDays)
        : PrepaymentFeeShare is < 0 or > 0.2m ? Outside("prepayment-fee", PrepaymentFeeShare)
        : FunderShare is < 0 or >= 1 ? Outside("funder-share", FunderShare)
        : 1 - FunderShare < ownShareLeast
            ? Refusal.Rule(
                "own-share-too-small",
                ("share", (1 - FunderShare).ToString(CultureInfo.InvariantCulture)),
                ("least", ownShareLeast.ToString(CultureInfo.InvariantCulture))
            )
        : null;

    private static Refusal Outside(string what, decimal value) =>
        Refusal.Invalid(what + "-out-of-range", ("value", value.ToString(CultureInfo.InvariantCulture)));
}
