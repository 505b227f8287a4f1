using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>Makes schedules: due dates, then what the method asks for on each, then the down payment in front.</summary>
public static class Scheduler
{
    /// <summary>
    /// The schedule of the terms. Refuses terms out of range by name (<see cref="ScheduleTerms.Check"/>,
    /// <c>date-out-of-range</c>, <c>due-date-not-after-draw</c>).
    /// </summary>
    public static Result<Schedule> Make(ScheduleTerms terms)
    {
        if (terms.Check() is { } refusal)
        {
            return refusal;
        }

        var laidOut = DueDates.Periods(terms);
        if (!laidOut.TryGet(out var periods, out refusal))
        {
            return refusal;
        }

        var down = terms.Principal.Multiply(terms.DownPaymentShare, terms.Rounding);
        var rows = Amortization.Of(terms, terms.Principal - down, periods, null);
        return new Schedule(terms, down.IsZero ? rows : WithDownPayment(terms, down, rows));
    }

    /// <summary>
    /// What is left to pay after principal came back early on <paramref name="on"/>, over the same due dates: either the
    /// instalments shrink, or with <paramref name="level"/> they stay and the last ones fall away.
    /// </summary>
    public static IReadOnlyList<Instalment> Remake(
        ScheduleTerms terms,
        Money balance,
        IReadOnlyList<Period> remaining,
        DateOnly on,
        Money? level
    )
    {
        var periods = remaining.ToArray();
        if (periods[0].From < on)
        {
            periods[0] = periods[0].After(on);
        }

        var rows = Amortization.Of(terms, balance, periods, level);
        var used = Array.FindIndex(rows, row => row.Balance.IsZero) + 1;
        return level is null ? rows : rows[..used];
    }

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
