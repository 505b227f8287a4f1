using System.Globalization;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Texts;
using Headroom.Primitives;

namespace Headroom.Operations.Import;

/// <summary>One thing that is wrong with a row.</summary>
/// <param name="Row">The row's number among the rows of data, from 1.</param>
/// <param name="Line">The line of the file on which the row begins, from 1.</param>
/// <param name="Field">What was to be made of it, such as <c>line.limit</c>; empty where it is the row itself.</param>
/// <param name="Columns">The columns that it comes from, comma separated; empty where it is the row itself.</param>
/// <param name="Why">The stable code and its parameters.</param>
public sealed record RowProblem(long Row, long Line, string Field, string Columns, Refusal Why)
{
    /// <summary>The sentence for a person: where, what it was for, why, and what to do.</summary>
    public string Say(TextCatalog texts, Language language) =>
        texts.Get(
            (Field.Length, Columns.Length) switch
            {
                (0, _) => "import.row-problem",
                (_, 0) => "import.field-problem",
                _ => "import.column-problem",
            },
            language,
            ("line", Line.ToString(CultureInfo.InvariantCulture)),
            ("columns", Columns),
            ("field", Field),
            ("why", texts.Say(Why, language))
        );
}

/// <summary>One row of data: the borrower it makes, or all that is wrong with it.</summary>
/// <param name="Row">The row's number among the rows of data, from 1.</param>
/// <param name="Line">The line of the file on which the row begins, from 1.</param>
/// <param name="Draft">The borrower; null where there are problems.</param>
/// <param name="Problems">All that is wrong, in the order of the mapping; empty where there is a borrower.</param>
public sealed record PortfolioRow(long Row, long Line, BorrowerDraft? Draft, IReadOnlyList<RowProblem> Problems);
