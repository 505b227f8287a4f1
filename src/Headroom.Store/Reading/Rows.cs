using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>One borrower as the portfolio shows it. Amounts are minor units of <paramref name="Currency"/>.</summary>
/// <param name="Borrower">Who.</param>
/// <param name="Kind"><c>person</c> or <c>enterprise</c>.</param>
/// <param name="Status">The line's derived status.</param>
/// <param name="Grade">The risk grade of the last assessment.</param>
/// <param name="Score">Its score, 350 to 950.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="ApprovedMinorUnits">The approved limit.</param>
/// <param name="EffectiveMinorUnits">The least of the limits.</param>
/// <param name="HeadroomMinorUnits">What can be drawn now.</param>
/// <param name="DrawnMinorUnits">What is drawn.</param>
/// <param name="ReservedMinorUnits">What is reserved for draws under way.</param>
/// <param name="Holds">The kinds of the standing holds, sorted, with commas between.</param>
/// <param name="LastAction">The action of the last decision.</param>
/// <param name="LastActionAt">When it was decided.</param>
/// <param name="NextReview">When the line is due for review.</param>
public sealed record BorrowerRow(
    BorrowerId Borrower,
    string Kind,
    string Status,
    string? Grade,
    int? Score,
    string Currency,
    long ApprovedMinorUnits,
    long EffectiveMinorUnits,
    long HeadroomMinorUnits,
    long DrawnMinorUnits,
    long ReservedMinorUnits,
    string Holds,
    string? LastAction,
    DateTimeOffset? LastActionAt,
    DateOnly? NextReview
)
{
    /// <summary>Stands for a next date that was never worked out: in rows that an older version wrote.</summary>
    public static DateOnly NextDateUnknown { get; } = new(1900, 1, 1);

    /// <summary>
    /// The earliest business date at whose end something changes by itself: an instalment falls due, a loan reaches a stage,
    /// a hold or a limit runs out. Null where nothing will.
    /// </summary>
    public DateOnly? NextDate { get; init; }
}

/// <summary>A borrower whose next date has come.</summary>
/// <param name="On">The next date.</param>
/// <param name="Borrower">Who.</param>
/// <param name="Version">The version that the date was worked out at.</param>
public readonly record struct DueBorrower(DateOnly On, BorrowerId Borrower, long Version);

/// <summary>An amount from one account to another on the day it was booked; of many, their sum.</summary>
/// <param name="BookedOn">The business date on which it entered the books, whatever date it counts for.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Debit">The account debited.</param>
/// <param name="Credit">The account credited.</param>
/// <param name="MinorUnits">The amount; below zero where it corrects an earlier one.</param>
public readonly record struct LedgerRow(
    DateOnly BookedOn,
    string Currency,
    string Debit,
    string Credit,
    long MinorUnits
);

/// <summary>One decision as lists show it. Amounts are minor units of <paramref name="Currency"/>.</summary>
/// <param name="Id">The decision.</param>
/// <param name="Borrower">On whose line.</param>
/// <param name="Version">The version of the event that holds it; 0 until it is stored.</param>
/// <param name="At">As of when.</param>
/// <param name="Trigger">Why it was made: <c>application</c>, <c>signal</c>, <c>schedule</c>, <c>request</c>, <c>appeal</c>, <c>release</c>.</param>
/// <param name="Action">What it orders.</param>
/// <param name="Grade">The risk grade.</param>
/// <param name="Score">350 to 950.</param>
/// <param name="LimitBeforeMinorUnits">The approved limit before.</param>
/// <param name="LimitAfterMinorUnits">The approved limit after.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="TopReason">The code of the first reason.</param>
/// <param name="Release">The policy release that decided.</param>
public sealed record DecisionRow(
    DecisionId Id,
    BorrowerId Borrower,
    long Version,
    DateTimeOffset At,
    string Trigger,
    string Action,
    string? Grade,
    int? Score,
    long LimitBeforeMinorUnits,
    long LimitAfterMinorUnits,
    string Currency,
    string TopReason,
    ContentHash Release
);

/// <summary>A borrower's version, snapshot and portfolio row, as of one commit.</summary>
public sealed record StoredBorrower(BorrowerId Borrower, long Version, byte[] State, BorrowerRow Row);

/// <summary>
/// Which borrowers of the portfolio to list, in the order of their identifiers. A filter that is null lets all through.
/// </summary>
public sealed record PortfolioQuery
{
    /// <summary>The identifier begins with this text.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>The line has this status.</summary>
    public string? Status { get; init; }

    /// <summary>A hold of this kind stands.</summary>
    public string? HoldKind { get; init; }

    /// <summary>The last decision's action was this.</summary>
    public string? LastAction { get; init; }

    /// <summary>The risk grade is this.</summary>
    public string? Grade { get; init; }

    /// <summary>Only those after this borrower: the last one of the page before.</summary>
    public BorrowerId? After { get; init; }

    /// <summary>How many at most.</summary>
    public int Count { get; init; } = 50;
}

/// <summary>One page of the portfolio, and the borrower to go on after, null where it was the last page.</summary>
public sealed record PortfolioPage(IReadOnlyList<BorrowerRow> Rows, BorrowerId? Next);

/// <summary>The borrowers of one currency and status together. Amounts are minor units of <paramref name="Currency"/>.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Status">The line's status.</param>
/// <param name="Borrowers">How many there are.</param>
/// <param name="EffectiveMinorUnits">The sum of their limits.</param>
/// <param name="HeadroomMinorUnits">The sum of what can be drawn.</param>
/// <param name="DrawnMinorUnits">The sum of what is drawn.</param>
/// <param name="ReservedMinorUnits">The sum of what is reserved for draws under way.</param>
public sealed record PortfolioTotal(
    string Currency,
    string Status,
    long Borrowers,
    long EffectiveMinorUnits,
    long HeadroomMinorUnits,
    long DrawnMinorUnits,
    long ReservedMinorUnits
);

/// <summary>A message that waits to be delivered.</summary>
/// <param name="Sequence">Its place in the outbox: rises per borrower, and names it when it is acknowledged.</param>
/// <param name="Borrower">Whom it concerns.</param>
/// <param name="Id">The same at every delivery, so that a receiver can drop repeats.</param>
/// <param name="Topic">Where it goes.</param>
/// <param name="RecordedTime">When it was put there.</param>
/// <param name="Body">Its bytes.</param>
public sealed record OutboxMessage(
    long Sequence,
    BorrowerId Borrower,
    SortableId Id,
    string Topic,
    DateTimeOffset RecordedTime,
    byte[] Body
);

/// <summary>A policy release without its content.</summary>
/// <param name="Hash">The hash of its content: what decisions name.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Stage"><c>draft</c>, <c>shadow</c>, <c>challenger</c>, <c>live</c> or <c>retired</c>.</param>
/// <param name="RecordedTime">When it was first saved.</param>
public sealed record ReleaseRow(ContentHash Hash, string Name, string Stage, DateTimeOffset RecordedTime);

/// <summary>A policy release with its content.</summary>
public sealed record StoredRelease(ReleaseRow Row, byte[] Content);

/// <summary>That a store answers, and what it is.</summary>
/// <param name="Dialect"><c>memory</c>, <c>sqlite</c> or <c>postgresql</c>.</param>
/// <param name="SchemaVersion">The number of its last migration.</param>
/// <param name="Engine">The engine's own version.</param>
public sealed record StoreHealth(string Dialect, int SchemaVersion, string Engine);
