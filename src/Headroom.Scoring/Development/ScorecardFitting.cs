using Headroom.Scoring.Data;
using Headroom.Scoring.Development.Binning;
using Headroom.Scoring.Development.Fitting;

namespace Headroom.Scoring.Development;

/// <summary>What fitting found: the characteristics with their points, and what became of every column.</summary>
internal sealed record FittedScorecard(
    double Intercept,
    PointScaling Scaling,
    IReadOnlyList<FittedCharacteristic> Characteristics,
    IReadOnlyList<ColumnFate> Fates,
    LogisticFit Regression,
    WoeDesign Design
)
{
    /// <summary>The log odds of good of every row of the table before points were rounded.</summary>
    public double[] Logits()
    {
        int rows = Design.Codes.Count == 0 ? 0 : Design.Codes[0].Length;
        double[] logits = new double[rows];
        double[][] effects = [.. Characteristics.Select(characteristic => characteristic.Effects.ToArray())];
        RowChunks.Run(
            rows,
            (from, to) =>
            {
                for (int row = from; row < to; row++)
                {
                    double sum = Intercept;
                    for (int j = 0; j < effects.Length; j++)
                        sum += effects[j][Design.Codes[j][row]];
                    logits[row] = sum;
                }
            }
        );
        return logits;
    }
}

internal static class ScorecardFitting
{
    /// <summary>Screens, bins, fits, adjusts and scales.</summary>
    public static FittedScorecard Fit(DataTable table, Sample sample, DevelopmentSpec spec, List<DataNotice> notices)
    {
        List<ColumnFate> fates = Screening.Run(table, sample, spec, notices);
        WoeDesign candidates = Design(table, fates);
        fates = Screening.DropCorrelated(fates, candidates, sample, spec.Fit);
        fates = Screening.DropBeyondRows(fates, sample, spec);
        return Fit(Design(table, fates), fates, sample, spec);
    }

    /// <summary>Fits on columns that are already binned.</summary>
    public static FittedScorecard Fit(WoeDesign candidates, List<ColumnFate> fates, Sample sample, DevelopmentSpec spec)
    {
        RequireSome(candidates.Count, fates);
        (LogisticFit fit, WoeDesign design, Dictionary<string, Remark> dropped) = CharacteristicSelection.Run(
            candidates,
            sample,
            spec.Fit,
            spec.KeepColumns
        );
        fates =
        [
            .. fates.Select(fate =>
                dropped.TryGetValue(fate.Column, out Remark? why) ? fate with { Used = false, Reason = why } : fate
            ),
        ];
        RequireSome(design.Count, fates);
        double[][] effects = BinRefinement.Refine(design, sample, fit, spec.Fit.RefinementRidge);
        PointScaling scaling = ScorecardBuilder.Scale(spec.Scaling, fit.Intercept, effects);
        double[] inflation = Correlation.VarianceInflation(Correlation.Of(design, sample));
        double[] pValues = fit.PValues;
        FittedCharacteristic[] characteristics = new FittedCharacteristic[design.Count];
        for (int j = 0; j < characteristics.Length; j++)
        {
            ColumnBinning binning = design.Binnings[j];
            double[] points = ScorecardBuilder.Points(scaling, effects[j], fit.Intercept, design.Count);
            characteristics[j] = new FittedCharacteristic(
                binning,
                fit.Coefficients[j],
                fit.StandardErrors[j + 1],
                pValues[j],
                inflation[j],
                effects[j],
                points,
                spec.ReasonCodes.GetValueOrDefault(binning.Column, binning.Column)
            );
        }

        characteristics = SetBaselines(characteristics, design, sample, spec);
        return new FittedScorecard(fit.Intercept, scaling, characteristics, fates, fit, design);
    }

    private static WoeDesign Design(DataTable table, IReadOnlyList<ColumnFate> fates)
    {
        ColumnBinning[] binnings = [.. fates.Where(fate => fate.Used).Select(fate => fate.Binning!)];
        byte[][] codes = new byte[binnings.Length][];
        Parallel.For(0, codes.Length, i => codes[i] = binnings[i].Assign(table.Column(binnings[i].Column)));
        return new WoeDesign(binnings, codes);
    }

    private static void RequireSome(int count, IReadOnlyList<ColumnFate> fates)
    {
        if (count > 0)
            return;
        IEnumerable<string> reasons = fates.Take(8).Select(fate => $"'{fate.Column}' ({fate.Reason?.Message})");
        throw new DataException(
            "fit-no-characteristic",
            Remark.Of(
                "no-characteristic",
                "no column can become a characteristic: {reasons}; add columns that tell goods from bads.",
                ("reasons", string.Join(", ", reasons))
            )
        );
    }

    private static FittedCharacteristic[] SetBaselines(
        FittedCharacteristic[] characteristics,
        WoeDesign design,
        Sample sample,
        DevelopmentSpec spec
    )
    {
        if (spec.ReasonBaseline == ReasonBaseline.Maximum)
            return
            [
                .. characteristics.Select(characteristic =>
                    characteristic with
                    {
                        Baseline = characteristic.Points.Max(),
                    }
                ),
            ];
        double[] sums = new double[characteristics.Length];
        double all = 0;
        for (int i = 0; i < sample.Rows.Length; i++)
        {
            int row = sample.Rows[i];
            double score = 0;
            for (int j = 0; j < sums.Length; j++)
                score += characteristics[j].Points[design.Codes[j][row]];
            if (spec.ApprovedScoreMin is { } least && score < least)
                continue;
            double weight = sample.WeightAt(i);
            all += weight;
            for (int j = 0; j < sums.Length; j++)
                sums[j] += weight * characteristics[j].Points[design.Codes[j][row]];
        }

        return
        [
            .. characteristics.Select(
                (characteristic, j) =>
                    characteristic with
                    {
                        Baseline = all > 0 ? sums[j] / all : characteristic.Points.Max(),
                    }
            ),
        ];
    }
}
