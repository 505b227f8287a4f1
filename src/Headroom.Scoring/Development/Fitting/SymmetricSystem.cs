namespace Headroom.Scoring.Development.Fitting;

/// <summary>Solves A x = b for a symmetric positive definite A by Cholesky's factors.</summary>
internal sealed class SymmetricSystem
{
    private readonly double[] _factor;
    private readonly int _size;

    private SymmetricSystem(double[] factor, int size)
    {
        _factor = factor;
        _size = size;
    }

    /// <summary>
    /// Factors a row-major matrix. A pivot that rounding has left without meaning (columns that are copies of others) is raised, so
    /// that the solution exists and such columns share their effect.
    /// </summary>
    public static SymmetricSystem Factor(double[] matrix, int size)
    {
        double[] l = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[(i * size) + j];
                for (int k = 0; k < j; k++)
                    sum -= l[(i * size) + k] * l[(j * size) + k];
                if (i == j)
                    l[(i * size) + i] = Math.Sqrt(Math.Max(sum, 1e-12 * Math.Max(matrix[(i * size) + i], 1e-12)));
                else
                    l[(i * size) + j] = sum / l[(j * size) + j];
            }
        }

        return new SymmetricSystem(l, size);
    }

    public double[] Solve(ReadOnlySpan<double> right)
    {
        double[] x = right.ToArray();
        for (int i = 0; i < _size; i++)
        {
            for (int k = 0; k < i; k++)
                x[i] -= _factor[(i * _size) + k] * x[k];
            x[i] /= _factor[(i * _size) + i];
        }

        for (int i = _size - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < _size; k++)
                x[i] -= _factor[(k * _size) + i] * x[k];
            x[i] /= _factor[(i * _size) + i];
        }

        return x;
    }

    /// <summary>The diagonal of the inverse.</summary>
    public double[] InverseDiagonal()
    {
        double[] diagonal = new double[_size];
        double[] unit = new double[_size];
        for (int i = 0; i < _size; i++)
        {
            unit[i] = 1;
            diagonal[i] = Solve(unit)[i];
            unit[i] = 0;
        }

        return diagonal;
    }
}
