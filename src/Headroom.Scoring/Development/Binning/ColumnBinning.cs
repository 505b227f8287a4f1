using Headroom.Scoring.Data;

namespace Headroom.Scoring.Development.Binning;

/// <summary>The bins of one column, and how a cell finds its own.</summary>
public sealed class ColumnBinning
{
    private readonly double[] _cuts;
    private readonly int _firstRange;
    private readonly Dictionary<double, int> _specials = [];
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly int _missing;
    private readonly int _other;

    internal ColumnBinning(string column, ColumnType type, Trend trend, IReadOnlyList<Bin> bins, double validatedValue)
    {
        Column = column;
        Type = type;
        Trend = trend;
        Bins = bins;
        ValidatedInformationValue = validatedValue;
        List<double> cuts = [];
        (_firstRange, _missing, _other) = (-1, -1, -1);
        for (int i = 0; i < bins.Count; i++)
        {
            Bin bin = bins[i];
            if (bin.Kind == BinKind.Range && _firstRange < 0)
                _firstRange = i;
            else if (bin.Kind == BinKind.Range)
                cuts.Add(bin.Low);
            else if (bin.Kind == BinKind.Special)
                _specials.Add(bin.Low, i);
            else if (bin.Kind == BinKind.Missing)
                _missing = i;
            else if (bin.Kind == BinKind.Other)
                _other = i;
            foreach (string text in bin.Texts)
                _texts.Add(text, i);
        }

        _cuts = [.. cuts];
    }

    /// <summary>The column's name.</summary>
    public string Column { get; }

    /// <summary>Whether numbers or texts were binned.</summary>
    public ColumnType Type { get; }

    /// <summary>The trend that the bins follow.</summary>
    public Trend Trend { get; }

    /// <summary>The bins: ranges rising or groups of texts from the worst to the best, then special values, then missing.</summary>
    public IReadOnlyList<Bin> Bins { get; }

    /// <summary>The information value on the sample that the bins were chosen on.</summary>
    public double InformationValue => Bins.Sum(bin => bin.InformationValue);

    /// <summary>
    /// The information value on rows that the bins were not chosen on, averaged over folds: near or below zero where the column
    /// says nothing, however high the other is.
    /// </summary>
    public double ValidatedInformationValue { get; }

    /// <summary>How far the column separates goods from bads before any limit on bins: 1 where it states the outcome.</summary>
    public double Separation { get; internal init; }

    /// <summary>The share of goods or of bads that the column names without a single error, before any limit on bins.</summary>
    public double Certainty { get; internal init; }

    /// <summary>The inner boundaries of the ranges.</summary>
    internal ReadOnlySpan<double> Cuts => _cuts;

    /// <summary>The bin of every row.</summary>
    internal byte[] Assign(DataColumn column)
    {
        byte[] codes = new byte[column.RowCount];
        if (column is DataColumn.Numeric numeric)
        {
            RowChunks.Run(codes.Length, (from, to) => AssignNumbers(numeric.Values, codes, from, to));
        }
        else if (column is DataColumn.Text text)
        {
            byte[] byLevel = [.. text.Levels.Select(level => (byte)_texts.GetValueOrDefault(level, _other))];
            for (int row = 0; row < codes.Length; row++)
                codes[row] = text.Codes[row] < 0 ? (byte)_missing : byLevel[text.Codes[row]];
        }

        return codes;
    }

    private void AssignNumbers(double[] values, byte[] codes, int from, int to)
    {
        for (int row = from; row < to; row++)
        {
            double value = values[row];
            if (double.IsNaN(value))
                codes[row] = (byte)_missing;
            else if (_specials.Count > 0 && _specials.TryGetValue(value, out int special))
                codes[row] = (byte)special;
            else
                codes[row] = (byte)(_firstRange + CountAtOrBelow(_cuts, value));
        }
    }

    /// <summary>How many of the rising cuts are not above the value.</summary>
    internal static int CountAtOrBelow(double[] cuts, double value)
    {
        int count = 0;
        foreach (double cut in cuts)
            count += value >= cut ? 1 : 0;
        return count;
    }
}
