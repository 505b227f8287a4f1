namespace Headroom.Scoring.Development.Fitting;

/// <summary>
/// Logistic regression by iteratively reweighted least squares (Newton's method) with a ridge on the coefficients, not on the
/// intercept. Sums run over fixed chunks in order, so the result does not depend on the number of processors.
/// </summary>
internal static class LogisticRegression
{
    private const int IterationsMax = 50;
    private const double Tolerance = 1e-9;

    public static LogisticFit Fit(WoeDesign design, Sample sample, double ridge, LogisticFit? start = null)
    {
        int size = design.Count + 1;
        double[] beta = new double[size];
        beta[0] = Math.Log(sample.AllGoods / sample.AllBads);
        if (start is not null)
        {
            beta[0] = start.Intercept;
            start.Coefficients.CopyTo(beta, 1);
        }

        Normalequations sums = Accumulate(design, sample, beta);
        int iteration = 0;
        double objective = Objective(sums.LogLikelihood, beta, ridge);
        while (iteration++ < IterationsMax)
        {
            double[] step = Step(sums, beta, ridge, size);
            double length = 1;
            double[] next = Move(beta, step, length);
            Normalequations nextSums = Accumulate(design, sample, next);
            // Newton's step overshoots only where classes are nearly separate; halving keeps the objective rising.
            while (Objective(nextSums.LogLikelihood, next, ridge) < objective - 1e-9 && length > 1e-4)
            {
                length /= 2;
                next = Move(beta, step, length);
                nextSums = Accumulate(design, sample, next);
            }

            double gain = Objective(nextSums.LogLikelihood, next, ridge) - objective;
            (beta, sums, objective) = (next, nextSums, objective + gain);
            if (gain < Tolerance * Math.Max(1, Math.Abs(objective)))
                break;
        }

        double[] variance = SymmetricSystem.Factor(Penalised(sums.Information, ridge, size), size).InverseDiagonal();
        return new LogisticFit(beta[0], beta[1..])
        {
            StandardErrors = [.. variance.Select(Math.Sqrt)],
            LogLikelihood = sums.LogLikelihood,
            Iterations = iteration,
        };
    }

    private static double Objective(double logLikelihood, double[] beta, double ridge)
    {
        double squares = 0;
        for (int j = 1; j < beta.Length; j++)
            squares += beta[j] * beta[j];
        return logLikelihood - (ridge * squares / 2);
    }

    private static double[] Step(Normalequations sums, double[] beta, double ridge, int size)
    {
        double[] gradient = (double[])sums.Gradient.Clone();
        for (int j = 1; j < size; j++)
            gradient[j] -= ridge * beta[j];
        return SymmetricSystem.Factor(Penalised(sums.Information, ridge, size), size).Solve(gradient);
    }

    private static double[] Move(double[] beta, double[] step, double length)
    {
        double[] next = new double[beta.Length];
        for (int j = 0; j < next.Length; j++)
            next[j] = beta[j] + (length * step[j]);
        return next;
    }

    private static double[] Penalised(double[] information, double ridge, int size)
    {
        double[] matrix = (double[])information.Clone();
        for (int j = 1; j < size; j++)
            matrix[(j * size) + j] += ridge;
        return matrix;
    }

    private sealed record Normalequations(double[] Information, double[] Gradient, double LogLikelihood);

    private static Normalequations Accumulate(WoeDesign design, Sample sample, double[] beta)
    {
        int size = beta.Length;
        int chunks = RowChunks.Count(sample.Rows.Length);
        double[][] parts = new double[chunks][];
        RowChunks.Run(
            sample.Rows.Length,
            (from, to) => parts[from / RowChunks.Length] = AccumulateChunk(design, sample, beta, from, to)
        );
        double[] sum = new double[(size * size) + size + 1];
        foreach (double[] part in parts)
        {
            for (int i = 0; i < sum.Length; i++)
                sum[i] += part[i];
        }

        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < i; j++)
                sum[(j * size) + i] = sum[(i * size) + j];
        }

        return new Normalequations(sum[..(size * size)], sum[(size * size)..^1], sum[^1]);
    }

    /// <summary>The information matrix's lower half, the gradient and the log-likelihood of one chunk, in one array.</summary>
    private static double[] AccumulateChunk(WoeDesign design, Sample sample, double[] beta, int from, int to)
    {
        int size = beta.Length;
        double[] sums = new double[(size * size) + size + 1];
        double[] x = new double[size];
        x[0] = 1;
        for (int i = from; i < to; i++)
        {
            int row = sample.Rows[i];
            double logit = beta[0];
            for (int j = 1; j < size; j++)
            {
                x[j] = design.Tables[j - 1][design.Codes[j - 1][row]];
                logit += beta[j] * x[j];
            }

            double weight = sample.WeightAt(i);
            double odds = Math.Exp(-Math.Abs(logit));
            double p = logit >= 0 ? 1 / (1 + odds) : odds / (1 + odds);
            bool good = !sample.Bad[row];
            double residual = weight * ((good ? 1 : 0) - p);
            double curvature = weight * p * (1 - p);
            sums[^1] += weight * ((good ? Math.Min(logit, 0) : Math.Min(-logit, 0)) - Math.Log(1 + odds));
            for (int a = 0; a < size; a++)
            {
                sums[(size * size) + a] += residual * x[a];
                double scaled = curvature * x[a];
                int offset = a * size;
                for (int b = 0; b <= a; b++)
                    sums[offset + b] += scaled * x[b];
            }
        }

        return sums;
    }
}
