namespace Headroom.Lending;

/// <summary>The kebab-case codes under which these values appear in JSON, text tables and refusals.</summary>
public static class LineCodes
{
    /// <summary>The code of a status.</summary>
    public static string Code(this LineStatus status) =>
        status switch
        {
            LineStatus.None => "none",
            LineStatus.Invited => "invited",
            LineStatus.Applied => "applied",
            LineStatus.Declined => "declined",
            LineStatus.Active => "active",
            LineStatus.Frozen => "frozen",
            LineStatus.Cancelled => "cancelled",
            LineStatus.Closed => "closed",
            LineStatus.Expired => "expired",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown status."),
        };

    /// <summary>The code of a hold's kind.</summary>
    public static string Code(this HoldKind kind) =>
        kind switch
        {
            HoldKind.AccountSecurity => "account-security",
            HoldKind.Compliance => "compliance",
            HoldKind.Delinquency => "delinquency",
            HoldKind.UseOfFunds => "use-of-funds",
            HoldKind.Risk => "risk",
            HoldKind.Operations => "operations",
            HoldKind.StaleInformation => "stale-information",
            HoldKind.BorrowerRequest => "borrower-request",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind."),
        };

    /// <summary>The code of a limit's source.</summary>
    public static string Code(this LimitSource source) =>
        source switch
        {
            LimitSource.Approved => "approved",
            LimitSource.Temporary => "temporary",
            LimitSource.BorrowerCap => "borrower-cap",
            LimitSource.ProductCap => "product-cap",
            LimitSource.JurisdictionCap => "jurisdiction-cap",
            _ => throw new ArgumentOutOfRangeException(nameof(source), source, "Unknown source."),
        };

    /// <summary>The code of who may take a hold away.</summary>
    public static string Code(this HoldOverride release) =>
        release switch
        {
            HoldOverride.ClearsItself => "clears-itself",
            HoldOverride.BorrowerCanCure => "borrower-can-cure",
            HoldOverride.ReviewerMayLift => "reviewer-may-lift",
            HoldOverride.NobodyBeforeDate => "nobody-before-date",
            _ => throw new ArgumentOutOfRangeException(nameof(release), release, "Unknown override class."),
        };
}
