using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>A fee of a product, and who gets it.</summary>
public abstract record FeeTerm
{
    private FeeTerm() { }

    /// <summary>The fee's code, under which texts name it.</summary>
    public abstract string Code { get; init; }

    /// <summary>Who gets it.</summary>
    public abstract string Payee { get; init; }

    /// <summary>A fixed amount, paid at the draw. It is never withheld from the principal (Civil Code of China, 670).</summary>
    public sealed record AtDraw(string Code, string Payee, Money Amount) : FeeTerm;

    /// <summary>A share of the principal, paid at the draw.</summary>
    public sealed record ShareAtDraw(string Code, string Payee, decimal Share) : FeeTerm;

    /// <summary>A fixed amount with each instalment.</summary>
    public sealed record EachInstalment(string Code, string Payee, Money Amount) : FeeTerm;
}

/// <summary>Which yearly rate a cap is compared with.</summary>
public enum CostMeasure
{
    /// <summary>Periods a year times the internal rate of return per period.</summary>
    Nominal,

    /// <summary>The internal rate of return compounded over a year.</summary>
    Effective,
}

/// <summary>The most that a loan may cost in all, and by what rule: dated configuration of a jurisdiction pack.</summary>
public sealed record CostCap(decimal MostAnnual, CostMeasure Measure, string Citation);

/// <summary>What is lent and on which terms. A rate is not part of it: the line carries that.</summary>
public sealed record LoanProduct
{
    /// <summary>The code.</summary>
    public required string Code { get; init; }

    /// <summary>The smallest amount of a draw.</summary>
    public required Money Least { get; init; }

    /// <summary>The largest amount of a draw.</summary>
    public required Money Most { get; init; }

    /// <summary>The methods offered.</summary>
    public required IReadOnlyList<RepaymentMethod> Methods { get; init; }

    /// <summary>The numbers of instalments offered, such as 3, 6, 12.</summary>
    public required IReadOnlyList<int> Instalments { get; init; }

    /// <summary>In how many of the first periods only interest is due.</summary>
    public int PrincipalGrace { get; init; }

    /// <summary>Fees.</summary>
    public IReadOnlyList<FeeTerm> Fees { get; init; } = [];

    /// <summary>Caps on the whole cost; all must hold.</summary>
    public IReadOnlyList<CostCap> CostCaps { get; init; } = [];

    /// <summary>Purposes that may not be lent for, by code.</summary>
    public IReadOnlyList<string> ProhibitedPurposes { get; init; } = [];

    /// <summary>Servicing.</summary>
    public ServicingTerms Servicing { get; init; } = new();

    /// <summary>The delinquency stage from which a late loan holds its line; shorter lateness is a matter of reminders.</summary>
    public DelinquencyStage HoldFrom { get; init; } = DelinquencyStage.Days4To30;

    /// <summary>Rounding at each posting.</summary>
    public Rounding Rounding { get; init; } = Rounding.HalfUp;

    /// <summary>Where a due date goes in a month that lacks its day.</summary>
    public MonthEndRule MonthEnd { get; init; } = MonthEndRule.LastDay;

    /// <summary>The share of each loan that the lender must provide itself.</summary>
    public decimal OwnShareLeast { get; init; }
}
