using System.Globalization;
using Headroom.Scoring.Data;

namespace Headroom.Scoring.Development;

/// <summary>Reads which rows are good, which bad, and which have no outcome.</summary>
internal static class Outcome
{
    private static readonly string[] GoodNames =
    [
        "good",
        "0",
        "paid",
        "fully paid",
        "performing",
        "current",
        "no",
        "n",
        "false",
        "non-default",
        "no default",
        "repaid",
    ];

    /// <summary>The good value, named or found.</summary>
    public static string GoodValue(DataColumn column, string? named, List<DataNotice> notices)
    {
        SortedDictionary<string, int> counts = Count(column);
        string found = string.Join(", ", counts.Keys.Take(6).Select(value => $"'{value}'"));
        if (named is not null)
        {
            string? same = counts.Keys.FirstOrDefault(value => value == named || Same(value, named));
            return same
                ?? throw new DataException(
                    "target-good-value",
                    Remark.Of(
                        "good-value-absent",
                        "the good value '{value}' does not occur in column '{column}', which has {found}.",
                        ("value", named),
                        ("column", column.Name),
                        ("found", found)
                    )
                );
        }

        if (counts.Count == 0)
            throw new DataException(
                "target-one-class",
                Remark.Of("no-outcome", "no row has an outcome in column '{column}'.", ("column", column.Name))
            );
        if (counts.Count == 1)
            throw new DataException(
                "target-one-class",
                Remark.Of(
                    "one-outcome",
                    "column '{column}' has only one outcome ({found}); both goods and bads are needed.",
                    ("column", column.Name),
                    ("found", found)
                )
            );
        if (counts.Count > 2)
            throw new DataException(
                "target-good-value",
                Remark.Of(
                    "many-outcomes",
                    "column '{column}' has {count} values ({found}); name the one that is good.",
                    ("column", column.Name),
                    ("count", counts.Count.ToString(CultureInfo.InvariantCulture)),
                    ("found", found)
                )
            );

        string[] known = [.. counts.Keys.Where(value => GoodNames.Contains(value.Trim().ToLowerInvariant()))];
        string good = known.Length == 1 ? known[0] : counts.MaxBy(pair => pair.Value).Key;
        notices.Add(
            known.Length == 1
                ? DataNotice.Of(
                    "target-good-value",
                    column.Name,
                    "'{value}' of column '{column}' was taken as good by its name.",
                    ("value", good),
                    ("column", column.Name)
                )
                : DataNotice.Of(
                    "target-good-frequent",
                    column.Name,
                    "'{value}' of column '{column}' was taken as good as the more frequent one.",
                    ("value", good),
                    ("column", column.Name)
                )
        );
        return good;
    }

    /// <summary>Whether each row is bad, and whether its outcome is known.</summary>
    public static (bool[] Bad, bool[] Known) Read(DataColumn column, string good)
    {
        bool[] bad = new bool[column.RowCount];
        bool[] known = new bool[column.RowCount];
        if (column is DataColumn.Text text)
        {
            bool[] isGood = [.. text.Levels.Select(level => level == good)];
            for (int row = 0; row < bad.Length; row++)
            {
                known[row] = text.Codes[row] >= 0;
                bad[row] = known[row] && !isGood[text.Codes[row]];
            }
        }
        else if (column is DataColumn.Numeric numeric)
        {
            double value = double.Parse(good, CultureInfo.InvariantCulture);
            for (int row = 0; row < bad.Length; row++)
            {
                known[row] = !double.IsNaN(numeric.Values[row]);
                bad[row] = known[row] && numeric.Values[row] != value;
            }
        }

        return (bad, known);
    }

    private static bool Same(string value, string named) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double a)
        && double.TryParse(named, NumberStyles.Float, CultureInfo.InvariantCulture, out double b)
        && a == b;

    private static SortedDictionary<string, int> Count(DataColumn column)
    {
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        if (column is DataColumn.Text text)
        {
            int[] byLevel = new int[text.Levels.Length];
            foreach (int code in text.Codes)
            {
                if (code >= 0)
                    byLevel[code]++;
            }

            for (int level = 0; level < byLevel.Length; level++)
            {
                if (byLevel[level] > 0)
                    counts.Add(text.Levels[level], byLevel[level]);
            }
        }
        else if (column is DataColumn.Numeric numeric)
        {
            Dictionary<double, int> byValue = [];
            foreach (double value in numeric.Values)
            {
                if (double.IsNaN(value))
                    continue;
                byValue[value] = byValue.GetValueOrDefault(value) + 1;
                if (byValue.Count > 1000)
                    break;
            }

            foreach ((double value, int count) in byValue)
                counts.Add(value.ToString("R", CultureInfo.InvariantCulture), count);
        }

        return counts;
    }
}
