namespace Headroom.Dmn;

/// <summary>Allen's interval relations over points and ranges (DMN 1.5, section 10.3.4.9, table 78).</summary>
internal static class RangeFunctions
{
    private delegate bool? Relation(FeelRange first, FeelRange second);

    public static IEnumerable<(string, Overload)> All =>
        [
            .. PointsOrRanges("before", Before),
            .. PointsOrRanges("after", (Function2)After),
            .. RangesOnly("meets", Meets),
            .. RangesOnly("met by", (Function2)MetBy),
            .. RangesOnly("overlaps", Overlaps),
            .. RangesOnly("overlaps before", OverlapsBefore),
            .. RangesOnly("overlaps after", (Function2)OverlapsAfter),
            .. PointOrRangeThenRange("finishes", Finishes),
            .. RangeThenPointOrRange("finished by", FinishedBy),
            .. RangeThenPointOrRange("includes", Includes),
            .. PointOrRangeThenRange("during", During),
            .. PointOrRangeThenRange("starts", Starts),
            .. RangeThenPointOrRange("started by", StartedBy),
            BuiltIns.Define("coincides", (Function2)Coincides, "point1", "point2"),
            BuiltIns.Define("coincides", (Function2)Coincides, "range1", "range2"),
        ];

    private static IEnumerable<(string, Overload)> PointsOrRanges(string name, Function2 method) =>
        [
            BuiltIns.Define(name, method, "point1", "point2"),
            BuiltIns.Define(name, method, "point", "range"),
            BuiltIns.Define(name, method, "range", "point"),
            BuiltIns.Define(name, method, "range1", "range2"),
        ];

    private static IEnumerable<(string, Overload)> RangesOnly(string name, Function2 method) =>
        [BuiltIns.Define(name, method, "range1", "range2")];

    private static IEnumerable<(string, Overload)> PointOrRangeThenRange(string name, Function2 method) =>
        [BuiltIns.Define(name, method, "point", "range"), BuiltIns.Define(name, method, "range1", "range2")];

    private static IEnumerable<(string, Overload)> RangeThenPointOrRange(string name, Function2 method) =>
        [BuiltIns.Define(name, method, "range", "point"), BuiltIns.Define(name, method, "range1", "range2")];

    private static FeelValue Before(FeelValue first, FeelValue second, Evaluation evaluation) =>
        Relate(
            "before",
            first,
            second,
            evaluation,
            (a, b) =>
            {
                if (a.End.IsNull || b.Start.IsNull)
                {
                    return false;
                }
                return FeelCompare.Order(a.End, b.Start) is { } order
                    ? order < 0 || (order == 0 && !(a.EndIncluded && b.StartIncluded))
                    : null;
            }
        );

    private static FeelValue After(FeelValue first, FeelValue second, Evaluation evaluation) =>
        Before(second, first, evaluation);

    private static FeelValue Meets(FeelValue first, FeelValue second, Evaluation evaluation) =>
        Relate(
            "meets",
            first,
            second,
            evaluation,
            (a, b) => And(a.EndIncluded && b.StartIncluded, SamePoint(a.End, b.Start)),
            rangesOnly: true
        );

    private static FeelValue MetBy(FeelValue first, FeelValue second, Evaluation evaluation) =>
        Meets(second, first, evaluation);

    private static FeelValue Overlaps(FeelValue first, FeelValue second, Evaluation evaluation) =>
        Relate("overlaps", first, second, evaluation, (a, b) => And(Reaches(a, b), Reaches(b, a)), rangesOnly: true);

    /// <summary>The first begins before the second and ends within it.</summary>
    private static FeelValue OverlapsBefore(FeelValue first, FeelValue second, Evaluation evaluation) =>
        Relate(
            "overlaps before",
            first,
            second,
            evaluation,
            (a, b) =>
                And(
                    And(StartOrder(a, b) is { } starts ? starts < 0 : null, Reaches(a, b)),
                    EndOrder(a, b) is { } ends ? ends <= 0 : null
                ),
            rangesOnly: true
        );

    private static FeelValue OverlapsAfter(FeelValue first, FeelValue second, Evaluation evaluation) =>
        OverlapsBefore(second, first, evaluation);

    private static FeelValue Finishes(FeelValue first, FeelValue second, Evaluation evaluation) =>
        Relate(
            "finishes",
            first,
            second,
            evaluation,
            (a, b) =>
                And(
                    And(a.EndIncluded == b.EndIncluded, SamePoint(a.End, b.End)),
                    StartOrder(a, b) is { } order ? order >= 0 : null
                )
        );

    private static FeelValue FinishedBy(FeelValue first, FeelValue second, Evaluation evaluation) =>
        Finishes(second, first, evaluation);

    private static FeelValue Includes(FeelValue first, FeelValue second, Evaluation evaluation) =>
        During(second, first, evaluation);

    private static FeelValue During(FeelValue first, FeelValue second, Evaluation evaluation) =>
        Relate(
            "during",
            first,
            second,
            evaluation,
            (a, b) =>
                And(StartOrder(a, b) is { } starts ? starts >= 0 : null, EndOrder(a, b) is { } ends ? ends <= 0 : null)
        );

    private static FeelValue Starts(FeelValue first, FeelValue second, Evaluation evaluation) =>
        Relate(
            "starts",
            first,
            second,
            evaluation,
            (a, b) =>
                And(
                    And(a.StartIncluded == b.StartIncluded, SamePoint(a.Start, b.Start)),
                    EndOrder(a, b) is { } order ? order <= 0 : null
                )
        );

    private static FeelValue StartedBy(FeelValue first, FeelValue second, Evaluation evaluation) =>
        Starts(second, first, evaluation);

    private static FeelValue Coincides(FeelValue first, FeelValue second, Evaluation evaluation) =>
        Relate(
            "coincides",
            first,
            second,
            evaluation,
            (a, b) =>
                And(
                    And(
                        a.StartIncluded == b.StartIncluded && a.EndIncluded == b.EndIncluded,
                        SamePoint(a.Start, b.Start)
                    ),
                    SamePoint(a.End, b.End)
                )
        );

    private static FeelValue Relate(
        string function,
        in FeelValue first,
        in FeelValue second,
        Evaluation evaluation,
        Relation relation,
        bool rangesOnly = false
    )
    {
        if (
            AsRange(first) is not { } a
            || AsRange(second) is not { } b
            || (rangesOnly && (first.Kind != FeelKind.Range || second.Kind != FeelKind.Range))
            || relation(a, b) is not { } holds
        )
        {
            return Arguments.Refuse(function, evaluation, first, second);
        }
        return FeelValue.Boolean(holds);
    }

    private static FeelRange? AsRange(in FeelValue value)
    {
        if (value.Kind == FeelKind.Range)
        {
            return value.AsRange;
        }
        var point = Arguments.Single(value, FeelKind.Number);
        return FeelCompare.Order(point, point) is null ? null : new FeelRange(point, true, point, true);
    }

    private static bool? SamePoint(in FeelValue left, in FeelValue right)
    {
        if (left.IsNull || right.IsNull)
        {
            return left.IsNull && right.IsNull;
        }
        return FeelCompare.Order(left, right) is { } order ? order == 0 : null;
    }

    /// <summary>Whether the first range's end lies at or behind the second's start.</summary>
    private static bool? Reaches(FeelRange a, FeelRange b)
    {
        if (a.End.IsNull || b.Start.IsNull)
        {
            return true;
        }
        return FeelCompare.Order(a.End, b.Start) is { } order
            ? order > 0 || (order == 0 && a.EndIncluded && b.StartIncluded)
            : null;
    }

    /// <summary>Which range starts first; at one point, the one that includes it.</summary>
    private static int? StartOrder(FeelRange a, FeelRange b)
    {
        if (a.Start.IsNull || b.Start.IsNull)
        {
            return b.Start.IsNull.CompareTo(a.Start.IsNull);
        }
        return FeelCompare.Order(a.Start, b.Start) is { } order
            ? order != 0
                ? order
                : b.StartIncluded.CompareTo(a.StartIncluded)
            : null;
    }

    /// <summary>Which range ends first; at one point, the one that does not include it.</summary>
    private static int? EndOrder(FeelRange a, FeelRange b)
    {
        if (a.End.IsNull || b.End.IsNull)
        {
            return a.End.IsNull.CompareTo(b.End.IsNull);
        }
        return FeelCompare.Order(a.End, b.End) is { } order
            ? order != 0
                ? order
                : a.EndIncluded.CompareTo(b.EndIncluded)
            : null;
    }

    private static bool? And(bool? left, bool? right) =>
        left is null || right is null ? null : left.Value && right.Value;
}
