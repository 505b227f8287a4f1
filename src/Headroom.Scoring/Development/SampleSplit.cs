using System.Globalization;
using Headroom.Scoring.Data;

namespace Headroom.Scoring.Development;

/// <summary>The rows with a known outcome, divided into those to learn from and those to judge on.</summary>
internal sealed record SampleSplit(bool[] Bad, double[]? Weights, int[] Train, int[] Test, int[] OutOfTime)
{
    // With fewer of a class anything can look like a cause.
    private const int RareRowsMin = 10;
    private const int RareRowsGood = 100;

    /// <summary>The month of each row (yyyy-MM), or null where no date column was named.</summary>
    public string?[]? Months { get; init; }

    public Sample TrainSample => new(Train, Bad, Weights);

    public static SampleSplit Create(DataTable table, DevelopmentSpec spec, List<DataNotice> notices)
    {
        DataColumn target = table.Column(spec.Target);
        string good = Outcome.GoodValue(target, spec.GoodValue, notices);
        (bool[] bad, bool[] known) = Outcome.Read(target, good);
        bool[] keep = ExcludeRows(table, spec, known, notices);
        double[]? weights = ReadWeights(table, spec, keep);
        string?[]? months = ReadMonths(table, spec);
        HashSet<int>? testRows = ReadTestRows(table, spec);
        (List<int> train, List<int> test, List<int> outOfTime) = ([], [], []);
        for (int row = 0; row < table.RowCount; row++)
        {
            if (!keep[row])
                continue;
            bool late =
                spec.OutOfTimeFrom is { } from && months?[row] is { } month && string.CompareOrdinal(month, from) >= 0;
            bool held = testRows?.Contains(row) ?? IsHeldOut(row, spec);
            (
                late ? outOfTime
                : held ? test
                : train
            ).Add(row);
        }

        RequireClasses(train, bad, notices);
        return new SampleSplit(bad, weights, [.. train], [.. test], [.. outOfTime]) { Months = months };
    }

    private static bool[] ExcludeRows(DataTable table, DevelopmentSpec spec, bool[] known, List<DataNotice> notices)
    {
        int unknown = known.Count(isKnown => !isKnown);
        if (unknown > 0)
            notices.Add(
                DataNotice.Of(
                    "rows-no-outcome",
                    null,
                    "{count} rows without an outcome were left out.",
                    ("count", Text(unknown))
                )
            );
        bool[] keep = [.. known];
        foreach (RowExclusion exclusion in spec.ExcludeRows)
        {
            DataColumn column = table.Column(exclusion.Column);
            HashSet<string> values = [.. exclusion.Values];
            int count = 0;
            for (int row = 0; row < keep.Length; row++)
            {
                if (!keep[row] || column.TextAt(row) is not { } text || !values.Contains(text))
                    continue;
                keep[row] = false;
                count++;
            }

            notices.Add(
                DataNotice.Of(
                    "rows-excluded",
                    exclusion.Column,
                    "{count} rows were left out by their '{column}'.",
                    ("count", Text(count)),
                    ("column", exclusion.Column)
                )
            );
        }

        return keep;
    }

    private static double[]? ReadWeights(DataTable table, DevelopmentSpec spec, bool[] keep)
    {
        if (spec.Weight is not { } name)
            return null;
        if (table.Column(name) is not DataColumn.Numeric column)
            throw new DataException(
                "weight-text",
                Remark.Of(
                    "weight-text",
                    "the weight column '{column}' holds texts; it must hold positive numbers.",
                    ("column", name)
                )
            );
        for (int row = 0; row < keep.Length; row++)
        {
            if (keep[row] && !(column.Values[row] > 0))
            {
                throw new DataException(
                    "weight-not-positive",
                    Remark.Of(
                        "weight-not-positive",
                        "the weight of row {row} in column '{column}' is missing or not positive; correct or exclude it.",
                        ("row", Text(row)),
                        ("column", name)
                    )
                );
            }
        }

        return column.Values;
    }

    private static string?[]? ReadMonths(DataTable table, DevelopmentSpec spec)
    {
        if (spec.Date is not { } name)
        {
            return spec.OutOfTimeFrom is null
                ? null
                : throw new DataException(
                    "date-absent",
                    Remark.Of("date-absent", "an out-of-time month is given without a date column; name it.")
                );
        }

        DataColumn column = table.Column(name);
        string?[] months = new string?[table.RowCount];
        for (int row = 0; row < months.Length; row++)
        {
            string? text = column.TextAt(row);
            months[row] = text is { Length: >= 7 } ? text[..7].Replace('/', '-') : text;
        }

        return months;
    }

    private static HashSet<int>? ReadTestRows(DataTable table, DevelopmentSpec spec)
    {
        if (spec.TestRows is not { } rows)
            return null;
        foreach (int row in rows)
        {
            if (row < 0 || row >= table.RowCount)
            {
                throw new DataException(
                    "split-row",
                    Remark.Of(
                        "split-row",
                        "test row {row} is outside the data's rows 0 to {last}.",
                        ("row", Text(row)),
                        ("last", Text(table.RowCount - 1))
                    )
                );
            }
        }

        return [.. rows];
    }

    /// <summary>Decided by the row's number and the seed alone, apart from the folds.</summary>
    private static bool IsHeldOut(int row, DevelopmentSpec spec)
    {
        SeededRandom random = new(unchecked(((ulong)(uint)spec.Seed << 32) | (uint)row));
        return random.NextDouble() < spec.TestShare;
    }

    private static void RequireClasses(List<int> rows, bool[] bad, List<DataNotice> notices)
    {
        int bads = rows.Count(row => bad[row]);
        int rarer = Math.Min(bads, rows.Count - bads);
        string goods = Text(rows.Count - bads);
        if (rarer == 0)
            throw new DataException(
                "target-one-class",
                Remark.Of(
                    "one-class",
                    "the rows to learn from are {goods} goods and {bads} bads; both are needed.",
                    ("goods", goods),
                    ("bads", Text(bads))
                )
            );
        if (rarer < RareRowsMin)
            throw new DataException(
                "target-too-few",
                Remark.Of(
                    "target-too-few",
                    "the rows to learn from are {goods} goods and {bads} bads; at least {least} of each are needed.",
                    ("goods", goods),
                    ("bads", Text(bads)),
                    ("least", Text(RareRowsMin))
                )
            );
        if (rarer < RareRowsGood)
        {
            notices.Add(
                DataNotice.Of(
                    "sample-small",
                    null,
                    "the rows to learn from are {goods} goods and {bads} bads; fewer than {few} of either leave much to chance.",
                    ("goods", Text(rows.Count - bads)),
                    ("bads", Text(bads)),
                    ("few", Text(RareRowsGood))
                )
            );
        }
    }

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
