namespace Headroom.Scoring;

/// <summary>The standard normal distribution, to nearly the precision of a double.</summary>
internal static class Normal
{
    /// <summary>P(Z ≤ x).</summary>
    public static double Cdf(double x) => x < 0 ? UpperTail(-x) : 1 - UpperTail(x);

    /// <summary>The two-sided p-value of a z statistic.</summary>
    public static double PValue(double z) => 2 * UpperTail(Math.Abs(z));

    /// <summary>P(Z > x) for x ≥ 0: a series near the middle, Laplace's continued fraction in the tail.</summary>
    private static double UpperTail(double x)
    {
        double density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (x < 3)
        {
            double term = x;
            double sum = x;
            for (int k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
            {
                term *= x * x / k;
                sum += term;
            }

            return 0.5 - (density * sum);
        }

        double fraction = x;
        for (int k = 120; k >= 1; k--)
            fraction = x + (k / fraction);
        return density / fraction;
    }
}
