using Headroom.Lending;
using Headroom.Primitives;

namespace Headroom.Operations.Loans;

/// <summary>What a run over business dates did.</summary>
/// <param name="Date">The date that was ended.</param>
/// <param name="Days">What was done for each date that had something to do, missed ones first.</param>
/// <param name="Refused">The first hundred borrowers whose day could not be ended, and why: a later run tries them again.</param>
/// <param name="RefusedCount">How many there are.</param>
/// <param name="Ledger">What is booked on the date, by this run and by everything else: debits and credits by account.</param>
public sealed record DayEndReport(
    DateOnly Date,
    IReadOnlyList<EndedDay> Days,
    IReadOnlyList<RefusedDay> Refused,
    long RefusedCount,
    IReadOnlyList<LedgerDay> Ledger
)
{
    /// <summary>All days together, under the date that was ended.</summary>
    public EndedDay Total => Days.Aggregate(new EndedDay { Date = Date }, (sum, day) => sum.Plus(day));
}

/// <summary>What one date brought about.</summary>
public sealed record EndedDay
{
    /// <summary>The business date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Borrowers on whom something fell due, crossed a stage or ran out.</summary>
    public long Borrowers { get; init; }

    /// <summary>Their loans on which something fell due or crossed a stage.</summary>
    public long Loans { get; init; }

    /// <summary>Loans that moved to another delinquency stage.</summary>
    public long StagesChanged { get; init; }

    /// <summary>Lines held because a loan is late.</summary>
    public long HoldsPlaced { get; init; }

    /// <summary>Lines freed because none is any more.</summary>
    public long HoldsCured { get; init; }

    /// <summary>Holds that ran out.</summary>
    public long HoldsExpired { get; init; }

    /// <summary>Temporary limits whose window is over.</summary>
    public long LimitsEnded { get; init; }

    /// <summary>Agreements that ran out.</summary>
    public long LinesExpired { get; init; }

    /// <summary>Borrowers who may apply again.</summary>
    public long CoolingOffsEnded { get; init; }

    /// <summary>What fell due, and the penalty borne by what was late, by currency.</summary>
    public IReadOnlyList<DueAmounts> Due { get; init; } = [];

    /// <summary>Both together, under this date.</summary>
    public EndedDay Plus(EndedDay other) =>
        this with
        {
            Borrowers = Borrowers + other.Borrowers,
            Loans = Loans + other.Loans,
            StagesChanged = StagesChanged + other.StagesChanged,
            HoldsPlaced = HoldsPlaced + other.HoldsPlaced,
            HoldsCured = HoldsCured + other.HoldsCured,
            HoldsExpired = HoldsExpired + other.HoldsExpired,
            LimitsEnded = LimitsEnded + other.LimitsEnded,
            LinesExpired = LinesExpired + other.LinesExpired,
            CoolingOffsEnded = CoolingOffsEnded + other.CoolingOffsEnded,
            Due = DueAmounts.AddUp(Due.Concat(other.Due)),
        };
}

/// <summary>What fell due in one currency.</summary>
/// <param name="Principal">Principal.</param>
/// <param name="Interest">Interest: it is income from now on.</param>
/// <param name="Fee">Fees.</param>
/// <param name="Penalty">Penalty that late amounts bore since they were looked at before.</param>
public sealed record DueAmounts(Money Principal, Money Interest, Money Fee, Money Penalty)
{
    internal static DueAmounts Of(Owed owed) => new(owed.Principal, owed.Interest, owed.Fee, owed.Penalty);

    internal static IReadOnlyList<DueAmounts> AddUp(IEnumerable<DueAmounts> amounts) =>
        [
            .. amounts
                .GroupBy(amount => amount.Principal.Currency)
                .Select(ofCurrency =>
                    ofCurrency.Aggregate(
                        (sum, one) =>
                            new DueAmounts(
                                sum.Principal + one.Principal,
                                sum.Interest + one.Interest,
                                sum.Fee + one.Fee,
                                sum.Penalty + one.Penalty
                            )
                    )
                )
                .OrderBy(sum => sum.Principal.Currency.Code, StringComparer.Ordinal),
        ];
}

/// <summary>A borrower whose day could not be ended.</summary>
public sealed record RefusedDay(BorrowerId Borrower, DateOnly On, Refusal Refusal);
