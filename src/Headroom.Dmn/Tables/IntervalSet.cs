namespace Headroom.Dmn;

/// <summary>One interval of an ordered kind; an open end has no bound.</summary>
internal readonly record struct Interval(
    decimal Low,
    bool LowIncluded,
    bool LowOpenEnd,
    decimal High,
    bool HighIncluded,
    bool HighOpenEnd
)
{
    public static Interval All => new(0m, false, true, 0m, false, true);

    public static Interval Point(decimal at) => new(at, true, false, at, true, false);

    public bool IsEmpty =>
        !LowOpenEnd && !HighOpenEnd && (Low > High || (Low == High && !(LowIncluded && HighIncluded)));

    public Interval Intersect(in Interval other)
    {
        var (low, lowIncluded, lowOpen) = (Low, LowIncluded, LowOpenEnd);
        if (!other.LowOpenEnd && (lowOpen || other.Low > low || (other.Low == low && !other.LowIncluded)))
        {
            (low, lowIncluded, lowOpen) = (other.Low, other.LowIncluded, false);
        }
        var (high, highIncluded, highOpen) = (High, HighIncluded, HighOpenEnd);
        if (!other.HighOpenEnd && (highOpen || other.High < high || (other.High == high && !other.HighIncluded)))
        {
            (high, highIncluded, highOpen) = (other.High, other.HighIncluded, false);
        }
        return new Interval(low, lowIncluded, lowOpen, high, highIncluded, highOpen);
    }
}

/// <summary>The values of one ordered kind that pass a test, as intervals.</summary>
internal sealed record IntervalSet(IReadOnlyList<Interval> Intervals)
{
    private static readonly IntervalSet Everything = new([Interval.All]);

    /// <summary>The set, or null where the test is not about this kind alone.</summary>
    public static IntervalSet? Of(CellTest? test, FeelKind kind)
    {
        switch (test)
        {
            case null or CellTest.AnyValue:
                return Everything;
            case CellTest.Compare compare:
                return compare.Value.Kind == kind ? OfComparison(compare.Operator, compare.Value.Scalar) : null;
            case CellTest.Contained contained:
                return OfValue(contained.Value, kind);
            case CellTest.AnyOf several:
                var union = new List<Interval>();
                foreach (var part in several.Tests)
                {
                    if (Of(part, kind) is not { } set)
                    {
                        return null;
                    }
                    union.AddRange(set.Intervals);
                }
                return several.Negated ? Complement(union) : new IntervalSet(union);
            default:
                return null;
        }
    }

    private static IntervalSet? OfValue(in FeelValue value, FeelKind kind)
    {
        if (value.Kind == kind)
        {
            return new IntervalSet([Interval.Point(value.Scalar)]);
        }
        switch (value.Kind)
        {
            case FeelKind.Null:
                return new IntervalSet([]);
            case FeelKind.Range:
                var range = value.AsRange;
                var fits =
                    (range.Start.IsAbsent || range.Start.Kind == kind)
                    && (range.End.IsAbsent || range.End.Kind == kind);
                if (fits && range.Unary == UnaryRange.NotEqual)
                {
                    return Complement([Interval.Point(range.Start.Scalar)]);
                }
                return fits
                    ? new IntervalSet([
                        new Interval(
                            range.Start.Scalar,
                            range.StartIncluded,
                            range.Start.IsAbsent,
                            range.End.Scalar,
                            range.EndIncluded,
                            range.End.IsAbsent
                        ),
                    ])
                    : null;
            case FeelKind.List:
                var union = new List<Interval>();
                foreach (var item in value.Items)
                {
                    if (item.Kind == FeelKind.List || OfValue(item, kind) is not { } set)
                    {
                        return null;
                    }
                    union.AddRange(set.Intervals);
                }
                return new IntervalSet(union);
            default:
                return null;
        }
    }

    private static IntervalSet OfComparison(ComparisonOperator comparison, decimal bound) =>
        comparison switch
        {
            ComparisonOperator.Equal => new([Interval.Point(bound)]),
            ComparisonOperator.NotEqual => Complement([Interval.Point(bound)]),
            ComparisonOperator.Less => new([new(0m, false, true, bound, false, false)]),
            ComparisonOperator.LessOrEqual => new([new(0m, false, true, bound, true, false)]),
            ComparisonOperator.Greater => new([new(bound, false, false, 0m, false, true)]),
            _ => new([new(bound, true, false, 0m, false, true)]),
        };

    private static IntervalSet Complement(IReadOnlyList<Interval> intervals)
    {
        // Cutting each interval out of what is left keeps the result disjoint.
        var left = new List<Interval> { Interval.All };
        foreach (var cut in intervals)
        {
            var rest = new List<Interval>();
            foreach (var piece in left)
            {
                if (!cut.LowOpenEnd)
                {
                    rest.Add(piece.Intersect(new Interval(0m, false, true, cut.Low, !cut.LowIncluded, false)));
                }
                if (!cut.HighOpenEnd)
                {
                    rest.Add(piece.Intersect(new Interval(cut.High, !cut.HighIncluded, false, 0m, false, true)));
                }
            }
            left = rest.FindAll(piece => !piece.IsEmpty);
        }
        return new IntervalSet(left);
    }
}

/// <summary>The strings that a test mentions.</summary>
internal static class TextSet
{
    /// <summary>True where the test only compares with strings for equality.</summary>
    public static bool IsOfTexts(CellTest? test) =>
        test switch
        {
            null or CellTest.AnyValue => true,
            CellTest.Compare compare => compare.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual
                && compare.Value.Kind is FeelKind.String,
            CellTest.Contained contained => IsText(contained.Value),
            CellTest.AnyOf several => several.Tests.All(IsOfTexts),
            _ => false,
        };

    public static IEnumerable<string> Mentioned(CellTest? test) =>
        test switch
        {
            CellTest.Compare compare => Texts(compare.Value),
            CellTest.Contained contained => Texts(contained.Value),
            CellTest.AnyOf several => several.Tests.SelectMany(Mentioned),
            _ => [],
        };

    private static bool IsText(in FeelValue value) =>
        value.Kind is FeelKind.String or FeelKind.Null
        || (
            value.Kind == FeelKind.List
            && Array.TrueForAll(value.Items, item => item.Kind is FeelKind.String or FeelKind.Null)
        );

    private static IEnumerable<string> Texts(FeelValue value) =>
        value.Kind switch
        {
            FeelKind.String => [value.Text],
            FeelKind.List => value.Items.SelectMany(Texts),
            _ => [],
        };
}
