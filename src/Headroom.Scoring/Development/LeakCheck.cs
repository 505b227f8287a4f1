using System.Globalization;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development.Binning;

namespace Headroom.Scoring.Development;

/// <summary>Looks for columns that know the outcome because they were written after it.</summary>
internal static class LeakCheck
{
    // Bureau data seldom reach 1.5 in one column; a column that separates nearly all rows is the outcome under another name.
    private const double ImplausibleValue = 1.5;
    private const double CertainSeparation = 0.95;
    private const double CertaintyMax = 0.1;
    private const double ImplausibleSeparation = 0.6;
    private const double PatternValue = 0.3;

    /// <summary>Why the column can only have been written after the outcome; null where it need not have been.</summary>
    public static Remark? Verdict(ColumnBinning binning)
    {
        if (binning.Separation >= CertainSeparation)
            return Remark.Of(
                "states-outcome",
                "it all but states the outcome; keep it explicitly if it is known beforehand"
            );
        if (binning.Certainty < CertaintyMax)
            return null;
        string share = binning.Certainty.ToString("P0", CultureInfo.InvariantCulture);
        return Remark.Of(
            "names-outcome",
            "it names {share} of the goods or of the bads without one error, as no fact known beforehand does; keep it explicitly if "
                + "it is known beforehand",
            ("share", share)
        );
    }

    public static void Warn(DataColumn column, ColumnBinning binning, Sample sample, List<DataNotice> notices)
    {
        string name = column.Name;
        if (Verdict(binning) is { } verdict)
            notices.Add(
                verdict.Values.TryGetValue("share", out string? share)
                    ? DataNotice.Of(
                        "leak-certain",
                        name,
                        "column '{column}' names {share} of the goods or of the bads without one error, as no fact known beforehand "
                            + "does; check that it is known before the outcome, or exclude it.",
                        ("column", name),
                        ("share", share)
                    )
                    : DataNotice.Of(
                        "leak-outcome",
                        name,
                        "column '{column}' all but states the outcome; check that it is known before the outcome, or exclude it.",
                        ("column", name)
                    )
            );
        if (binning.ValidatedInformationValue > ImplausibleValue)
            notices.Add(
                DataNotice.Of(
                    "leak-value",
                    name,
                    "column '{column}' has an information value of {value}, more than facts known beforehand usually have; check that "
                        + "it is known before the outcome, or exclude it.",
                    ("column", name),
                    ("value", Text(binning.ValidatedInformationValue, "F2"))
                )
            );
        else if (binning.Separation > ImplausibleSeparation)
            notices.Add(
                DataNotice.Of(
                    "leak-separation",
                    name,
                    "column '{column}' separates goods from bads by {share}, more than facts known beforehand usually do; check that "
                        + "it is known before the outcome, or exclude it.",
                    ("column", name),
                    ("share", Text(binning.Separation, "P0"))
                )
            );
        WarnOfFill(column, binning, sample, notices);
    }

    private static void WarnOfFill(DataColumn column, ColumnBinning binning, Sample sample, List<DataNotice> notices)
    {
        string name = column.Name;
        Bin? missing = binning.Bins.FirstOrDefault(bin => bin.Kind == BinKind.Missing);
        if (missing is not null && FlagValue(missing.Goods, missing.Bads, sample) > PatternValue)
            notices.Add(
                DataNotice.Of(
                    "leak-missing",
                    name,
                    "column '{column}' is missing in a pattern that depends on the outcome; check that it is known before the "
                        + "outcome, or exclude it.",
                    ("column", name)
                )
            );
        if (column is DataColumn.Numeric numeric && FillDependsOnOutcome(numeric, sample))
            notices.Add(
                DataNotice.Of(
                    "leak-fill",
                    name,
                    "column '{column}' is whole in some rows and broken in others, as if filled, depending on the outcome; check that "
                        + "it is known before the outcome, or exclude it.",
                    ("column", name)
                )
            );
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>The information value of a flag that is set on these goods and bads.</summary>
    private static double FlagValue(double goods, double bads, Sample sample) =>
        goods + bads < 10
            ? 0
            : WeightOfEvidence.InformationValue(goods, bads, sample.AllGoods, sample.AllBads)
                + WeightOfEvidence.InformationValue(
                    sample.AllGoods - goods,
                    sample.AllBads - bads,
                    sample.AllGoods,
                    sample.AllBads
                );

    private static bool FillDependsOnOutcome(DataColumn.Numeric column, Sample sample)
    {
        (double goods, double bads, double present) = (0, 0, 0);
        for (int i = 0; i < sample.Rows.Length; i++)
        {
            int row = sample.Rows[i];
            double value = column.Values[row];
            if (double.IsNaN(value))
                continue;
            double weight = sample.WeightAt(i);
            present += weight;
            if (value == Math.Floor(value))
                continue;
            if (sample.Bad[row])
                bads += weight;
            else
                goods += weight;
        }

        double share = (goods + bads) / Math.Max(present, 1);
        bool mixed = share is > 0 and < 0.5;
        return mixed && FlagValue(goods, bads, sample) > PatternValue;
    }
}
