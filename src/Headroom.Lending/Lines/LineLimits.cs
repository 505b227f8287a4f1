using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>What sets a limit.</summary>
public enum LimitSource
{
    /// <summary>The approved limit.</summary>
    Approved,

    /// <summary>A temporary limit within its window.</summary>
    Temporary,

    /// <summary>The borrower's own lower cap.</summary>
    BorrowerCap,

    /// <summary>The product's cap.</summary>
    ProductCap,

    /// <summary>The jurisdiction's cap for this kind of lender and borrower.</summary>
    JurisdictionCap,
}

/// <summary>One limit in force: what set it, how much, and until when where it ends by itself.</summary>
public readonly record struct LimitBound(LimitSource Source, Money Limit, DateTimeOffset? Until);

/// <summary>A higher limit from <paramref name="From"/> up to, but not at, <paramref name="Until"/>.</summary>
public sealed record TemporaryLimit(Money Limit, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Whether the window is open.</summary>
    public bool IsOpenAt(DateTimeOffset at) => From <= at && at < Until;
}

/// <summary>The limits of a line. Which of them binds is derived at an instant.</summary>
public sealed record LineLimits(
    Money Approved,
    TemporaryLimit? Temporary = null,
    Money? BorrowerCap = null,
    Money? ProductCap = null,
    Money? JurisdictionCap = null
)
{
    /// <summary>
    /// The limits in force at an instant, the least first: that is the effective limit. The larger of the approved and the
    /// open temporary limit counts as one. Of equal limits the one that the lender can't change comes first.
    /// </summary>
    public IReadOnlyList<LimitBound> BoundsAt(DateTimeOffset at)
    {
        var bounds = new List<LimitBound>(4) { GrantedAt(at) };
        AddCap(bounds, LimitSource.BorrowerCap, BorrowerCap);
        AddCap(bounds, LimitSource.ProductCap, ProductCap);
        AddCap(bounds, LimitSource.JurisdictionCap, JurisdictionCap);
        bounds.Sort(
            static (left, right) =>
                left.Limit == right.Limit ? right.Source.CompareTo(left.Source) : left.Limit.CompareTo(right.Limit)
        );
        return bounds;
    }

    /// <summary>The limit the lender grants at an instant, before caps.</summary>
    public LimitBound GrantedAt(DateTimeOffset at) =>
        Temporary is { } temporary && temporary.IsOpenAt(at) && temporary.Limit > Approved
            ? new LimitBound(LimitSource.Temporary, temporary.Limit, temporary.Until)
            : new LimitBound(LimitSource.Approved, Approved, null);

    private static void AddCap(List<LimitBound> bounds, LimitSource source, Money? cap)
    {
        if (cap is { } limit)
        {
            bounds.Add(new LimitBound(source, limit, null));
        }
    }
}
