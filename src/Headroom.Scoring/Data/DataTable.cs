namespace Headroom.Scoring.Data;

/// <summary>Something that a reader of the data should know: what was read otherwise than written, or looks wrong.</summary>
/// <param name="Code">A stable code such as <c>data-infinite</c>.</param>
/// <param name="Column">The column it is about; null for the whole table.</param>
/// <param name="Message">What was found and what was done.</param>
public sealed record DataNotice(string Code, string? Column, string Message)
{
    /// <summary>The values that the message names, to say it in other languages too.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>A notice whose sentence names its values in braces.</summary>
    public static DataNotice Of(
        string code,
        string? column,
        string sentence,
        params ReadOnlySpan<(string Name, string Value)> values
    )
    {
        Remark remark = Remark.Of(code, sentence, values);
        return new DataNotice(code, column, remark.Message) { Values = remark.Values };
    }
}

/// <summary>A table in memory, by columns of equal length.</summary>
public sealed class DataTable
{
    private readonly Dictionary<string, DataColumn> _byName;

    /// <summary>Makes a table of columns.</summary>
    /// <exception cref="DataException">Two columns have one name, or their lengths differ.</exception>
    public DataTable(IReadOnlyList<DataColumn> columns, IReadOnlyList<DataNotice>? notices = null)
    {
        Columns = columns;
        Notices = notices ?? [];
        RowCount = columns.Count == 0 ? 0 : columns[0].RowCount;
        _byName = new Dictionary<string, DataColumn>(StringComparer.Ordinal);
        foreach (DataColumn column in columns)
        {
            if (column.RowCount != RowCount)
                throw new DataException(
                    "data-length",
                    Remark.Of(
                        "data-length",
                        "column '{column}' has another number of rows than the first.",
                        ("column", column.Name)
                    )
                );
            if (!_byName.TryAdd(column.Name, column))
                throw new DataException(
                    "data-duplicate-column",
                    Remark.Of(
                        "data-duplicate-column",
                        "two columns are named '{column}'; rename one.",
                        ("column", column.Name)
                    )
                );
        }
    }

    /// <summary>The columns in the file's order.</summary>
    public IReadOnlyList<DataColumn> Columns { get; }

    /// <summary>What was noticed while reading.</summary>
    public IReadOnlyList<DataNotice> Notices { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The column of a name, or null.</summary>
    public DataColumn? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The column of a name.</summary>
    /// <exception cref="DataException">There is none; the message lists those there are.</exception>
    public DataColumn Column(string name) =>
        Find(name)
        ?? throw new DataException(
            "data-unknown-column",
            Remark.Of(
                "data-unknown-column",
                "there is no column '{column}'; the columns are {columns}.",
                ("column", name),
                ("columns", string.Join(", ", Columns.Select(column => $"'{column.Name}'")))
            )
        );
}
