using System.Globalization;

namespace Headroom.Dmn;

/// <summary>
/// One input column for checking: its domain cut into classes of values that the same rules pass, each with a value to show. Values
/// that the column's type or allowed values exclude are left out, and so is null unless a cell asks for it: missing data is a question for the policy.
/// </summary>
internal sealed class CheckColumn
{
    private const int BitsPerWord = 64;
    private const int ComparedMax = 256;

    // Null has no position among the column's values, but a mask of its own.
    private const int Missing = -1;
    private readonly TableColumn column;
    private readonly List<(FeelValue Sample, int Position)> classes = [];

    private CheckColumn(int index, string label, TableColumn column)
    {
        Index = index;
        Label = label;
        this.column = column;
    }

    public int Index { get; }

    public string Label { get; }

    /// <summary>A value of each class, and its position in the column.</summary>
    public IReadOnlyList<(FeelValue Sample, int Position)> Classes => classes;

    /// <summary>The column's classes, or null where no cell of it restricts anything that is known.</summary>
    public static CheckColumn? Of(CompiledTable table, int index)
    {
        if (table.Columns[index] is not { } column)
        {
            return null;
        }
        var input = table.Definition.Inputs[index];
        var allowed = input.Allowed is null ? null : CellTest.From(input.Allowed, Known);
        var samples = column switch
        {
            OrderedColumn ordered => Ordered(ordered, allowed),
            TextColumn text => Texts(text, allowed),
            _ => [FeelValue.False, FeelValue.True],
        };
        var check = new CheckColumn(index, input.Label, column);
        var quiet = new Evaluation(DmnLimits.Default);
        foreach (var sample in samples)
        {
            var excluded = allowed is not null && !allowed.Evaluate(sample, quiet).IsTrue;
            if (!excluded && (input.Type.Kind != sample.Kind || input.Type.Accepts(sample)))
            {
                check.Add(sample);
            }
        }
        if (check.AsksForNull(table.Definition.Rules.Count))
        {
            check.Add(FeelValue.Null);
        }
        return check;
    }

    /// <summary>Whether some rule passes a missing value and nothing else here: then missing is one of the column's classes.</summary>
    private bool AsksForNull(int rules)
    {
        return Enumerable
            .Range(0, rules)
            .Any(rule => Passes(Missing, rule) && !classes.Any(entry => Passes(entry.Position, rule)));
    }

    /// <summary>Where a value falls in the column.</summary>
    public int PositionOf(in FeelValue value) => value.IsNull ? Missing : column.Position(value);

    /// <summary>Whether a rule's cell passes a class of values, or may pass it.</summary>
    public bool Passes(int position, int rule) =>
        (Mask(position)[rule / BitsPerWord] & (1UL << (rule % BitsPerWord))) != 0;

    /// <summary>Adds a value unless the rules that pass it are those of a class known already: of the last one, in a long column.</summary>
    private void Add(in FeelValue sample)
    {
        var position = PositionOf(sample);
        for (var i = classes.Count - 1; i >= Math.Max(0, classes.Count - ComparedMax); i--)
        {
            if (Mask(classes[i].Position).SequenceEqual(Mask(position)))
            {
                return;
            }
            if (classes.Count > ComparedMax)
            {
                break;
            }
        }
        classes.Add((sample, position));
    }

    private ReadOnlySpan<ulong> Mask(int position) =>
        position == Missing ? column.NullMask : column.Masks.AsSpan(position * column.Words, column.Words);

    private static FeelValue? Known(Node node) => node is Node.Constant constant ? constant.Value : null;

    /// <summary>Each bound, and a value between each two and beyond the ends.</summary>
    private static IEnumerable<FeelValue> Ordered(OrderedColumn column, CellTest? allowed)
    {
        var bounds = column.Bounds;
        if (IntervalSet.Of(allowed, column.Kind) is { } set && allowed is not null)
        {
            var ends = set.Intervals.SelectMany(Ends);
            bounds = [.. bounds.Concat(ends).Distinct().Order()];
        }
        if (bounds.Count == 0)
        {
            yield break;
        }
        // Dates and months come in whole steps; numbers and times have values in between.
        var isDiscrete = column.Kind is FeelKind.Date or FeelKind.MonthsDuration;
        yield return OfScalar(column.Kind, decimal.Ceiling(bounds[0]) - 1m);
        for (var i = 0; i < bounds.Count; i++)
        {
            yield return OfScalar(column.Kind, bounds[i]);
            if (i + 1 == bounds.Count)
            {
                yield return OfScalar(column.Kind, decimal.Floor(bounds[i]) + 1m);
            }
            else if (decimal.Floor(bounds[i]) + 1m < bounds[i + 1])
            {
                yield return OfScalar(column.Kind, decimal.Floor(bounds[i]) + 1m);
            }
            else if (!isDiscrete)
            {
                yield return OfScalar(column.Kind, (bounds[i] + bounds[i + 1]) / 2m);
            }
        }
    }

    private static IEnumerable<decimal> Ends(Interval interval)
    {
        if (!interval.LowOpenEnd)
        {
            yield return interval.Low;
        }
        if (!interval.HighOpenEnd)
        {
            yield return interval.High;
        }
    }

    private static FeelValue OfScalar(FeelKind kind, decimal scalar) =>
        kind switch
        {
            FeelKind.Number => FeelValue.Number(scalar),
            FeelKind.Date => FeelValue.DateOfDays(scalar),
            FeelKind.DaysDuration => FeelValue.DurationOfSeconds(scalar),
            _ => FeelValue.DurationOfMonths(scalar),
        };

    private static IEnumerable<FeelValue> Texts(TextColumn column, CellTest? allowed)
    {
        var texts = column.Positions.Keys.Concat(TextSet.Mentioned(allowed)).Distinct().ToList();
        var other = "anything else";
        while (texts.Contains(other))
        {
            other += string.Create(CultureInfo.InvariantCulture, $" {texts.Count}");
        }
        return texts.Append(other).Select(FeelValue.String);
    }
}
