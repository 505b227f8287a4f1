using Headroom.Scoring;
using Headroom.Scoring.Data;

namespace Headroom.Bench.Scoring;

/// <summary>Made-up borrowers: effects of either sign, an interaction, ties and missing values.</summary>
internal static class BorrowerTable
{
    public const string Target = "bad";

    public static DataTable Make(int rows, int columns, ulong seed)
    {
        SeededRandom random = new(seed);
        double[][] values = [.. Enumerable.Range(0, columns).Select(_ => new double[rows])];
        double[] bad = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            double logit = -2;
            double first = 0;
            for (int column = 0; column < columns; column++)
            {
                double value = Math.Round(random.NextDouble() * 1000);
                double centred = (value / 1000) - 0.5;
                first = column == 0 ? centred : first;
                logit += (column % 2 == 0 ? 0.8 : -0.5) * centred * (1 + (column * 0.1));
                logit += column == 3 ? 3 * centred * first : 0;
                values[column][row] = random.NextDouble() < 0.03 ? double.NaN : value;
            }

            bad[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? 1 : 0;
        }

        IEnumerable<DataColumn> inputs = values.Select((column, i) => new DataColumn.Numeric($"c{i}", column));
        return new DataTable([new DataColumn.Numeric(Target, bad), .. inputs]);
    }
}
