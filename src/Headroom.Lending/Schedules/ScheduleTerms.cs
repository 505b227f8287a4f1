using System.Globalization;
using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>How principal comes back.</summary>
public enum RepaymentMethod
{
    /// <summary>Equal instalments (等额本息).</summary>
    EqualInstalment,

    /// <summary>Equal principal (等额本金).</summary>
    EqualPrincipal,

    /// <summary>Interest each period, principal at maturity (先息后本).</summary>
    InterestThenPrincipal,

    /// <summary>Principal and interest at maturity (到期一次还本付息).</summary>
    AllAtMaturity,

    /// <summary>Any amount at any time up to maturity, interest for the days used (随借随还).</summary>
    AnyTime,
}

/// <summary>What interest is computed on.</summary>
public enum InterestBase
{
    /// <summary>The principal still owed.</summary>
    DecliningBalance,

    /// <summary>The principal lent, to the end. Cheap-looking; its true cost is in the quote.</summary>
    Flat,
}

/// <summary>What a schedule is made of. Defaults are the usual contract: monthly, from the day of the draw, half-up.</summary>
/// <param name="Principal">The amount lent.</param>
/// <param name="DrawnOn">The day from which interest runs.</param>
/// <param name="Instalments">How many periods to the last due date: 1 to 600.</param>
/// <param name="Method">How principal comes back.</param>
/// <param name="Rate">The nominal rate and its day count.</param>
public sealed record ScheduleTerms(
    Money Principal,
    DateOnly DrawnOn,
    int Instalments,
    RepaymentMethod Method,
    LoanRate Rate
)
{
    /// <summary>How often an instalment is due.</summary>
    public Frequency Frequency { get; init; } = Frequency.Monthly;

    /// <summary>The first due date, where it is not one period after the draw.</summary>
    public DateOnly? FirstDueOn { get; init; }

    /// <summary>The day of the month on which instalments are due, 1 to 31; the draw's or the first due date's where null.</summary>
    public int? AnchorDay { get; init; }

    /// <summary>Where a due date goes in a month that lacks the anchor day.</summary>
    public MonthEndRule MonthEnd { get; init; } = MonthEndRule.LastDay;

    /// <summary>What interest is computed on.</summary>
    public InterestBase Base { get; init; } = InterestBase.DecliningBalance;

    /// <summary>How a fraction of a minor unit is decided at each posting.</summary>
    public Rounding Rounding { get; init; } = Rounding.HalfUp;

    /// <summary>The equal instalment is rounded to a multiple of this; the last one takes the difference.</summary>
    public Money? InstalmentMultiple { get; init; }

    /// <summary>
    /// Whether an equal instalment is moved by the minor units that bring the last one closer to it, where the last would
    /// differ by more than half a minor unit per instalment. So Apache Fineract's progressive schedules do.
    /// </summary>
    public bool EvenOutLast { get; init; }

    /// <summary>In how many of the first periods no principal is due.</summary>
    public int PrincipalGrace { get; init; }

    /// <summary>In how many of the first periods no interest is due; it is due with the first after them.</summary>
    public int InterestGrace { get; init; }

    /// <summary>In how many of the first periods no interest runs.</summary>
    public int InterestFree { get; init; }

    /// <summary>The share of the principal that is due on the day of the draw, 0 to less than 1.</summary>
    public decimal DownPaymentShare { get; init; }

    /// <summary>Whether all of it is due on one date, the last.</summary>
    internal bool IsDueAtMaturity => Method is RepaymentMethod.AllAtMaturity or RepaymentMethod.AnyTime;

    /// <summary>Why no schedule can be made of these terms, or null.</summary>
    public Refusal? Check() =>
        !Principal.IsPositive ? Refusal.Invalid("principal-not-positive", ("principal", Principal.ToString()))
        : Instalments is < 1 or > 600 ? OutOfRange("instalments", Instalments, 1, 600)
        : Rate.Fraction < 0 || Rate.PerDay > 0.03m
            ? Refusal.Invalid("rate-out-of-range", ("rate", Rate.Fraction.ToString(CultureInfo.InvariantCulture)))
        : Frequency.Every is < 1 or > 366 ? OutOfRange("frequency", Frequency.Every, 1, 366)
        : AnchorDay is < 1 or > 31 ? OutOfRange("anchor-day", AnchorDay.Value, 1, 31)
        : PrincipalGrace < 0 || PrincipalGrace >= Instalments
            ? OutOfRange("principal-grace", PrincipalGrace, 0, Instalments - 1)
        : InterestGrace < 0 || InterestGrace >= Instalments
            ? OutOfRange("interest-grace", InterestGrace, 0, Instalments - 1)
        : InterestFree < 0 || InterestFree > Instalments ? OutOfRange("interest-free", InterestFree, 0, Instalments)
        : DownPaymentShare is < 0 or >= 1
            ? Refusal.Invalid(
                "down-payment-out-of-range",
                ("share", DownPaymentShare.ToString(CultureInfo.InvariantCulture))
            )
        : InstalmentMultiple is { } multiple && (multiple.Currency != Principal.Currency || !multiple.IsPositive)
            ? Refusal.Invalid("instalment-multiple-not-positive", ("multiple", multiple.ToString()))
        : null;

    private static Refusal OutOfRange(string what, int value, int least, int most) =>
        Refusal.Invalid(
            what + "-out-of-range",
            ("value", value.ToString(CultureInfo.InvariantCulture)),
            ("least", least.ToString(CultureInfo.InvariantCulture)),
            ("most", most.ToString(CultureInfo.InvariantCulture))
        );
}
