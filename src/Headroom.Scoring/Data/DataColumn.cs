namespace Headroom.Scoring.Data;

/// <summary>How a column's cells are read.</summary>
public enum ColumnType
{
    /// <summary>Numbers, binned by size.</summary>
    Numeric,

    /// <summary>Texts, binned by grouping.</summary>
    Text,
}

/// <summary>A column of a table.</summary>
public abstract record DataColumn
{
    private DataColumn(string name) => Name = name;

    /// <summary>The column's name in the header.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public abstract int RowCount { get; }

    /// <summary>The rows whose cell is missing.</summary>
    public abstract int MissingCount { get; }

    /// <summary>The cell as text; null where it is missing.</summary>
    /// <param name="row">The 0-based row.</param>
    public abstract string? TextAt(int row);

    /// <summary>Numbers; NaN is missing. Infinities do not occur.</summary>
    public sealed record Numeric(string Name, double[] Values) : DataColumn(Name)
    {
        /// <inheritdoc/>
        public override int RowCount => Values.Length;

        /// <inheritdoc/>
        public override int MissingCount => Values.Count(double.IsNaN);

        /// <inheritdoc/>
        public override string? TextAt(int row) =>
            double.IsNaN(Values[row])
                ? null
                : Values[row].ToString("R", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Texts as positions in <paramref name="Levels"/>; −1 is missing.</summary>
    public sealed record Text(string Name, int[] Codes, string[] Levels) : DataColumn(Name)
    {
        /// <inheritdoc/>
        public override int RowCount => Codes.Length;

        /// <inheritdoc/>
        public override int MissingCount => Codes.Count(code => code < 0);

        /// <inheritdoc/>
        public override string? TextAt(int row) => Codes[row] < 0 ? null : Levels[Codes[row]];
    }
}
