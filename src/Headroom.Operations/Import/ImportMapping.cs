using System.Text;
using Headroom.Primitives;

namespace Headroom.Operations.Import;

/// <summary>
/// How the rows of a CSV file become borrowers, as a mapping file says it. <c>samples/README.md</c> describes the file.
/// </summary>
/// <param name="File">The mapping file's name, for messages.</param>
/// <param name="Format">How the CSV file is written.</param>
/// <param name="Currency">The currency of every amount in it.</param>
/// <param name="AsOf">The day as of which the file tells; FEEL knows it as <c>asOf</c>.</param>
/// <param name="BorrowerId">Gives the borrower's identifier.</param>
/// <param name="BorrowerKind">Gives <c>person</c> or <c>enterprise</c>.</param>
/// <param name="Line">The borrower's line; null where the file knows of none.</param>
/// <param name="Signals">The signals of a row.</param>
/// <param name="Outcome">What became of the borrower afterwards, where the file knows it.</param>
public sealed record ImportMapping(
    string File,
    CsvFormat Format,
    Currency Currency,
    DateOnly AsOf,
    MappingExpression BorrowerId,
    MappingExpression BorrowerKind,
    LineMapping? Line,
    IReadOnlyList<SignalMapping> Signals,
    OutcomeMapping? Outcome
);

/// <summary>How a CSV file is written (RFC 4180 but for the delimiter).</summary>
/// <param name="Delimiter">One character between fields.</param>
/// <param name="Encoding">Refuses bytes that it cannot read.</param>
/// <param name="Columns">The columns' names where the file has no header row; null where its first row names them.</param>
public sealed record CsvFormat(char Delimiter, Encoding Encoding, IReadOnlyList<string>? Columns);

/// <summary>A FEEL expression and where it stands in the mapping file.</summary>
/// <param name="Field">What it gives, such as <c>line.limit</c> or <c>statement.billed</c>.</param>
/// <param name="Text">The FEEL text.</param>
/// <param name="Line">Its line in the mapping file, from 1.</param>
/// <param name="Column">Its column there, from 1.</param>
public sealed record MappingExpression(string Field, string Text, long Line, long Column);

/// <summary>A line that a row brings.</summary>
/// <param name="Product">The product's name, as it stands.</param>
/// <param name="Limit">Gives the limit in major units; not negative.</param>
/// <param name="Drawn">Gives what is drawn, in major units; not negative.</param>
/// <param name="OpenedOn">Gives the date it was opened.</param>
/// <param name="When">Gives whether the borrower has a line at all; null: each has.</param>
public sealed record LineMapping(
    string Product,
    MappingExpression Limit,
    MappingExpression Drawn,
    MappingExpression OpenedOn,
    MappingExpression? When
);

/// <summary>A signal that a row brings, once, or once for each of some months.</summary>
/// <param name="Kind">The kind, as it stands.</param>
/// <param name="Source">Who reported it, as it stands.</param>
/// <param name="OccurredAt">Gives the date, or the date and time, at which it happened.</param>
/// <param name="When">Gives whether there is such a signal; null: always.</param>
/// <param name="Values">Give the values by name; null is a value not given.</param>
/// <param name="Months">The months to repeat it for; empty: once.</param>
public sealed record SignalMapping(
    string Kind,
    string Source,
    MappingExpression OccurredAt,
    MappingExpression? When,
    IReadOnlyDictionary<string, MappingExpression> Values,
    IReadOnlyList<MonthMapping> Months
);

/// <summary>One month of a repeated signal: FEEL knows it as <c>month</c> (text yyyy-MM) and <c>monthEnd</c> (its last day).</summary>
/// <param name="FirstDay">The month's first day.</param>
/// <param name="Names">The month's own names for the row's columns, or whatever FEEL makes of them.</param>
public sealed record MonthMapping(DateOnly FirstDay, IReadOnlyDictionary<string, MappingExpression> Names);

/// <summary>
/// What became of the borrower, kept as a signal of kind <see cref="SignalKind"/> that no feature reads: it is there to judge a
/// policy by, never to decide by.
/// </summary>
/// <param name="Defaulted">Gives whether the borrower defaulted.</param>
/// <param name="OccurredAt">Gives the date on which that was clear.</param>
public sealed record OutcomeMapping(MappingExpression Defaulted, MappingExpression OccurredAt)
{
    /// <summary>The kind of the signal.</summary>
    public const string SignalKind = "outcome";

    /// <summary>Its one value, a flag.</summary>
    public const string ValueName = "defaulted";
}
