namespace Headroom.Scoring.Data;

/// <summary>How a CSV text is read.</summary>
public sealed record CsvOptions
{
    /// <summary>
    /// The character between cells; null takes the most frequent of comma, semicolon, tab and bar in the header. Where it is a
    /// semicolon, numbers may have a decimal comma.
    /// </summary>
    public char? Delimiter { get; init; }

    /// <summary>Cells that mean a missing value, compared exactly after trimming.</summary>
    public IReadOnlyCollection<string> MissingTokens { get; init; } =
    ["", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "?", "#N/A"];

    /// <summary>Types of columns that must not be inferred.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types { get; init; } = new Dictionary<string, ColumnType>();

    /// <summary>Drops rows with too few or too many cells, with a notice, where otherwise the file is refused.</summary>
    public bool DropMalformedRows { get; init; }
}
