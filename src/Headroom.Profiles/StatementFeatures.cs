namespace Headroom.Profiles;

/// <summary>The features of the monthly statements: lateness, payment and use of the limit over windows.</summary>
internal static class StatementFeatures
{
    private const decimal PaymentRatioMax = 10;
    private const int SlopePointsMin = 3;

    public static void Fill(ProfileDraft draft, SignalHistory history)
    {
        var months = StatementMonths.Of(history, draft.AsOf, draft.KnownAt);
        if (months.Newest is not { } newest)
        {
            draft.SetNone(FeatureCatalog.StatementsSeen);
            return;
        }

        var seen = 0;
        for (var back = 0; back < StatementMonths.Longest; back++)
        {
            seen += months[back] is null ? 0 : 1;
        }

        draft.Set(FeatureCatalog.StatementsSeen, seen, newest);
        draft.Set(FeatureCatalog.StatementAge, draft.AgeDays(newest), newest);
        draft.Set(FeatureCatalog.MonthsLateLatest, newest["monthsLate"], newest);
        Lateness(draft, months);
        Payment(draft, months, 3, FeatureCatalog.PaymentRatio3m);
        Payment(draft, months, 6, FeatureCatalog.PaymentRatio6m);
        Utilisation(draft, months);
        Average(draft, months, "billed", FeatureCatalog.BilledAvg6m);
        Average(draft, months, "paid", FeatureCatalog.PaidAvg6m);
    }

    private static void Lateness(ProfileDraft draft, StatementMonths months)
    {
        decimal? worst = null;
        int? sinceLate = null;
        var timesLate = 0;
        for (var back = 0; back < StatementMonths.Longest; back++)
        {
            if (Number(months[back], "monthsLate") is { } late)
            {
                worst = Math.Max(worst ?? 0, late);
                timesLate += late > 0 ? 1 : 0;
                sinceLate ??= late > 0 ? back : null;
            }

            var window = back switch
            {
                2 => FeatureCatalog.MaxMonthsLate3m,
                5 => FeatureCatalog.MaxMonthsLate6m,
                11 => FeatureCatalog.MaxMonthsLate12m,
                _ => null,
            };
            if (window is not null && worst is { } max)
            {
                draft.Set(window, max, months.Newest!);
                if (back == 5)
                {
                    draft.Set(FeatureCatalog.TimesLate6m, timesLate, months.Newest!);
                }
            }
        }

        if (sinceLate is { } since)
        {
            draft.Set(FeatureCatalog.MonthsSinceLate, since, months.Newest!);
        }
    }

    private static void Payment(ProfileDraft draft, StatementMonths months, int window, Feature feature)
    {
        decimal billed = 0;
        decimal paid = 0;
        for (var back = 0; back < window; back++)
        {
            // A month counts only where both amounts are known: half of it would turn the ratio.
            if (Number(months[back], "billed") is { } bill && Number(months[back], "paid") is { } pay)
            {
                billed += Math.Max(bill, 0);
                paid += Math.Max(pay, 0);
            }
        }

        if (billed > 0)
        {
            draft.Set(feature, Math.Min(paid / billed, PaymentRatioMax), months.Newest!);
        }
    }

    private static void Utilisation(ProfileDraft draft, StatementMonths months)
    {
        if (Used(months.Newest) is { } latest)
        {
            draft.Set(FeatureCatalog.UtilisationLatest, latest, months.Newest!);
        }

        var count = 0;
        decimal sumX = 0;
        decimal sumY = 0;
        decimal sumXx = 0;
        decimal sumXy = 0;
        for (var back = 0; back < 6; back++)
        {
            if (Used(months[back]) is { } used)
            {
                count++;
                sumX -= back;
                sumY += used;
                sumXx += back * back;
                sumXy -= back * used;
            }
        }

        if (count > 0)
        {
            draft.Set(FeatureCatalog.UtilisationAvg6m, sumY / count, months.Newest!);
        }

        if (count >= SlopePointsMin)
        {
            var slope = ((count * sumXy) - (sumX * sumY)) / ((count * sumXx) - (sumX * sumX));
            draft.Set(FeatureCatalog.UtilisationSlope6m, slope, months.Newest!);
        }
    }

    private static void Average(ProfileDraft draft, StatementMonths months, string value, Feature feature)
    {
        var count = 0;
        decimal sum = 0;
        for (var back = 0; back < 6; back++)
        {
            if (Number(months[back], value) is { } amount)
            {
                count++;
                sum += amount;
            }
        }

        if (count > 0)
        {
            draft.Set(feature, sum / count, months.Newest!);
        }
    }

    private static decimal? Used(Signal? statement) =>
        Number(statement, "limit") is { } limit and > 0 && Number(statement, "billed") is { } billed
            ? billed / limit
            : null;

    private static decimal? Number(Signal? statement, string name) =>
        statement?[name] is { Kind: SignalValueKind.Number } value ? value.AsNumber : null;
}
