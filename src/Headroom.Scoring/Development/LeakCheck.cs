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
    public static string? Verdict(ColumnBinning binning)
    {
        if (binning.Separation >= CertainSeparation)
            return "all but states the outcome";
        if (binning.Certainty < CertaintyMax)
            return null;
        string share = binning.Certainty.ToString("P0", CultureInfo.InvariantCulture);
        return $"names {share} of the goods or of the bads without one error, as no fact known beforehand does";
    }

    public static void Warn(DataColumn column, ColumnBinning binning, Sample sample, List<DataNotice> notices)
    {
        if (Verdict(binning) is { } verdict)
            Notice("leak-outcome", verdict);
        if (binning.ValidatedInformationValue > ImplausibleValue)
        {
            string value = binning.ValidatedInformationValue.ToString("F2", CultureInfo.InvariantCulture);
            Notice("leak-value", $"has an information value of {value}, more than facts known beforehand usually have");
        }
        else if (binning.Separation > ImplausibleSeparation)
        {
            string value = binning.Separation.ToString("P0", CultureInfo.InvariantCulture);
            Notice(
                "leak-separation",
                $"separates goods from bads by {value}, more than facts known beforehand usually do"
            );
        }

        Bin? missing = binning.Bins.FirstOrDefault(bin => bin.Kind == BinKind.Missing);
        if (missing is not null && FlagValue(missing.Goods, missing.Bads, sample) > PatternValue)
            Notice("leak-missing", "is missing in a pattern that depends on the outcome");
        if (column is DataColumn.Numeric numeric && FillDependsOnOutcome(numeric, sample))
            Notice("leak-fill", "is whole in some rows and broken in others, as if filled, depending on the outcome");

        void Notice(string code, string what) =>
            notices.Add(
                new DataNotice(
                    code,
                    column.Name,
                    $"column '{column.Name}' {what}; check that it is known before the outcome, or exclude it."
                )
            );
    }

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
