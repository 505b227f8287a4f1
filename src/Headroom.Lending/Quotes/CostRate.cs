using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>Money in (above zero) or out (below zero) for the lender on a date.</summary>
public readonly record struct CashFlow(DateOnly On, Money Amount);

/// <summary>
/// The true yearly cost of a loan: the rate at which what is paid back is worth what was received. Solved in
/// <c>decimal</c>, so the result is the same on every machine.
/// </summary>
public static class CostRate
{
    private const int MostSteps = 200;

    /// <summary>
    /// The rate per period that brings equally spaced flows (the first at once) to zero: Σ CFₜ ÷ (1 + i)^t = 0.
    /// The lender's side: the outlay is below zero. Null where the flows do not change sign or no rate between −99 % and 1,000,000 % does it.
    /// </summary>
    public static decimal? Irr(IReadOnlyList<Money> flows) =>
        Solve(rate =>
        {
            // Horner from the last flow back: one division a flow.
            var value = 0m;
            for (var t = flows.Count - 1; t >= 0; t--)
            {
                value = (value / (1 + rate)) + flows[t].MinorUnits;
            }

            return value;
        });

    /// <summary>A rate per period compounded over a year of so many: 12 months give (1 + i)¹² − 1.</summary>
    public static decimal Compound(decimal rate, int periods) => Power(1 + rate, periods) - 1;

    /// <summary>The rate per period that compounds to a yearly one over so many: the inverse of <see cref="Compound"/>.</summary>
    public static decimal? PerPeriod(decimal yearly, int periods) => Solve(rate => yearly - Compound(rate, periods));

    /// <summary>
    /// The yearly rate that brings dated flows to zero, compounding by days of 365: Σ CF ÷ (1 + i)^(days/365) = 0
    /// (the EU's annual percentage rate of charge, directive 2008/48/EC, annex I, uses the same equation).
    /// </summary>
    public static decimal? Xirr(IReadOnlyList<CashFlow> flows)
    {
        var first = flows[0].On.DayNumber;

        // The unknown is the rate for one day: whole powers, then compounded to a year at the end.
        var daily = Solve(
            rate =>
            {
                var value = 0m;
                var discount = 1m;
                var day = 0;
                foreach (var flow in flows)
                {
                    var next = flow.On.DayNumber - first;
                    discount /= Power(1 + rate, next - day);
                    day = next;
                    value += flow.Amount.MinorUnits * discount;
                }

                return value;
            },
            0.025m
        );
        return daily is { } found ? Power(1 + found, 365) - 1 : null;
    }

    /// <summary>
    /// The yearly rate at simple interest on the declining balance: all cost ÷ Σ(principal × days it was occupied) × 365,
    /// or × 360 (PBOC notice 2021 no. 3: labelled simple where it is not compounded).
    /// </summary>
    public static decimal Simple(Schedule schedule, Money fees, int daysInYear)
    {
        var occupied = 0m;
        var balance = schedule.Terms.Principal;
        foreach (var row in schedule.Instalments)
        {
            occupied += (decimal)balance.MinorUnits * row.Days;
            balance = row.Balance;
        }

        var cost = schedule.TotalInterest + fees;
        return occupied == 0 ? 0 : (decimal)cost.MinorUnits * daysInYear / occupied;
    }

    // A bracket that halves never fails where the sign changes, and the value falls steadily as the rate grows.
    private static decimal? Solve(Func<decimal, decimal> value, decimal most = 10_000m)
    {
        var low = most < 1 ? -0.005m : -0.9m;
        var high = most < 1 ? 0.001m : 0.05m;
        var atLow = Sign(value, low);
        while (Sign(value, high) == atLow)
        {
            high *= 4;
            if (high > most)
            {
                return null;
            }
        }

        for (var step = 0; step < MostSteps && high - low > 0.000_000_000_000_000_1m; step++)
        {
            var middle = (low + high) / 2;
            if (Sign(value, middle) == atLow)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }

    private static int Sign(Func<decimal, decimal> value, decimal rate)
    {
        try
        {
            return value(rate) < 0 ? -1 : 1;
        }
        catch (ArithmeticException)
        {
            // Below zero the far flows, which come back, are worth more than any number; above zero they are worth nothing,
            // and what is left is the outlay.
            return rate < 0 ? 1 : -1;
        }
    }

    private static decimal Power(decimal factor, int exponent)
    {
        var power = 1m;
        for (; exponent > 0; exponent >>= 1)
        {
            power = (exponent & 1) == 1 ? power * factor : power;
            factor = exponent > 1 ? factor * factor : factor;
        }

        return power;
    }
}
