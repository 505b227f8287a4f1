using System.Collections.Immutable;

namespace Headroom.Profiles;

/// <summary>Computes a borrower's features from the signals.</summary>
public static class ProfileBuilder
{
    private static readonly string[] Severities = ["low", "medium", "high"];

    private static readonly (string Kind, (string Value, Feature Feature)[] Latest)[] States =
    [
        (
            "identity",
            [
                ("verified", FeatureCatalog.IdentityVerified),
                ("age", FeatureCatalog.Age),
                ("education", FeatureCatalog.Education),
                ("maritalStatus", FeatureCatalog.MaritalStatus),
                ("residenceMonths", FeatureCatalog.ResidenceMonths),
            ]
        ),
        ("employment", [("type", FeatureCatalog.EmploymentType), ("months", FeatureCatalog.EmploymentMonths)]),
        ("income", [("monthly", FeatureCatalog.IncomeMonthly), ("verified", FeatureCatalog.IncomeVerified)]),
        (
            "obligations",
            [("monthlyDebtService", FeatureCatalog.DebtServiceMonthly), ("otherLines", FeatureCatalog.OtherLines)]
        ),
        (
            "bureau",
            [
                ("inquiries3m", FeatureCatalog.BureauInquiries3m),
                ("inquiries6m", FeatureCatalog.BureauInquiries6m),
                ("institutions6m", FeatureCatalog.BureauInstitutions6m),
                ("nightShare", FeatureCatalog.BureauNightShare),
                ("openLoans", FeatureCatalog.BureauOpenLoans),
                ("overdueAccounts", FeatureCatalog.BureauOverdueAccounts),
            ]
        ),
        ("login", [("deviceKnown", FeatureCatalog.DeviceKnown)]),
        (
            "enterprise",
            [
                ("monthsInBusiness", FeatureCatalog.EnterpriseMonths),
                ("annualRevenue", FeatureCatalog.EnterpriseRevenue),
                ("taxGrade", FeatureCatalog.EnterpriseTaxGrade),
                ("employees", FeatureCatalog.EnterpriseEmployees),
            ]
        ),
        ("court-record", [("active", FeatureCatalog.CourtRecordActive), ("amount", FeatureCatalog.CourtRecordAmount)]),
        ("contact", [("reachable", FeatureCatalog.ContactReachable)]),
    ];

    /// <summary>
    /// The profile of what had happened by <paramref name="asOf"/> as far as it was known by <paramref name="knownAt"/>.
    /// A late signal counts in a profile as of the day it happened once <paramref name="knownAt"/> reaches the day it
    /// became known, so both questions can be asked: what we should have seen, and what we could have.
    /// </summary>
    public static Profile Build(SignalHistory history, DateTimeOffset asOf, DateTimeOffset knownAt)
    {
        var draft = new ProfileDraft(asOf, knownAt);
        StatementFeatures.Fill(draft, history);
        foreach (var (kind, latest) in States)
        {
            Latest(draft, history.Of(kind), latest);
        }

        IncomeAge(draft, history.Of("income"));
        Repayments(draft, history.Of(SignalCatalog.Repayment));
        var verified = LastVerification(draft, history.Of("identity"));
        LoginRisk(draft, history.Of("login"), verified);
        Takeover(draft, history.Of("account-takeover"), verified);
        Fraud(draft, history.Of("fraud-alert"));
        UseOfFunds(draft, history.Of("use-of-funds"));
        Freshest(draft, history);
        return draft.Finish();
    }

    // Each value is the newest that was given: a report that leaves one out does not make it unknown again.
    private static void Latest(
        ProfileDraft draft,
        ImmutableArray<Signal> newestFirst,
        (string Value, Feature Feature)[] latest
    )
    {
        foreach (var signal in newestFirst)
        {
            if (!draft.Sees(signal))
            {
                continue;
            }

            var missing = false;
            foreach (var (value, feature) in latest)
            {
                if (!draft.Has(feature))
                {
                    draft.Set(feature, signal[value], signal);
                    missing |= !draft.Has(feature);
                }
            }

            if (!missing)
            {
                return;
            }
        }
    }

    private static void IncomeAge(ProfileDraft draft, ImmutableArray<Signal> incomes)
    {
        foreach (var income in incomes)
        {
            if (draft.Sees(income) && income["monthly"].IsKnown)
            {
                draft.Set(FeatureCatalog.IncomeAge, draft.AgeDays(income), income);
                return;
            }
        }
    }

    private static void Repayments(ProfileDraft draft, ImmutableArray<Signal> repayments)
    {
        Signal? newest = null;
        var count = 0;
        decimal? latest = null;
        foreach (var repayment in repayments)
        {
            if (!draft.Sees(repayment))
            {
                continue;
            }

            newest ??= repayment;
            if (draft.AgeDays(repayment) > 180)
            {
                break;
            }

            count++;
            var daysLate = repayment["daysLate"];
            latest = daysLate.Kind == SignalValueKind.Number ? Math.Max(latest ?? 0, daysLate.AsNumber) : latest;
        }

        if (newest is null)
        {
            return;
        }

        draft.Set(FeatureCatalog.Repayments6m, count, newest);
        if (latest is { } worst)
        {
            draft.Set(FeatureCatalog.RepaymentDaysLate6m, worst, newest);
        }
    }

    private static Signal? LastVerification(ProfileDraft draft, ImmutableArray<Signal> identities)
    {
        foreach (var identity in identities)
        {
            if (draft.Sees(identity) && identity["verified"] is { Kind: SignalValueKind.Flag, AsFlag: true })
            {
                return identity;
            }
        }

        return null;
    }

    // Who verified since is the borrower; what was suspected of the account before says nothing any more.
    private static void LoginRisk(ProfileDraft draft, ImmutableArray<Signal> logins, Signal? verified)
    {
        Signal? riskiest = null;
        foreach (var login in logins)
        {
            if (
                draft.Sees(login)
                && !(login.OccurredAt <= verified?.OccurredAt)
                && draft.AgeDays(login) <= 30
                && login["riskScore"] is { Kind: SignalValueKind.Number } risk
                && (riskiest is null || risk.AsNumber > riskiest["riskScore"].AsNumber)
            )
            {
                riskiest = login;
            }
        }

        if (riskiest is not null)
        {
            draft.Set(FeatureCatalog.LoginRisk30d, riskiest["riskScore"], riskiest);
        }
        else if (verified is not null && draft.AgeDays(verified) <= 30)
        {
            draft.Set(FeatureCatalog.LoginRisk30d, 0, verified);
        }
    }

    private static void Takeover(ProfileDraft draft, ImmutableArray<Signal> reports, Signal? verified)
    {
        foreach (var report in reports)
        {
            if (draft.Sees(report) && report["suspected"].Kind == SignalValueKind.Flag)
            {
                if (report.OccurredAt <= verified?.OccurredAt)
                {
                    draft.Set(FeatureCatalog.TakeoverSuspected, SignalValue.Flag(false), verified);
                }
                else
                {
                    draft.Set(FeatureCatalog.TakeoverSuspected, report["suspected"], report);
                }

                return;
            }
        }
    }

    private static void Fraud(ProfileDraft draft, ImmutableArray<Signal> alerts)
    {
        Signal? worst = null;
        var worstRank = -1;
        foreach (var alert in alerts)
        {
            var rank =
                draft.Sees(alert) && draft.AgeDays(alert) <= 180
                    ? Array.IndexOf(Severities, alert["severity"].ToString())
                    : -1;
            if (rank > worstRank)
            {
                worst = alert;
                worstRank = rank;
            }
        }

        if (worst is not null)
        {
            draft.Set(FeatureCatalog.FraudSeverity180d, worst["severity"], worst);
        }
    }

    private static void UseOfFunds(ProfileDraft draft, ImmutableArray<Signal> uses)
    {
        Signal? newest = null;
        var categories = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var use in uses)
        {
            if (draft.Sees(use) && draft.AgeDays(use) <= 365 && use["category"].Kind == SignalValueKind.Text)
            {
                newest ??= use;
                categories.Add(use["category"].AsText);
            }
        }

        if (newest is not null)
        {
            draft.Set(FeatureCatalog.UseOfFunds12m, SignalValue.Text(string.Join(',', categories)), newest);
        }
    }

    private static void Freshest(ProfileDraft draft, SignalHistory history)
    {
        Signal? freshest = null;
        foreach (var kind in SignalCatalog.KnownKinds)
        {
            foreach (var signal in history.Of(kind))
            {
                if (draft.Sees(signal))
                {
                    freshest = freshest is null || signal.OccurredAt > freshest.OccurredAt ? signal : freshest;
                    break;
                }
            }
        }

        if (freshest is not null)
        {
            draft.Set(FeatureCatalog.FreshestSignal, draft.AgeDays(freshest), freshest);
        }
    }
}
