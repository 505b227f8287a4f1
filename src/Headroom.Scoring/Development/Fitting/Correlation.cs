namespace Headroom.Scoring.Development.Fitting;

/// <summary>How columns of weights of evidence move together.</summary>
internal static class Correlation
{
    /// <summary>Pearson's correlations of the columns over a sample; 0 where a column is constant.</summary>
    public static double[,] Of(WoeDesign design, Sample sample)
    {
        int size = design.Count;
        double[] sums = new double[size];
        double[] products = new double[size * size];
        double[] x = new double[size];
        double all = 0;
        for (int i = 0; i < sample.Rows.Length; i++)
        {
            double weight = sample.WeightAt(i);
            all += weight;
            for (int j = 0; j < size; j++)
            {
                x[j] = design.Tables[j][design.Codes[j][sample.Rows[i]]];
                sums[j] += weight * x[j];
                for (int k = 0; k <= j; k++)
                    products[(j * size) + k] += weight * x[j] * x[k];
            }
        }

        double[,] result = new double[size, size];
        for (int j = 0; j < size; j++)
        {
            for (int k = 0; k <= j; k++)
            {
                double scale = Math.Sqrt(Covariance(j, j) * Covariance(k, k));
                result[j, k] = result[k, j] = scale > 0 ? Covariance(j, k) / scale : 0;
            }
        }

        return result;

        double Covariance(int j, int k) => (products[(j * size) + k] / all) - (sums[j] / all * (sums[k] / all));
    }

    /// <summary>Variance inflation factors: the diagonal of the inverse correlation matrix.</summary>
    public static double[] VarianceInflation(double[,] correlations)
    {
        int size = correlations.GetLength(0);
        double[] matrix = new double[size * size];
        for (int j = 0; j < size; j++)
        {
            for (int k = 0; k < size; k++)
                matrix[(j * size) + k] = j == k ? 1 : correlations[j, k];
        }

        return SymmetricSystem.Factor(matrix, size).InverseDiagonal();
    }
}
