using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

        NormalEquations sums = Accumulate(design, sample, beta);
        int iteration = 0;
        double objective = Objective(sums.LogLikelihood, beta, ridge);
        while (iteration++ < IterationsMax)
        {
            double[] step = Step(sums, beta, ridge, size);
            double length = 1;
            double[] next = Move(beta, step, length);
            NormalEquations nextSums = Accumulate(design, sample, next);
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

        double[] information = Penalised(sums.Information, ridge, size);
        double[] variance = SymmetricSystem.Factor(information, size).InverseDiagonal();
        return new LogisticFit(beta[0], beta[1..])
        {
            StandardErrors = [.. variance.Select(Math.Sqrt)],
            LogLikelihood = sums.LogLikelihood,
            Information = information,
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

    private static double[] Step(NormalEquations sums, double[] beta, double ridge, int size)
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

    private sealed record NormalEquations(double[] Information, double[] Gradient, double LogLikelihood);

    private static NormalEquations Accumulate(WoeDesign design, Sample sample, double[] beta)
    {
        int size = beta.Length;
        int padded = Padded(size);
        double[][] parts = new double[RowChunks.Count(sample.Rows.Length)][];
        RowChunks.Run(
            sample.Rows.Length,
            (from, to) => parts[from / RowChunks.Length] = AccumulateChunk(design, sample, beta, from, to)
        );
        double[] sum = new double[(size * padded) + padded + 1];
        foreach (double[] part in parts)
        {
            for (int i = 0; i < sum.Length; i++)
                sum[i] += part[i];
        }

        double[] information = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
                information[(j * size) + i] = information[(i * size) + j] = sum[(i * padded) + j];
        }

        int gradient = size * padded;
        return new NormalEquations(information, sum[gradient..(gradient + size)], sum[^1]);
    }

    /// <summary>Rows of the matrix are padded to whole vectors.</summary>
    private static int Padded(int size) => (size + 3) / 4 * 4;

    /// <summary>The information matrix's lower half, the gradient and the log-likelihood of one chunk, in one array.</summary>
    private static double[] AccumulateChunk(WoeDesign design, Sample sample, double[] beta, int from, int to)
    {
        int size = beta.Length;
        int padded = Padded(size);
        double[] sums = new double[(size * padded) + padded + 1];
        double[] x = new double[padded];
        x[0] = 1;
        double[][] tables = design.Tables;
        byte[][] codes = [.. design.Codes];
        bool[] bad = sample.Bad;
        double logLikelihood = 0;
        for (int i = from; i < to; i++)
        {
            int row = sample.Rows[i];
            double logit = beta[0];
            for (int j = 1; j < size; j++)
            {
                x[j] = tables[j - 1][codes[j - 1][row]];
                logit += beta[j] * x[j];
            }

            double weight = sample.WeightAt(i);
            double odds = Math.Exp(-Math.Abs(logit));
            double p = logit >= 0 ? 1 / (1 + odds) : odds / (1 + odds);
            double residual = weight * ((bad[row] ? 0 : 1) - p);
            logLikelihood += weight * (Math.Min(bad[row] ? -logit : logit, 0) - Math.Log(1 + odds));
            AddOuter(sums, x, size, padded, weight * p * (1 - p), residual);
        }

        sums[^1] = logLikelihood;
        return sums;
    }

    /// <summary>Adds curvature · x xᵀ (whole vectors up to the diagonal) and residual · x.</summary>
    private static void AddOuter(double[] sums, double[] x, int size, int padded, double curvature, double residual)
    {
        ref double sum = ref MemoryMarshal.GetArrayDataReference(sums);
        ref double value = ref MemoryMarshal.GetArrayDataReference(x);
        unchecked
        {
            for (int a = 0; a < size; a++)
            {
                Vector256<double> scaled = Vector256.Create(curvature * Unsafe.Add(ref value, a));
                for (int b = 0; b <= a; b += 4)
                {
                    nuint at = (nuint)((a * padded) + b);
                    Vector256<double> term = scaled * Vector256.LoadUnsafe(ref value, (nuint)b);
                    (Vector256.LoadUnsafe(ref sum, at) + term).StoreUnsafe(ref sum, at);
                }
            }

            for (int b = 0; b < padded; b += 4)
            {
                nuint at = (nuint)((size * padded) + b);
                Vector256<double> term = Vector256.Create(residual) * Vector256.LoadUnsafe(ref value, (nuint)b);
                (Vector256.LoadUnsafe(ref sum, at) + term).StoreUnsafe(ref sum, at);
            }
        }
    }
}
