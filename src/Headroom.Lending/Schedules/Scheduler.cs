using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>Makes schedules: due dates, then what the method asks for on each, then the down payment in front.</summary>
public static class Scheduler
{
    /// <summary>
    /// The schedule of the terms. Refuses terms out of range by name (<see cref="ScheduleTerms.Check"/>,
    /// <c>date-out-of-range</c>, <c>first-due-too-late</c>, <c>due-date-not-after-draw</c>, <c>principal-too-large</c>).
    /// </summary>
    public static Result<Schedule> Make(ScheduleTerms terms) =>
        Check(terms)
            .Then<Schedule>(periods =>
                DueDates.TooLate(terms) is { } refusal ? refusal : new Schedule(terms, Rows(terms, periods))
            );

    /// <summary>The periods of terms that are in range, else why they are not.</summary>
    internal static Result<Period[]> Check(ScheduleTerms terms) =>
        terms.Check() is { } refusal ? refusal : Periods(terms).Then(periods => WithinRange(terms, periods));

    // Interest on the whole principal to the end is the most that can fall due; it must be an amount of money.
    private static Result<Period[]> WithinRange(ScheduleTerms terms, Period[] periods)
    {
        var most = (decimal)terms.Principal.MinorUnits;
        foreach (var period in periods)
        {
            most += period.Time.Interest(terms.Principal.MinorUnits, terms.Rate.Fraction);
        }

        return most <= Money.MinorUnitsMax
            ? periods
            : Refusal.Invalid("principal-too-large", ("principal", terms.Principal.ToString()));
    }

    /// <summary>The rows over the periods of the terms.</summary>
    internal static Instalment[] Rows(ScheduleTerms terms, Period[] periods)
    {
        var down = terms.Principal.Multiply(terms.DownPaymentShare, terms.Rounding);
        var rows = Amortization.Of(terms, terms.Principal - down, periods);
        return down.IsZero ? rows : WithDownPayment(terms, down, rows);
    }

    /// <summary>The periods at whose ends something is due: for what is due at maturity only, the one from the draw to it.</summary>
    public static Result<Period[]> Periods(ScheduleTerms terms) =>
        DueDates.Periods(terms).Then<Period[]>(periods => terms.IsDueAtMaturity ? [Whole(periods)] : periods);

    /// <summary>
    /// What is left to pay after principal came back early, over the periods that remain: either the instalments shrink,
    /// or with <paramref name="level"/> they stay (equal instalment, or equal principal) and the last ones fall away.
    /// </summary>
    /// <param name="terms">The terms of the plan so far.</param>
    /// <param name="balance">The principal still owed.</param>
    /// <param name="remaining">The periods that remain; the first may have begun and is given from the day of the repayment on.</param>
    /// <param name="carry">Interest of the first period not yet charged, a fraction of a minor unit between −½ and ½.</param>
    /// <param name="level">What stays, or null.</param>
    public static Instalment[] Remake(
        ScheduleTerms terms,
        Money balance,
        ReadOnlySpan<Period> remaining,
        decimal carry,
        Money? level
    )
    {
        var rows = Amortization.Of(terms, balance, remaining, carry, level);
        var used = Array.FindIndex(rows, row => row.Balance.IsZero) + 1;
        return level is null ? rows : rows[..used];
    }

    private static Period Whole(Period[] periods) =>
        new(
            1,
            periods[0].From,
            periods[^1].To,
            periods.Aggregate(YearFraction.Zero, static (time, period) => time + period.Time)
        );

    private static Instalment[] WithDownPayment(ScheduleTerms terms, Money down, Instalment[] rows)
    {
        var all = new Instalment[rows.Length + 1];
        var zero = Money.Zero(down.Currency);
        all[0] = new Instalment(1, terms.DrawnOn, terms.DrawnOn, down, zero, terms.Principal - down);
        for (var i = 0; i < rows.Length; i++)
        {
            all[i + 1] = rows[i] with { Number = rows[i].Number + 1 };
        }

        return all;
    }
}
