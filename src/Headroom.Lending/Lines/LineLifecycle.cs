namespace Headroom.Lending;

/// <summary>
/// Where the agreement stands. Holds do not change it: the status that people see is derived from both
/// (<see cref="Line.StatusAt"/>).
/// </summary>
public abstract record LineLifecycle
{
    private LineLifecycle() { }

    /// <summary>There is no agreement and none was asked for.</summary>
    public sealed record None : LineLifecycle;

    /// <summary>The lender offered the borrower to apply.</summary>
    public sealed record Invited : LineLifecycle;

    /// <summary>The borrower applied; nothing is decided.</summary>
    public sealed record Applied : LineLifecycle;

    /// <summary>Declined. The borrower may apply again on <paramref name="Until"/>; 9999-12-31 is never.</summary>
    public sealed record DeclinedUntil(DateOnly Until, string Reason) : LineLifecycle;

    /// <summary>The line can be drawn on, as far as limits and holds allow.</summary>
    public sealed record Active : LineLifecycle;

    /// <summary>Cancelled. The borrower may apply again on <paramref name="Until"/>, when the cooling-off is over.</summary>
    public sealed record CancelledUntil(DateOnly Until, string Reason, bool ByBorrower) : LineLifecycle;

    /// <summary>Closed for good.</summary>
    public sealed record Closed(string Reason) : LineLifecycle;

    /// <summary>The invitation, the application or the agreement ran out.</summary>
    public sealed record Expired : LineLifecycle;
}

/// <summary>What people see of a line: its lifecycle and holds in one word. Derived, never stored.</summary>
public enum LineStatus
{
    /// <summary>No line.</summary>
    None,

    /// <summary>Invited to apply.</summary>
    Invited,

    /// <summary>Applied, not decided.</summary>
    Applied,

    /// <summary>Declined.</summary>
    Declined,

    /// <summary>Active, and no hold blocks draws.</summary>
    Active,

    /// <summary>Active, but at least one hold blocks draws.</summary>
    Frozen,

    /// <summary>Cancelled.</summary>
    Cancelled,

    /// <summary>Closed for good.</summary>
    Closed,

    /// <summary>Expired, whether or not an event has said so yet.</summary>
    Expired,
}
