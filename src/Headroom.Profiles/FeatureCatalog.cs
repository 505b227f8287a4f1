using System.Collections.Frozen;
using static Headroom.Profiles.FeatureUnit;
using static Headroom.Profiles.SignalValueKind;

namespace Headroom.Profiles;

/// <summary>
/// Every feature that a profile has, in the order of their ordinals. Windows of statements count calendar months back
/// from the newest statement known, whose age is <see cref="StatementAge"/>: how old the facts are is said apart from
/// what they say.
/// </summary>
public static class FeatureCatalog
{
    private static readonly List<Feature> Declared = [];

    /// <summary>Months late on the newest statement; 0 is on time.</summary>
    public static readonly Feature MonthsLateLatest = Add("months_late_latest", Number, Months);

    /// <summary>The most months late on any statement of 3 months.</summary>
    public static readonly Feature MaxMonthsLate3m = Add("max_months_late_3m", Number, Months);

    /// <summary>The most months late on any statement of 6 months.</summary>
    public static readonly Feature MaxMonthsLate6m = Add("max_months_late_6m", Number, Months);

    /// <summary>The most months late on any statement of 12 months.</summary>
    public static readonly Feature MaxMonthsLate12m = Add("max_months_late_12m", Number, Months);

    /// <summary>How many statements of 6 months were late.</summary>
    public static readonly Feature TimesLate6m = Add("times_late_6m", Number, Plain);

    /// <summary>Months from the last late statement to the newest; unknown where none of 12 months was late.</summary>
    public static readonly Feature MonthsSinceLate = Add("months_since_late", Number, Months);

    /// <summary>Paid by billed over 3 months, at most 10; unknown where nothing was billed.</summary>
    public static readonly Feature PaymentRatio3m = Add("payment_ratio_3m", Number, Ratio);

    /// <summary>Paid by billed over 6 months, at most 10; unknown where nothing was billed.</summary>
    public static readonly Feature PaymentRatio6m = Add("payment_ratio_6m", Number, Ratio);

    /// <summary>Billed by limit on the newest statement.</summary>
    public static readonly Feature UtilisationLatest = Add("utilisation_latest", Number, Ratio);

    /// <summary>The mean of billed by limit over 6 months.</summary>
    public static readonly Feature UtilisationAvg6m = Add("utilisation_avg_6m", Number, Ratio);

    /// <summary>The change of billed by limit a month: the least-squares slope over 6 months, of at least 3 statements.</summary>
    public static readonly Feature UtilisationSlope6m = Add("utilisation_slope_6m", Number, Ratio);

    /// <summary>Billed a month, the mean of 6 months.</summary>
    public static readonly Feature BilledAvg6m = Add("billed_avg_6m", Number, Money);

    /// <summary>Paid a month, the mean of 6 months.</summary>
    public static readonly Feature PaidAvg6m = Add("paid_avg_6m", Number, Money);

    /// <summary>How many of the last 12 months have a statement; 0 where none was ever seen.</summary>
    public static readonly Feature StatementsSeen = Add("statements_seen", Number, Plain);

    /// <summary>How old the newest statement is.</summary>
    public static readonly Feature StatementAge = Add("statement_age_days", Number, Days);

    /// <summary>The latest a repayment of the last 180 days came.</summary>
    public static readonly Feature RepaymentDaysLate6m = Add("repayment_days_late_6m", Number, Days);

    /// <summary>How many repayments came in the last 180 days; unknown where none ever did.</summary>
    public static readonly Feature Repayments6m = Add("repayments_6m", Number, Plain);

    /// <summary>Whether the borrower's identity was verified.</summary>
    public static readonly Feature IdentityVerified = Add("identity_verified", Flag, Plain);

    /// <summary>The borrower's age.</summary>
    public static readonly Feature Age = Add("age", Number, Years);

    /// <summary>graduate, university, secondary or other.</summary>
    public static readonly Feature Education = Add("education", Text, Plain);

    /// <summary>As reported. Kept for monitoring fairness; a policy should not decide by it.</summary>
    public static readonly Feature MaritalStatus = Add("marital_status", Text, Plain);

    /// <summary>Months at the present address, as last reported.</summary>
    public static readonly Feature ResidenceMonths = Add("residence_months", Number, Months);

    /// <summary>salaried, self-employed, civil, student or none.</summary>
    public static readonly Feature EmploymentType = Add("employment_type", Text, Plain);

    /// <summary>Months in the present employment, as last reported.</summary>
    public static readonly Feature EmploymentMonths = Add("employment_months", Number, Months);

    /// <summary>Income a month.</summary>
    public static readonly Feature IncomeMonthly = Add("income_monthly", Number, Money);

    /// <summary>Whether that income was verified.</summary>
    public static readonly Feature IncomeVerified = Add("income_verified", Flag, Plain);

    /// <summary>How old the income is.</summary>
    public static readonly Feature IncomeAge = Add("income_age_days", Number, Days);

    /// <summary>What other debts cost a month.</summary>
    public static readonly Feature DebtServiceMonthly = Add("debt_service_monthly", Number, Money);

    /// <summary>Credit lines with other lenders.</summary>
    public static readonly Feature OtherLines = Add("other_lines", Number, Plain);

    /// <summary>Credit inquiries of 3 months.</summary>
    public static readonly Feature BureauInquiries3m = Add("bureau_inquiries_3m", Number, Plain);

    /// <summary>Credit inquiries of 6 months.</summary>
    public static readonly Feature BureauInquiries6m = Add("bureau_inquiries_6m", Number, Plain);

    /// <summary>Institutions that inquired in 6 months.</summary>
    public static readonly Feature BureauInstitutions6m = Add("bureau_institutions_6m", Number, Plain);

    /// <summary>Share of applications made at night.</summary>
    public static readonly Feature BureauNightShare = Add("bureau_night_share", Number, Ratio);

    /// <summary>Open loans with other lenders.</summary>
    public static readonly Feature BureauOpenLoans = Add("bureau_open_loans", Number, Plain);

    /// <summary>Accounts overdue with other lenders.</summary>
    public static readonly Feature BureauOverdueAccounts = Add("bureau_overdue_accounts", Number, Plain);

    /// <summary>Whether the newest login came from a device seen before.</summary>
    public static readonly Feature DeviceKnown = Add("device_known", Flag, Plain);

    /// <summary>The highest risk score (0 to 100) of a login of the last 30 days since the identity was last verified; 0 where it was and none came since.</summary>
    public static readonly Feature LoginRisk30d = Add("login_risk_30d", Number, Plain);

    /// <summary>The worst fraud alert of the last 180 days: low, medium or high; unknown where there was none.</summary>
    public static readonly Feature FraudSeverity180d = Add("fraud_severity_180d", Text, Plain);

    /// <summary>Whether the newest report suspects that another person uses the account; no where the identity was verified since.</summary>
    public static readonly Feature TakeoverSuspected = Add("takeover_suspected", Flag, Plain);

    /// <summary>What borrowed money was spent on in the last 365 days: categories sorted, comma separated.</summary>
    public static readonly Feature UseOfFunds12m = Add("use_of_funds_12m", Text, Plain);

    /// <summary>Whether the newest court record is active.</summary>
    public static readonly Feature CourtRecordActive = Add("court_record_active", Flag, Plain);

    /// <summary>The amount of the newest court record.</summary>
    public static readonly Feature CourtRecordAmount = Add("court_record_amount", Number, Money);

    /// <summary>Whether the borrower could be reached when last tried.</summary>
    public static readonly Feature ContactReachable = Add("contact_reachable", Flag, Plain);

    /// <summary>Months that the enterprise has traded.</summary>
    public static readonly Feature EnterpriseMonths = Add("enterprise_months", Number, Months);

    /// <summary>The enterprise's revenue of a year.</summary>
    public static readonly Feature EnterpriseRevenue = Add("enterprise_revenue", Number, Money);

    /// <summary>The tax authority's credit grade: A, B, M, C or D.</summary>
    public static readonly Feature EnterpriseTaxGrade = Add("enterprise_tax_grade", Text, Plain);

    /// <summary>People the enterprise employs.</summary>
    public static readonly Feature EnterpriseEmployees = Add("enterprise_employees", Number, Plain);

    /// <summary>How old the newest signal of any known kind is.</summary>
    public static readonly Feature FreshestSignal = Add("freshest_signal_days", Number, Days);

    private static readonly FrozenDictionary<string, Feature> ByName = Declared.ToFrozenDictionary(
        feature => feature.Name,
        StringComparer.Ordinal
    );

    /// <summary>All of them; a feature's index is its ordinal.</summary>
    public static IReadOnlyList<Feature> All => Declared;

    /// <summary>The feature of a name, or null.</summary>
    public static Feature? Find(string name) => ByName.GetValueOrDefault(name);

    private static Feature Add(string name, SignalValueKind kind, FeatureUnit unit)
    {
        var feature = new Feature(name, Declared.Count, kind, unit);
        Declared.Add(feature);
        return feature;
    }
}
