using System.Globalization;

namespace Headroom.Scoring.Data;

/// <summary>Reads a CSV text with a header into a table, in one pass.</summary>
public static class CsvTable
{
    private const int ExamplesMax = 5;

    /// <summary>Reads the whole text.</summary>
    /// <param name="reader">The text, read once from where it stands.</param>
    /// <param name="options">Delimiter, missing tokens and declared types.</param>
    /// <exception cref="DataException">No header, two columns of one name, or a row that does not fit the header.</exception>
    public static DataTable Read(TextReader reader, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        options ??= new CsvOptions();
        List<DataNotice> notices = [];
        (string[] header, char delimiter) = ReadHeader(reader, options);
        RequireDeclaredColumns(header, options);
        HashSet<string> missing = [.. options.MissingTokens];
        ColumnBuilder[] builders = [.. header.Select(name => Builder(name, delimiter, missing, options))];
        ReadRows(
            new CsvRecordReader(reader, firstLine: 2) { Delimiter = delimiter },
            builders,
            options,
            notices,
            int.MaxValue
        );
        return new DataTable([.. builders.Select(builder => builder.Build(notices))], notices);
    }

    /// <summary>
    /// Reads some columns of a text a block of rows at a time, so that a file of any length needs little memory. Each block is a table
    /// of its own; declare the types, since a block knows nothing of the others.
    /// </summary>
    /// <param name="reader">The text, read once from where it stands.</param>
    /// <param name="columns">The columns to read; one that the header lacks is not in the tables.</param>
    /// <param name="options">Delimiter, missing tokens and declared types.</param>
    /// <param name="rows">The rows of a block; the last may have fewer.</param>
    /// <exception cref="DataException">As when reading a whole table.</exception>
    public static IEnumerable<DataTable> ReadBlocks(
        TextReader reader,
        IReadOnlySet<string> columns,
        CsvOptions options,
        int rows
    )
    {
        (string[] header, char delimiter) = ReadHeader(reader, options);
        HashSet<string> missing = [.. options.MissingTokens];
        CsvRecordReader records = new(reader, firstLine: 2) { Delimiter = delimiter };
        bool any = false;
        while (true)
        {
            List<DataNotice> notices = [];
            ColumnBuilder?[] builders =
            [
                .. header.Select(name => columns.Contains(name) ? Builder(name, delimiter, missing, options) : null),
            ];
            int read = ReadRows(records, builders, options, notices, rows);
            if (read == 0 && any)
                yield break;
            any = true;
            yield return new DataTable([.. builders.OfType<ColumnBuilder>().Select(b => b.Build(notices))], notices);
        }
    }

    private static ColumnBuilder Builder(string name, char delimiter, HashSet<string> missing, CsvOptions options) =>
        new(
            name,
            options.Types.TryGetValue(name, out ColumnType type) ? type : null,
            missing,
            decimalComma: delimiter == ';'
        );

    private static (string[] Names, char Delimiter) ReadHeader(TextReader reader, CsvOptions options)
    {
        string line = (reader.ReadLine() ?? "").TrimStart('\uFEFF');
        if (string.IsNullOrWhiteSpace(line))
            throw new DataException(
                "data-empty",
                Remark.Of("data-empty", "the file is empty; it needs a header line with column names.")
            );
        char delimiter = options.Delimiter ?? GuessDelimiter(line);
        CsvRecordReader record = new(new StringReader(line)) { Delimiter = delimiter };
        record.Read();
        string[] names = new string[record.CellCount];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            string name = record.Cell(i).Trim().ToString();
            names[i] = name.Length > 0 ? name : string.Create(CultureInfo.InvariantCulture, $"column_{i + 1}");
            if (!seen.Add(names[i]))
                throw new DataException(
                    "data-duplicate-column",
                    Remark.Of(
                        "header-duplicate",
                        "line 1: two columns are named '{column}'; rename one.",
                        ("column", names[i])
                    )
                );
        }

        return (names, delimiter);
    }

    private static char GuessDelimiter(string header)
    {
        ReadOnlySpan<char> candidates = [',', ';', '\t', '|'];
        char best = ',';
        int bestCount = 0;
        foreach (char candidate in candidates)
        {
            int count = header.AsSpan().Count(candidate);
            if (count > bestCount)
                (best, bestCount) = (candidate, count);
        }

        return best;
    }

    private static void RequireDeclaredColumns(string[] header, CsvOptions options)
    {
        foreach (string declared in options.Types.Keys)
        {
            if (!header.Contains(declared))
            {
                throw new DataException(
                    "data-unknown-column",
                    Remark.Of(
                        "declared-unknown",
                        "a type is declared for column '{column}', which the header does not have; correct the name.",
                        ("column", declared)
                    )
                );
            }
        }
    }

    /// <summary>Reads at most so many rows into the builders that are there; gives how many it read.</summary>
    private static int ReadRows(
        CsvRecordReader records,
        ColumnBuilder?[] builders,
        CsvOptions options,
        List<DataNotice> notices,
        int rowsMax
    )
    {
        int rows = 0;
        List<string> dropped = [];
        int droppedCount = 0;
        while (rows < rowsMax && records.Read())
        {
            if (records.IsBlank && builders.Length > 1)
                continue;
            if (records.CellCount == builders.Length)
            {
                for (int i = 0; i < builders.Length; i++)
                    builders[i]?.Append(records.Cell(i));
                rows++;
                continue;
            }

            if (!options.DropMalformedRows)
            {
                throw new DataException(
                    "data-cell-count",
                    Remark.Of(
                        "data-cell-count",
                        "line {line} has {cells} cells where the header has {columns}; the file may be cut short or a delimiter unquoted. Correct it, or ask for such rows to be dropped.",
                        ("line", records.Line.ToString(CultureInfo.InvariantCulture)),
                        ("cells", records.CellCount.ToString(CultureInfo.InvariantCulture)),
                        ("columns", builders.Length.ToString(CultureInfo.InvariantCulture))
                    )
                );
            }

            droppedCount++;
            if (dropped.Count < ExamplesMax)
                dropped.Add(records.Line.ToString(CultureInfo.InvariantCulture));
        }

        if (droppedCount == 0)
            return rows;
        string count = droppedCount.ToString("N0", CultureInfo.InvariantCulture);
        notices.Add(
            DataNotice.Of(
                "data-dropped-rows",
                null,
                "{count} rows were dropped that do not have the header's {cells} cells; the first: line {lines}.",
                ("count", count),
                ("cells", builders.Length.ToString(CultureInfo.InvariantCulture)),
                ("lines", string.Join(", ", dropped))
            )
        );
        return rows;
    }
}
