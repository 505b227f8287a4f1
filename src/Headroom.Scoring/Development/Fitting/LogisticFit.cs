namespace Headroom.Scoring.Development.Fitting;

/// <summary>A logistic regression: logit P(good) = intercept + Σ coefficient · WoE.</summary>
internal sealed record LogisticFit(double Intercept, double[] Coefficients)
{
    /// <summary>Standard errors, the intercept's first, from the inverse of the penalised information matrix.</summary>
    public required double[] StandardErrors { get; init; }

    /// <summary>The log-likelihood of the sample, without the penalty.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>The penalised information matrix at the solution, row by row, the intercept first.</summary>
    public required double[] Information { get; init; }

    public required int Iterations { get; init; }

    /// <summary>Two-sided p-values of the coefficients by Wald's test.</summary>
    public double[] PValues =>
        [.. Coefficients.Select((coefficient, i) => Normal.PValue(coefficient / StandardErrors[i + 1]))];

    /// <summary>The log odds of good of each row of the table.</summary>
    public double[] Logits(WoeDesign design, int rows)
    {
        double[][] tables =
        [
            .. design.Tables.Select((table, j) => table.Select(woe => woe * Coefficients[j]).ToArray()),
        ];
        double[] logits = new double[rows];
        RowChunks.Run(
            rows,
            (from, to) =>
            {
                for (int row = from; row < to; row++)
                {
                    double sum = Intercept;
                    for (int j = 0; j < tables.Length; j++)
                        sum += tables[j][design.Codes[j][row]];
                    logits[row] = sum;
                }
            }
        );
        return logits;
    }
}
