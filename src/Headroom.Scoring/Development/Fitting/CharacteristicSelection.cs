using System.Globalization;
using Headroom.Scoring.Data;

namespace Headroom.Scoring.Development.Fitting;

/// <summary>Fits the regression and drops what does not belong in it.</summary>
internal static class CharacteristicSelection
{
    /// <summary>The regression, the columns of the design that it kept, and why each other went.</summary>
    public static (LogisticFit Fit, WoeDesign Design, Dictionary<string, Remark> Dropped) Run(
        WoeDesign all,
        Sample sample,
        FitRules rules,
        IReadOnlyCollection<string> keep
    )
    {
        List<int> columns = [.. Enumerable.Range(0, all.Count)];
        Dictionary<string, Remark> dropped = [];
        LogisticFit? previous = null;
        bool penalised = rules.Selection != Selection.Lasso;
        while (true)
        {
            WoeDesign design = all.Select(columns);
            LogisticFit fit = LogisticRegression.Fit(design, sample, rules.Ridge, previous);
            (int worst, Remark? reason) = Worst(fit, design, rules, keep);
            if (worst < 0 && !penalised)
            {
                penalised = true;
                bool[] kept = LassoSelection.Choose(fit, sample.Rows.Length);
                int[] left = [.. columns.Where((_, i) => !kept[i] && !keep.Contains(design.Binnings[i].Column))];
                foreach (int column in left)
                    dropped.Add(all.Binnings[column].Column, Remark.Of("penalty", "the L1 penalty left it out"));
                columns.RemoveAll(left.Contains);
                previous = null;
                continue;
            }

            if (worst < 0)
                return (fit, design, dropped);
            dropped.Add(design.Binnings[worst].Column, reason!);
            columns.RemoveAt(worst);
            previous = fit with { Coefficients = [.. fit.Coefficients.Where((_, i) => i != worst)] };
        }
    }

    /// <summary>The column to drop next, or −1. A wrong sign goes first: it makes the others' significance unreliable.</summary>
    private static (int Index, Remark? Reason) Worst(
        LogisticFit fit,
        WoeDesign design,
        FitRules rules,
        IReadOnlyCollection<string> keep
    )
    {
        int[] open = [.. Enumerable.Range(0, design.Count).Where(i => !keep.Contains(design.Binnings[i].Column))];
        if (open.Length == 0)
            return (-1, null);
        int lowest = open.MinBy(i => fit.Coefficients[i]);
        if (fit.Coefficients[lowest] <= 0)
            return (lowest, Remark.Of("sign", "beside the others its effect turns against its own trend"));
        double[] pValues = fit.PValues;
        int weakest = open.MaxBy(i => pValues[i]);
        if (rules.Selection == Selection.Stepwise && pValues[weakest] > rules.PValueMax)
        {
            string value = pValues[weakest].ToString("F3", CultureInfo.InvariantCulture);
            return (
                weakest,
                Remark.Of("insignificant", "not significant beside the others (p {value})", ("value", value))
            );
        }

        bool tooMany = rules.CharacteristicsMax > 0 && design.Count > rules.CharacteristicsMax;
        return tooMany ? (weakest, Remark.Of("most", "beyond the most characteristics asked for")) : (-1, null);
    }
}
