namespace Headroom.Scoring.Development.Fitting;

/// <summary>
/// Which characteristics an adaptive L1 penalty leaves, by the least squares approximation of the likelihood around its maximum
/// (Wang and Leng, "Unified LASSO Estimation by Least Squares Approximation", 2007); the penalty is chosen by the Bayesian
/// information criterion. Coefficients are not let below zero, where they would contradict their own trend.
/// </summary>
internal static class LassoSelection
{
    private const int Steps = 60;
    private const int SweepsMax = 500;

    /// <summary>Whether each coefficient of a fit is kept.</summary>
    public static bool[] Choose(LogisticFit fit, int rows)
    {
        double[] full = fit.Coefficients;
        double[] matrix = WithoutIntercept(fit);
        int size = full.Length;
        double largest = 0;
        for (int j = 0; j < size; j++)
            largest = Math.Max(largest, Math.Abs(Row(matrix, full, j)) * Math.Max(full[j], 0));
        double[] beta = new double[size];
        bool[] best = [.. full.Select(coefficient => coefficient > 0)];
        double bestCriterion = double.PositiveInfinity;
        for (int step = 0; step <= Steps; step++)
        {
            double penalty = largest * Math.Pow(1e-5, (double)step / Steps);
            Descend(matrix, full, beta, penalty);
            int kept = beta.Count(coefficient => coefficient > 0);
            double criterion = Distance(matrix, full, beta) + (kept * Math.Log(rows));
            if (kept > 0 && criterion < bestCriterion)
                (bestCriterion, best) = (criterion, [.. beta.Select(coefficient => coefficient > 0)]);
        }

        return best;
    }

    /// <summary>The information about the coefficients that is left when the intercept is fitted too.</summary>
    private static double[] WithoutIntercept(LogisticFit fit)
    {
        int size = fit.Coefficients.Length;
        double[] all = fit.Information;
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double shared = all[(i + 1) * (size + 1)] * all[j + 1] / all[0];
                matrix[(i * size) + j] = all[((i + 1) * (size + 1)) + j + 1] - shared;
            }
        }

        return matrix;
    }

    /// <summary>Coordinate descent on ½ (β − β̂)ᵀ H (β − β̂) + penalty · Σ βⱼ / β̂ⱼ with β ≥ 0.</summary>
    private static void Descend(double[] matrix, double[] full, double[] beta, double penalty)
    {
        int size = full.Length;
        for (int sweep = 0; sweep < SweepsMax; sweep++)
        {
            double largest = 0;
            for (int j = 0; j < size; j++)
            {
                double own = matrix[(j * size) + j];
                if (full[j] <= 0 || own <= 0)
                    continue;
                double gradient = 0;
                for (int k = 0; k < size; k++)
                    gradient += matrix[(j * size) + k] * (beta[k] - full[k]);
                double next = Math.Max(0, beta[j] - ((gradient + (penalty / full[j])) / own));
                largest = Math.Max(largest, Math.Abs(next - beta[j]));
                beta[j] = next;
            }

            if (largest < 1e-8)
                return;
        }
    }

    private static double Distance(double[] matrix, double[] full, double[] beta)
    {
        double[] difference = [.. beta.Select((coefficient, j) => coefficient - full[j])];
        double sum = 0;
        for (int j = 0; j < difference.Length; j++)
            sum += difference[j] * Row(matrix, difference, j);
        return sum;
    }

    private static double Row(double[] matrix, double[] vector, int row)
    {
        double sum = 0;
        for (int k = 0; k < vector.Length; k++)
            sum += matrix[(row * vector.Length) + k] * vector[k];
        return sum;
    }
}
