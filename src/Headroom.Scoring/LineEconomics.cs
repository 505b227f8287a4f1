namespace Headroom.Scoring;

/// <summary>
/// The mathematics that turns a probability of bad into a line. These are estimates, in double; the policy takes its caps in money
/// from them, rounded down.
/// </summary>
public static class LineEconomics
{
    /// <summary>
    /// What a borrower can carry: the present value of the instalment A = income · share − debt service over the months,
    /// A (1 − (1 + r)^−n) / r; 0 where nothing is left.
    /// </summary>
    public static double Capacity(double income, double debtToIncome, double debtService, double rateAnnual, int months)
    {
        double instalment = Math.Max(0, (income * debtToIncome) - debtService);
        double rate = rateAnnual / 12;
        return rate == 0 ? instalment * months : instalment * (1 - Math.Pow(1 + rate, -months)) / rate;
    }

    /// <summary>
    /// The expected profit of a limit: margin · utilisation · L · (1 − PD) − PD · LGD · (u + CCF (1 − u)) · L − cost.
    /// </summary>
    public static double Profit(LineAssumptions assumptions, double limit)
    {
        double pd = assumptions.ProbabilityOfBad(limit);
        double u = assumptions.Utilisation;
        double exposure = (u + (assumptions.CreditConversion * (1 - u))) * limit;
        double income = assumptions.Margin * u * limit * (1 - pd);
        return income - (pd * assumptions.LossGivenDefault * exposure) - assumptions.Cost;
    }

    /// <summary>The limit of the greatest expected profit among steps up to a greatest limit; 0 where none earns anything.</summary>
    public static double BestLimit(LineAssumptions assumptions, double step, double limitMax)
    {
        (double best, double profit) = (0, 0);
        for (double limit = step; limit <= limitMax; limit += step)
        {
            double candidate = Profit(assumptions, limit);
            if (candidate > profit)
                (best, profit) = (limit, candidate);
        }

        return best;
    }

    /// <summary>The share that rolls through all stages of lateness.</summary>
    public static double Roll(params ReadOnlySpan<double> rates)
    {
        double share = 1;
        foreach (double rate in rates)
            share *= rate;
        return share;
    }
}

/// <summary>What a line's profit is made of.</summary>
/// <param name="Utilisation">The share of the limit that is drawn.</param>
/// <param name="CreditConversion">The share of the undrawn part that is drawn before default.</param>
/// <param name="LossGivenDefault">The share of the exposure that is lost in default.</param>
/// <param name="Margin">Income on what is drawn, a year.</param>
/// <param name="Cost">The cost of the line, a year.</param>
/// <param name="ProbabilityOfBad">The probability of default, a year, at a limit.</param>
public sealed record LineAssumptions(
    double Utilisation,
    double CreditConversion,
    double LossGivenDefault,
    double Margin,
    double Cost,
    Func<double, double> ProbabilityOfBad
);
