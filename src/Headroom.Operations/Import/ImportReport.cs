using Headroom.Operations.Borrowers;
using Headroom.Primitives;

namespace Headroom.Operations.Import;

/// <summary>What a bad row does to an import.</summary>
public enum BadRows
{
    /// <summary>Nothing is written when any row is bad.</summary>
    Stop,

    /// <summary>Bad rows are left out and reported, the others are written.</summary>
    Skip,
}

/// <summary>What storing a draft brought about.</summary>
/// <param name="IsNew">Whether the borrower is new, or has new facts.</param>
/// <param name="LineKept">
/// What the draft tells of a line that is kept here already, differs from it and was not taken over: <c>product</c>,
/// <c>limit</c>, <c>drawn</c>.
/// </param>
public sealed record DraftStored(bool IsNew, IReadOnlyList<string> LineKept)
{
    /// <summary>The borrower is new, or has new facts.</summary>
    public static DraftStored Imported { get; } = new(true, []);

    /// <summary>All of it was there already.</summary>
    public static DraftStored Unchanged { get; } = new(false, []);
}

/// <summary>
/// Stores one draft, durably before it answers. The key is the same for the same content, so that a draft sent again
/// after a crash changes nothing.
/// </summary>
public delegate ValueTask<Result<DraftStored>> StoreDraft(
    BorrowerDraft draft,
    string idempotencyKey,
    CancellationToken cancellation
);

/// <summary>What an import is doing.</summary>
public enum ImportPhase
{
    /// <summary>Reading every row before any is written.</summary>
    Checking,

    /// <summary>Storing the good rows.</summary>
    Writing,
}

/// <summary>How far an import is: rows of this phase so far, and the share of the phase that is done, 0 to 1.</summary>
public readonly record struct ImportProgress(ImportPhase Phase, long Rows, double Fraction);

/// <summary>What an import did.</summary>
public sealed record ImportReport
{
    /// <summary>Rows of data in the file.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Borrowers stored.</summary>
    public required long Imported { get; init; }

    /// <summary>Borrowers of whom all was there already.</summary>
    public required long Unchanged { get; init; }

    /// <summary>Rows that were bad, or that the store refused.</summary>
    public required long BadRows { get; init; }

    /// <summary>The first of what is wrong, by line; never more than <see cref="ImportPortfolio.ProblemsKept"/>.</summary>
    public required IReadOnlyList<RowProblem> Problems { get; init; }

    /// <summary>How much is wrong altogether: a row can have several problems.</summary>
    public required long ProblemCount { get; init; }

    /// <summary>Rows that tell of a line what is not so here, where the line is kept now: it was not taken over.</summary>
    public required long LinesKept { get; init; }

    /// <summary>The first of those, by line; never more than <see cref="ImportPortfolio.ProblemsKept"/>.</summary>
    public required IReadOnlyList<RowProblem> Warnings { get; init; }

    /// <summary>Whether bad rows stopped the import.</summary>
    public required bool Stopped { get; init; }

    /// <summary>The business date that the store lives on from; null where nothing was imported.</summary>
    public DateOnly? BusinessDate { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }
}
