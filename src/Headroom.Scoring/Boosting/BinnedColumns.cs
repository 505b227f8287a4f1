using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Development.Binning;

namespace Headroom.Scoring.Boosting;

/// <summary>A column's cells as codes of at most 255 ordered bins; <see cref="Missing"/> is a missing cell.</summary>
internal sealed record BinnedColumn(string Name, ColumnType Type, byte[] Codes, int Bins)
{
    public const byte Missing = 255;
    public const int BinsMax = 255;

    /// <summary>Numbers: bin i holds values from cut i − 1, included, to cut i, excluded.</summary>
    public double[] Cuts { get; init; } = [];

    /// <summary>Texts: the levels of each bin, in the order of their share of bads.</summary>
    public string[][] Levels { get; init; } = [];

    /// <summary>The bin that takes rare and unseen texts; −1 for numbers.</summary>
    public int OtherBin { get; init; } = -1;

    /// <summary>+1 where the risk must not fall as the value rises, −1 where it must not rise, 0 where it is free.</summary>
    public int Monotone { get; init; }

    /// <summary>Bins all columns, several at a time.</summary>
    public static BinnedColumn[] CreateAll(
        IReadOnlyList<DataColumn> columns,
        Sample sample,
        IReadOnlyDictionary<string, int> monotone
    )
    {
        BinnedColumn[] binned = new BinnedColumn[columns.Count];
        Parallel.For(
            0,
            binned.Length,
            i => binned[i] = Create(columns[i], sample, monotone.GetValueOrDefault(columns[i].Name))
        );
        return binned;
    }

    private static BinnedColumn Create(DataColumn column, Sample sample, int monotone)
    {
        if (column is DataColumn.Numeric numeric)
            return OfNumbers(numeric, sample) with { Monotone = monotone };
        return OfTexts((DataColumn.Text)column, sample);
    }

    private static BinnedColumn OfNumbers(DataColumn.Numeric column, Sample sample)
    {
        double[] cuts = NumericBinner.FineCuts(column, sample, [], BinsMax - 1);
        if (cuts.Length > BinsMax - 1)
            cuts = [.. Enumerable.Range(1, BinsMax - 1).Select(i => cuts[(int)((long)i * cuts.Length / BinsMax)])];
        byte[] codes = new byte[column.RowCount];
        RowChunks.Run(
            codes.Length,
            (from, to) =>
            {
                for (int row = from; row < to; row++)
                {
                    double value = column.Values[row];
                    codes[row] = double.IsNaN(value) ? Missing : (byte)CountAtOrBelow(cuts, value);
                }
            }
        );
        return new BinnedColumn(column.Name, ColumnType.Numeric, codes, cuts.Length + 1) { Cuts = cuts };
    }

    private static int CountAtOrBelow(double[] cuts, double value)
    {
        (int low, int length) = (0, cuts.Length);
        while (length > 0)
        {
            int half = length / 2;
            bool right = value >= cuts[low + half];
            low = right ? low + half + 1 : low;
            length = right ? length - half - 1 : half;
        }

        return low;
    }

    /// <summary>
    /// Texts are ordered by their share of bads, drawn towards the sample's own where a text is rare, and then divided like numbers.
    /// </summary>
    private static BinnedColumn OfTexts(DataColumn.Text column, Sample sample)
    {
        const double AverageRows = 20;
        double[] goods = new double[column.Levels.Length];
        double[] bads = new double[column.Levels.Length];
        for (int i = 0; i < sample.Rows.Length; i++)
        {
            int row = sample.Rows[i];
            if (column.Codes[row] < 0)
                continue;
            if (sample.Bad[row])
                bads[column.Codes[row]] += sample.WeightAt(i);
            else
                goods[column.Codes[row]] += sample.WeightAt(i);
        }

        double rate = sample.AllBads / (sample.AllBads + sample.AllGoods);
        int[] frequent =
        [
            .. Enumerable
                .Range(0, goods.Length)
                .Where(level => goods[level] + bads[level] >= AverageRows)
                .OrderByDescending(level => goods[level] + bads[level])
                .Take(BinsMax - 1)
                .OrderBy(level => (bads[level] + (AverageRows * rate)) / (goods[level] + bads[level] + AverageRows)),
        ];
        double[] risks =
        [
            .. frequent.Select(level =>
                (bads[level] + (AverageRows * rate)) / (goods[level] + bads[level] + AverageRows)
            ),
        ];
        int other = risks.Count(risk => risk < rate);
        byte[] binOfLevel = new byte[goods.Length];
        Array.Fill(binOfLevel, (byte)other);
        string[][] levels = new string[frequent.Length + 1][];
        levels[other] = [];
        for (int i = 0; i < frequent.Length; i++)
        {
            int bin = i < other ? i : i + 1;
            binOfLevel[frequent[i]] = (byte)bin;
            levels[bin] = [column.Levels[frequent[i]]];
        }

        byte[] codes = [.. column.Codes.Select(code => code < 0 ? Missing : binOfLevel[code])];
        return new BinnedColumn(column.Name, ColumnType.Text, codes, levels.Length)
        {
            Levels = levels,
            OtherBin = other,
        };
    }
}
