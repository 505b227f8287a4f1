using System.Globalization;
using System.Text.RegularExpressions;
using Headroom.Scoring.Data;

namespace Headroom.Scoring.Development;

/// <summary>Recognises columns that name or date a row and so say nothing that holds for the next borrower.</summary>
internal static partial class ColumnNature
{
    private const int RowsMin = 100;

    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd",
        "yyyy/MM/dd",
        "yyyy-MM",
        "yyyy/MM",
        "dd.MM.yyyy",
        "d.M.yyyy",
        "MM/dd/yyyy",
        "M/d/yyyy",
        "dd/MM/yyyy",
        "d/M/yyyy",
        "dd-MM-yyyy",
        "MMM-yyyy",
        "MMM-yy",
        "MMM yyyy",
        "dd-MMM-yyyy",
        "dd-MMM-yy",
        "d MMM yyyy",
        "yyyy-MM-ddTHH:mm:ss",
        "yyyy-MM-ddTHH:mm:ssZ",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm",
        "M/d/yyyy H:mm",
    ];

    /// <summary>
    /// A row number or a key: texts that differ in nearly every row, or whole numbers that do and are also called a key, run with the
    /// rows, or fill their range. Amounts may differ in every row of a small file, but do none of these.
    /// </summary>
    public static bool IsIdentifier(DataColumn column)
    {
        if (column.RowCount < RowsMin)
            return false;
        if (column is DataColumn.Text text)
            return text.Levels.Length > 0.95 * column.RowCount;
        return column is DataColumn.Numeric numeric && IsKey(numeric);
    }

    private static bool IsKey(DataColumn.Numeric column)
    {
        HashSet<double> seen = new(column.RowCount);
        (double least, double greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        (bool rises, bool falls, double before) = (true, true, double.NaN);
        int present = 0;
        foreach (double value in column.Values)
        {
            if (double.IsNaN(value))
                continue;
            if (value != Math.Floor(value))
                return false;
            present++;
            seen.Add(value);
            (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
            rises &= !(value <= before);
            falls &= !(value >= before);
            before = value;
        }

        if (present < RowsMin || seen.Count < 0.95 * present)
            return false;
        bool differs = seen.Count == column.RowCount;
        return IsCalledKey(column.Name) || (differs && (rises || falls || greatest - least < 2.0 * present));
    }

    private static bool IsCalledKey(string name) =>
        Words()
            .Matches(name)
            .Any(word =>
                word.Value.ToUpperInvariant()
                    is "ID"
                        or "IDS"
                        or "UUID"
                        or "GUID"
                        or "KEY"
                        or "INDEX"
                        or "IDX"
                        or "NR"
                        or "NO"
                        or "NUMBER"
            );

    [GeneratedRegex("[A-Z]*[a-z]+|[A-Z]+")]
    private static partial Regex Words();

    /// <summary>Texts that nearly all are dates, or whole numbers that all are dates as yyyyMMdd.</summary>
    public static bool IsDate(DataColumn column) =>
        column switch
        {
            DataColumn.Text text => IsDate(text.Levels),
            DataColumn.Numeric numeric => IsDate(numeric.Values),
            _ => false,
        };

    private static bool IsDate(string[] levels)
    {
        int others = 0;
        foreach (string level in levels)
        {
            if (!DateTime.TryParseExact(level, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                others++;
            if (others > 0.02 * levels.Length)
                return false;
        }

        return levels.Length >= 3;
    }

    private static bool IsDate(double[] values)
    {
        HashSet<double> seen = [];
        foreach (double value in values)
        {
            if (double.IsNaN(value))
                continue;
            (double day, double month) = (value % 100, Math.Floor(value / 100) % 100);
            if (
                value is < 19000101 or > 21001231
                || value != Math.Floor(value)
                || day is < 1 or > 31
                || month is < 1 or > 12
            )
                return false;
            seen.Add(value);
        }

        return seen.Count >= 3;
    }
}
