using System.Globalization;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development.Binning;
using Headroom.Scoring.Development.Fitting;

namespace Headroom.Scoring.Development;

/// <summary>What became of a column.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Used">True where the model reads it.</param>
/// <param name="Reason">Why it is not used; null where it is.</param>
/// <param name="Binning">Its bins, where it was binned.</param>
public sealed record ColumnFate(string Column, bool Used, Remark? Reason, ColumnBinning? Binning);

/// <summary>Finds the columns that may become characteristics, and says why the others may not.</summary>
internal static class Screening
{
    /// <summary>Columns that are no facts about the borrower, with the reason.</summary>
    public static Remark? Reserved(DataColumn column, DevelopmentSpec spec)
    {
        if (column.Name == spec.Target)
            return Remark.Of("target", "the target");
        if (column.Name == spec.Weight)
            return Remark.Of("weight", "the weight");
        if (column.Name == spec.Date)
            return Remark.Of("date", "the date");
        if (spec.Protected.Contains(column.Name))
            return Remark.Of("protected", "a protected attribute");
        return spec.ExcludeColumns.Contains(column.Name) ? Remark.Of("excluded", "excluded") : null;
    }

    public static void RequireKnownColumns(DataTable table, DevelopmentSpec spec)
    {
        IEnumerable<string> named =
        [
            .. spec.ExcludeColumns,
            .. spec.Protected,
            .. spec.KeepColumns,
            .. spec.Columns.Keys,
            .. spec.ReasonCodes.Keys,
        ];
        foreach (string name in named)
            table.Column(name);
    }

    /// <summary>Bins all columns that may be used, in parallel; the result is in the table's order.</summary>
    public static List<ColumnFate> Run(DataTable table, Sample sample, DevelopmentSpec spec, List<DataNotice> notices)
    {
        RequireKnownColumns(table, spec);
        ColumnFate[] fates = new ColumnFate[table.Columns.Count];
        double valueMin = ValueMin(sample, fates.Length, spec.Fit.InformationValueMin);
        Parallel.For(0, fates.Length, i => fates[i] = Judge(table.Columns[i], sample, spec, valueMin));
        foreach (ColumnFate fate in fates)
        {
            if (fate.Binning is null)
                continue;
            LeakCheck.Warn(table.Column(fate.Column), fate.Binning, sample, notices);
            NoticeSpecialValues(fate.Binning, spec, notices);
        }

        return [.. fates];
    }

    private static void NoticeSpecialValues(ColumnBinning binning, DevelopmentSpec spec, List<DataNotice> notices)
    {
        double[] found = [.. binning.Bins.Where(bin => bin.Kind == BinKind.Special).Select(bin => bin.Low)];
        if (found.Length == 0 || spec.Columns.GetValueOrDefault(binning.Column) is { SpecialValues.Count: > 0 })
            return;
        string values = string.Join(", ", found.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
        notices.Add(
            DataNotice.Of(
                "data-special",
                binning.Column,
                "{values} of column '{column}' looked like codes and got bins of their own; declare the column's special values "
                    + "to say otherwise.",
                ("values", values),
                ("column", binning.Column)
            )
        );
    }

    private static Remark? NoFact(DataColumn column)
    {
        if (ColumnNature.IsIdentifier(column))
            return Remark.Of("identifier", "an identifier: it differs in nearly every row");
        return ColumnNature.IsDate(column)
            ? Remark.Of(
                "day",
                "a date, which the next borrower's will lie beyond; make a duration of it, or keep it explicitly"
            )
            : null;
    }

    private static ColumnFate Judge(DataColumn column, Sample sample, DevelopmentSpec spec, double valueMin)
    {
        bool kept = spec.KeepColumns.Contains(column.Name);
        Remark? reserved = Reserved(column, spec);
        if (reserved is null && !kept)
            reserved = NoFact(column);
        if (reserved is not null)
            return new ColumnFate(column.Name, false, reserved, null);
        ColumnBinning binning = ColumnBinner.Bin(
            column,
            sample,
            spec.Binning,
            spec.Columns.GetValueOrDefault(column.Name)
        );
        Remark? reason = kept ? null : Weakness(binning, valueMin);
        return new ColumnFate(column.Name, reason is null, reason, binning);
    }

    /// <summary>
    /// What a column's information value on held-out folds must exceed. Without any effect it lies around 0 with a deviation of about
    /// 1/goods + 1/bads: the more columns are tried, the farther the best of them gets by chance alone.
    /// </summary>
    private static double ValueMin(Sample sample, int columns, double asked)
    {
        const int FewColumns = 25;
        double deviation = (1 / sample.AllGoods) + (1 / sample.AllBads);
        double many = Math.Sqrt(2 * Math.Log(Math.Max(1, (double)columns / FewColumns)));
        return Math.Max(Math.Min(asked, 10 * deviation), 1.5 * many * deviation);
    }

    private static Remark? Weakness(ColumnBinning binning, double valueMin)
    {
        if (LeakCheck.Verdict(binning) is { } verdict)
            return verdict;
        if (binning.Bins.Count(bin => bin.Count > 0) < 2)
            return Remark.Of(
                "one-bin",
                "one bin: no division of its values has both classes in each part and differs enough"
            );
        if (binning.ValidatedInformationValue > valueMin)
            return null;
        string value = binning.ValidatedInformationValue.ToString("F4", CultureInfo.InvariantCulture);
        return Remark.Of("weak", "its information value on held-out folds is {value}", ("value", value));
    }

    /// <summary>Of columns that say the same, keeps the strongest.</summary>
    public static List<ColumnFate> DropCorrelated(
        List<ColumnFate> fates,
        WoeDesign design,
        Sample sample,
        FitRules rules
    )
    {
        double[,] correlations = Correlation.Of(design, sample);
        int[] byStrength =
        [
            .. Enumerable.Range(0, design.Count).OrderByDescending(i => design.Binnings[i].ValidatedInformationValue),
        ];
        List<int> kept = [];
        Dictionary<string, string> dropped = [];
        foreach (int column in byStrength)
        {
            int twin = kept.FindIndex(other => Math.Abs(correlations[column, other]) > rules.CorrelationMax);
            if (twin < 0)
                kept.Add(column);
            else
                dropped.Add(design.Binnings[column].Column, design.Binnings[kept[twin]].Column);
        }

        return
        [
            .. fates.Select(fate =>
                dropped.TryGetValue(fate.Column, out string? twin)
                    ? fate with
                    {
                        Used = false,
                        Reason = Remark.Of("twin", "says the same as '{twin}'", ("twin", twin)),
                    }
                    : fate
            ),
        ];
    }

    /// <summary>
    /// Keeps the strongest where there are more columns than the rarer class can carry: ten of its rows for each (Peduzzi et al.,
    /// Journal of Clinical Epidemiology 49, 1996).
    /// </summary>
    public static List<ColumnFate> DropBeyondRows(List<ColumnFate> fates, Sample sample, DevelopmentSpec spec)
    {
        const int RowsPerColumn = 10;
        int rarer = Math.Min(sample.Rows.Count(row => sample.Bad[row]), sample.Rows.Count(row => !sample.Bad[row]));
        int most = Math.Max(1, rarer / RowsPerColumn);
        string[] beyond =
        [
            .. fates
                .Where(fate => fate.Used && !spec.KeepColumns.Contains(fate.Column))
                .OrderByDescending(fate => fate.Binning!.ValidatedInformationValue)
                .Skip(Math.Max(0, most - spec.KeepColumns.Count))
                .Select(fate => fate.Column),
        ];
        string count = rarer.ToString("N0", CultureInfo.InvariantCulture);
        return
        [
            .. fates.Select(fate =>
                beyond.Contains(fate.Column)
                    ? fate with
                    {
                        Used = false,
                        Reason = Remark.Of(
                            "few-rows",
                            "weaker than others, and {count} rows of the rarer class carry no more characteristics",
                            ("count", count)
                        ),
                    }
                    : fate
            ),
        ];
    }
}
