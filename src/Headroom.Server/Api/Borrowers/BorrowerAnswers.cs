using Headroom.Assessment;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Explain;
using Headroom.Operations.ReadBorrower;
using Headroom.Primitives;
using Headroom.Server.Api.Lines;
using Headroom.Store;

namespace Headroom.Server.Api.Borrowers;

/// <summary>One borrower of the portfolio.</summary>
/// <param name="Borrower">Who.</param>
/// <param name="Kind"><c>person</c> or <c>enterprise</c>.</param>
/// <param name="Status">The line's status.</param>
/// <param name="Grade">The risk grade of the last decision.</param>
/// <param name="Score">Its score, 350 to 950.</param>
/// <param name="Limit">The least of the limits in force.</param>
/// <param name="Headroom">What could be drawn when the borrower last changed.</param>
/// <param name="Drawn">What is drawn.</param>
/// <param name="Reserved">What is reserved for draws under way.</param>
/// <param name="Holds">The kinds of the standing holds.</param>
/// <param name="LastAction">What the last decision ordered.</param>
/// <param name="LastActionAt">When.</param>
/// <param name="NextReview">When the line is looked at again.</param>
public sealed record BorrowerSummary(
    BorrowerId Borrower,
    string Kind,
    string Status,
    string? Grade,
    int? Score,
    Money Limit,
    Money Headroom,
    Money Drawn,
    Money Reserved,
    IReadOnlyList<string> Holds,
    string? LastAction,
    DateTimeOffset? LastActionAt,
    DateOnly? NextReview
)
{
    internal static BorrowerSummary Of(BorrowerRow row)
    {
        var currency = Currency.FromCode(row.Currency).Value;
        return new BorrowerSummary(
            row.Borrower,
            row.Kind,
            row.Status,
            row.Grade,
            row.Score,
            new Money(row.EffectiveMinorUnits, currency),
            new Money(row.HeadroomMinorUnits, currency),
            new Money(row.DrawnMinorUnits, currency),
            new Money(row.ReservedMinorUnits, currency),
            row.Holds.Split(',', StringSplitOptions.RemoveEmptyEntries),
            row.LastAction,
            row.LastActionAt,
            row.NextReview
        );
    }
}

/// <summary>A page of the portfolio, in the order of identifiers.</summary>
/// <param name="Borrowers">The borrowers.</param>
/// <param name="Next">The identifier to ask for more <c>after</c>; absent on the last page.</param>
public sealed record PortfolioAnswer(IReadOnlyList<BorrowerSummary> Borrowers, BorrowerId? Next);

/// <summary>One borrower.</summary>
/// <param name="Borrower">Who.</param>
/// <param name="Version">How many events there are; also the entity tag.</param>
/// <param name="Kind">A person or an enterprise.</param>
/// <param name="Currency">The currency of the borrower's amounts.</param>
/// <param name="Line">The line; absent while there is none.</param>
/// <param name="LastDecision">The last decision in short; absent before the first.</param>
public sealed record BorrowerAnswer(
    BorrowerId Borrower,
    long Version,
    BorrowerKind Kind,
    Currency Currency,
    LineAnswer? Line,
    DecisionSummary? LastDecision
)
{
    internal static BorrowerAnswer Of(BorrowerView view, ReleaseWords words) =>
        new(
            view.State.Id,
            view.Version,
            view.State.Kind ?? throw new InvalidOperationException($"{view.State.Id} is not registered."),
            view.State.Currency,
            LineAnswer.Of(view, words).Match<LineAnswer?>(line => line, _ => null),
            view.State.LastDecision
        );
}
