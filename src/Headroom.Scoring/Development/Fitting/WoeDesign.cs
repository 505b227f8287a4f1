using Headroom.Scoring.Development.Binning;

namespace Headroom.Scoring.Development.Fitting;

/// <summary>Binned columns as regressors: the bin of every row of the table, and the value that stands for each bin.</summary>
internal sealed class WoeDesign(IReadOnlyList<ColumnBinning> binnings, IReadOnlyList<byte[]> codes)
{
    public int Count => binnings.Count;

    public IReadOnlyList<ColumnBinning> Binnings => binnings;

    public IReadOnlyList<byte[]> Codes => codes;

    /// <summary>The weight of evidence of each bin of each column.</summary>
    public double[][] Tables { get; } = [.. binnings.Select(binning => binning.Bins.Select(bin => bin.Woe).ToArray())];

    /// <summary>The same rows seen through some of the columns.</summary>
    public WoeDesign Select(IReadOnlyList<int> columns) =>
        new([.. columns.Select(column => binnings[column])], [.. columns.Select(column => codes[column])]);
}
