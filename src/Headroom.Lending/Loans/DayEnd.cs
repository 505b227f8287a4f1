using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>What the end of a business date brought about on one loan.</summary>
/// <param name="On">The business date.</param>
/// <param name="Position">Where the loan stands at its end.</param>
/// <param name="StageBefore">The delinquency stage at the end of the date looked at before.</param>
/// <param name="FellDue">What fell due since then, and the penalty that was borne since then.</param>
/// <param name="Postings">What that is in the books.</param>
public sealed record DayEndOutcome(
    DateOnly On,
    LoanPosition Position,
    DelinquencyStage StageBefore,
    Owed FellDue,
    IReadOnlyList<Posting> Postings
)
{
    /// <summary>Whether the loan moved to another stage.</summary>
    public bool StageChanged => StageBefore != Position.Stage;
}

/// <summary>
/// The end of the day without a sweep. Accrual and ageing are functions of the date, so a loan needs a look only on its own
/// next date (<see cref="LoanPosition.NextOn"/>): who keeps an index on it touches what changes today and nothing else.
/// Looking twice, or late, gives the same.
/// </summary>
public static class DayEnd
{
    /// <summary>What changed on a loan after <paramref name="lookedAt"/> up to and with <paramref name="date"/>.</summary>
    public static DayEndOutcome Close(Loan loan, DateOnly lookedAt, DateOnly date) =>
        LoanReplay.Between(loan, lookedAt, date);

    /// <summary>
    /// What the policy's stage does to the line: a delinquency hold when a loan reaches it, and its cure when none is that
    /// late any more. Null where the line already says so.
    /// </summary>
    public static LineCommand? Hold(Line line, DelinquencyStage worst, DelinquencyStage holdFrom, HoldId id)
    {
        var standing = line.Holds.FirstOrDefault(hold =>
            hold is { Kind: HoldKind.Delinquency, Override: HoldOverride.ClearsItself }
        );
        return (worst >= holdFrom, standing) switch
        {
            (true, null) => new LineCommand.PlaceHold(
                id,
                HoldKind.Delinquency,
                HoldScope.DrawsAndIncreases,
                "overdue",
                null,
                "pay-arrears",
                HoldOverride.ClearsItself,
                null
            ),
            (false, not null) => new LineCommand.CureHold(standing.Id),
            _ => null,
        };
    }

    /// <summary>
    /// What the line must record so that it takes as much of its limit as the loan owes in principal: headroom comes back as
    /// principal is repaid, and goes again when a repayment is reversed. Null where they agree.
    /// </summary>
    public static LineCommand? Principal(Line line, DrawId id, Money owed)
    {
        var zero = Money.Zero(owed.Currency);
        var drawn = line.Draws.Where(draw => draw.Id == id).Aggregate(zero, (sum, draw) => sum + draw.Amount);
        return drawn > owed ? new LineCommand.RecordPrincipalRepaid(id, drawn - owed)
            : drawn < owed ? new LineCommand.RecordPrincipalRestored(id, owed - drawn)
            : null;
    }
}
