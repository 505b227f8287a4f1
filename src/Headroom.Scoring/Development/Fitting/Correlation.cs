namespace Headroom.Scoring.Development.Fitting;

/// <summary>How columns of weights of evidence move together.</summary>
internal static class Correlation
{
    /// <summary>Pearson's correlations of the columns over a sample; 0 where a column is constant.</summary>
    public static double[,] Of(WoeDesign design, Sample sample)
    {
        int size = design.Count;
        double[][] parts = new double[RowChunks.Count(sample.Rows.Length)][];
        RowChunks.Run(
            sample.Rows.Length,
            (from, to) => parts[from / RowChunks.Length] = AddRows(design, sample, from, to)
        );
        double[] sums = new double[(size * size) + size + 1];
        foreach (double[] part in parts)
        {
            for (int i = 0; i < sums.Length; i++)
                sums[i] += part[i];
        }

        double all = sums[^1];
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

        double Covariance(int j, int k) =>
            (sums[(j * size) + k] / all) - (sums[(size * size) + j] / all * (sums[(size * size) + k] / all));
    }

    /// <summary>Products of pairs (lower half), sums and the sum of weights of one chunk, in one array.</summary>
    private static double[] AddRows(WoeDesign design, Sample sample, int from, int to)
    {
        int size = design.Count;
        double[] sums = new double[(size * size) + size + 1];
        double[] x = new double[size];
        double[][] tables = design.Tables;
        byte[][] codes = [.. design.Codes];
        for (int i = from; i < to; i++)
        {
            int row = sample.Rows[i];
            double weight = sample.WeightAt(i);
            sums[^1] += weight;
            for (int j = 0; j < x.Length; j++)
            {
                x[j] = tables[j][codes[j][row]];
                double weighted = weight * x[j];
                sums[(size * size) + j] += weighted;
                Span<double> line = sums.AsSpan(j * size, j + 1);
                for (int k = 0; k < line.Length; k++)
                    line[k] += weighted * x[k];
            }
        }

        return sums;
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
