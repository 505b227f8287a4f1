namespace Headroom.Dmn;

/// <summary>Something wrong with an expression that can be known before it runs.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Position">Where in the expression's text, or -1.</param>
/// <param name="Name">The name that stands for nothing, where that is what is wrong.</param>
/// <param name="Place">The cell of a table that it stands in, or null.</param>
internal sealed record Finding(string Code, string Message, int Position, string? Name, TablePlace? Place);

/// <summary>A cell of a table: its rule from 1, its column, and its line in the file.</summary>
internal sealed record TablePlace(int Row, string Column, int? Line);

internal sealed partial class Emitter
{
    private readonly List<Finding> findings = [];
    private TablePlace? cell;

    /// <summary>What was found wrong so far.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>Says that what follows stands in this cell of a table.</summary>
    /// <summary>How many findings there are so far.</summary>
    public int FindingCount => findings.Count;

    public void EnterCell(TablePlace place) => cell = place;

    public void LeaveTable() => cell = null;

    public void Report(string code, string message, int position = -1, string? name = null) =>
        findings.Add(new Finding(code, message, position, name, cell));

    /// <summary>A cell's constants must be of the column's kind, or no value of it ever passes.</summary>
    public void CheckCell(CellTest? test, FeelKind? column)
    {
        if (column is not { } kind)
        {
            return;
        }
        switch (test)
        {
            case CellTest.Compare compare:
                CheckCell(compare.Value, kind);
                break;
            case CellTest.Contained contained when contained.Value.Kind != FeelKind.Boolean:
                CheckCell(contained.Value, kind);
                break;
            case CellTest.AnyOf several:
                foreach (var part in several.Tests)
                {
                    CheckCell(part, column);
                }
                break;
            default:
                break;
        }
    }

    private void CheckCell(in FeelValue value, FeelKind column)
    {
        switch (value.Kind)
        {
            case FeelKind.Null:
                break;
            case FeelKind.Range when column != FeelKind.Range:
                CheckCell(value.AsRange.Start, column);
                CheckCell(value.AsRange.End, column);
                break;
            case FeelKind.List when column != FeelKind.List:
                foreach (var item in value.Items)
                {
                    CheckCell(item, column);
                }
                break;
            case var kind when kind != column:
                Report(
                    "dmn.table.cell-type",
                    $"The column holds values of the type {NameOf(column)}, and {FeelText.Shorten(value)} is of the type {FeelText.KindName(value)}."
                );
                break;
            default:
                break;
        }
    }

    /// <summary>A value whose kind is known must be able to become what is declared.</summary>
    private void CheckDeclared(Node.Typed typed, Binding names)
    {
        if (
            typed.Type.Kind is not { } wanted
            || StaticTypes.Of(typed.Value, names.TypeOf).Kind is not { } given
            || wanted == given
            || wanted == FeelKind.List
            || given is FeelKind.List or FeelKind.Null
            || (wanted == FeelKind.DateTime && given == FeelKind.Date)
        )
        {
            return;
        }
        Report(
            "dmn.type",
            $"The value is of the type {NameOf(given)}, but {typed.Type} is declared.",
            typed.Value.Position
        );
    }

    /// <summary>Operands whose kinds are known must go together. Only what stands there itself is looked at, not what it is made of.</summary>
    private void CheckOperands(Node left, Node right, string operation, int position, bool scales, Binding names)
    {
        if (KindOf(left, names) is not { } first || KindOf(right, names) is not { } second || first == second)
        {
            return;
        }
        var plain = IsPlain(first) || IsPlain(second);
        var scaled =
            scales
            && (IsDuration(first) || IsDuration(second))
            && (first == FeelKind.Number || second == FeelKind.Number);
        if (plain && !scaled)
        {
            Report("feel.type", $"'{operation}' does not work on {NameOf(first)} and {NameOf(second)}.", position);
        }
    }

    private static FeelKind? KindOf(Node node, Binding names) =>
        node is Node.Constant or Node.Name or Node.Member
            ? StaticTypes.Of(node, names.TypeOf).Unconstrained.Kind
            : null;

    private static bool IsPlain(FeelKind kind) =>
        kind is FeelKind.Number or FeelKind.String or FeelKind.Boolean or FeelKind.List or FeelKind.Context;

    private static bool IsDuration(FeelKind kind) => kind is FeelKind.DaysDuration or FeelKind.MonthsDuration;

    private static string NameOf(FeelKind kind) =>
        kind switch
        {
            FeelKind.DateTime => "date and time",
            FeelKind.DaysDuration => "days and time duration",
            FeelKind.MonthsDuration => "years and months duration",
            _ => kind.ToString().ToLowerInvariant(),
        };
}
