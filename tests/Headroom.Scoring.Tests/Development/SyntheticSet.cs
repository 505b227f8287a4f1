using System.Globalization;
using System.Text;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Judging;

namespace Headroom.Scoring.Tests.Development;

/// <summary>
/// A made-up file in the shape of a known one, with the log odds that its outcomes were drawn from: no model can separate better
/// than these do.
/// </summary>
internal sealed class SyntheticSet
{
    private readonly List<(string Name, string[] Cells)> _columns = [];
    private readonly double[] _logit;
    private SeededRandom _random;

    public SyntheticSet(int rows, ulong seed)
    {
        Rows = rows;
        _logit = new double[rows];
        Bad = new bool[rows];
        _random = new SeededRandom(seed);
    }

    public int Rows { get; }

    public bool[] Bad { get; }

    /// <summary>Every third row.</summary>
    public int[] TestRows => [.. Enumerable.Range(0, Rows).Where(row => row % 3 == 0)];

    /// <summary>The AUC of the true log odds on the test rows.</summary>
    public double BestAuc =>
        Discrimination.Of([.. TestRows.Select(row => -_logit[row])], [.. TestRows.Select(row => Bad[row])]).Auc;

    public double Uniform() => _random.NextDouble();

    public double[] Normals()
    {
        double[] values = new double[Rows];
        for (int row = 0; row < Rows; row++)
            values[row] = Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());
        return values;
    }

    /// <summary>Adds a column of cells and what each row's cell adds to the log odds of bad.</summary>
    public SyntheticSet Add(string name, Func<int, string> cell, Func<int, double>? effect = null)
    {
        _columns.Add((name, [.. Enumerable.Range(0, Rows).Select(cell)]));
        for (int row = 0; effect is not null && row < Rows; row++)
            _logit[row] += effect(row);
        return this;
    }

    /// <summary>Draws outcomes so that about the given share is bad.</summary>
    public SyntheticSet Draw(double badRate)
    {
        (double low, double high) = (-30, 30);
        while (high - low > 1e-6)
        {
            double middle = (low + high) / 2;
            double rate = _logit.Average(logit => 1 / (1 + Math.Exp(-(logit + middle))));
            (low, high) = rate > badRate ? (low, middle) : (middle, high);
        }

        for (int row = 0; row < Rows; row++)
            Bad[row] = Uniform() < 1 / (1 + Math.Exp(-(_logit[row] + low)));
        return this;
    }

    public DataTable Read(char delimiter = ',', bool quoted = false, bool byteOrderMark = false)
    {
        StringBuilder text = new(byteOrderMark ? "\uFEFF" : "");
        text.AppendJoin(delimiter, _columns.Select(column => Cell(column.Name)));
        for (int row = 0; row < Rows; row++)
            text.Append('\n').AppendJoin(delimiter, _columns.Select(column => Cell(column.Cells[row])));
        return CsvTable.Read(new StringReader(text.Append('\n').ToString()));

        string Cell(string cell) => quoted || cell.Contains(delimiter, StringComparison.Ordinal) ? $"\"{cell}\"" : cell;
    }

    public DevelopmentSpec Spec(string target) =>
        new()
        {
            Target = target,
            TestRows = TestRows,
            BootstrapDraws = 0,
        };

    public static string Text(double value, string format = "G6") =>
        value.ToString(format, CultureInfo.InvariantCulture);
}
