using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>What a borrower wants to draw and how to pay it back.</summary>
public sealed record QuoteRequest(
    Money Amount,
    string Purpose,
    RepaymentMethod Method,
    int Instalments,
    LoanRate Rate,
    DateOnly DrawnOn,
    DateOnly? FirstDueOn = null
);

/// <summary>One item of the whole cost: what it is, who gets it, how much in all.</summary>
public readonly record struct CostItem(string Code, string Payee, Money Amount);

/// <summary>
/// The plan a borrower signs, with its whole cost. The hash covers all of it, so what is disbursed is what was shown.
/// </summary>
/// <param name="Product">The product's code.</param>
/// <param name="Purpose">The declared purpose.</param>
/// <param name="Schedule">What is due when.</param>
/// <param name="FeeAtDraw">Fees due on the day of the draw.</param>
/// <param name="InstalmentFee">Fees due with each instalment.</param>
/// <param name="Items">The cost when all is paid on time: interest first, then each fee.</param>
/// <param name="Servicing">What happens when it is not paid on time, or earlier.</param>
/// <param name="Cost">The yearly rates of that cost.</param>
public sealed record Quote(
    string Product,
    string Purpose,
    Schedule Schedule,
    Money FeeAtDraw,
    Money InstalmentFee,
    IReadOnlyList<CostItem> Items,
    ServicingTerms Servicing,
    AnnualCost Cost
)
{
    /// <summary>All cost when all is paid on time.</summary>
    public Money TotalCost =>
        Items.Aggregate(Money.Zero(Schedule.Terms.Principal.Currency), (sum, item) => sum + item.Amount);

    /// <summary>The largest that is due on one date.</summary>
    public Money LargestDue => Schedule.Instalments.Max(row => row.Due) + InstalmentFee;

    /// <summary>The daily rate on overdue principal.</summary>
    public decimal PenaltyPerDay => Schedule.Terms.Rate.PerDay * Servicing.PenaltyFactor;

    /// <summary>The SHA-256 of the canonical JSON of the quote: what the borrower's signature is bound to.</summary>
    public ContentHash Hash => ContentHash.Of(QuoteJson.Write(this));
}

/// <summary>The whole cost as yearly rates, as fractions to 10 decimals; null where the equation has no answer.</summary>
/// <param name="Nominal">Periods a year times the internal rate of return per period; null for periods that no year holds a whole number of.</param>
/// <param name="Effective">The internal rate of return compounded over a year.</param>
/// <param name="Dated">By the dates, compounding over days of 365 (XIRR).</param>
/// <param name="Simple">All cost over the principal occupied, on 365 days, not compounded.</param>
public sealed record AnnualCost(decimal? Nominal, decimal? Effective, decimal? Dated, decimal Simple);

/// <summary>A cap beside the yearly rate that it is compared with; a rate that no equation gives passes no cap.</summary>
public sealed record CostGate(CostCap Cap, decimal? Rate)
{
    /// <summary>Whether the cap allows it.</summary>
    public bool Holds => Rate <= Cap.MostAnnual;
}
