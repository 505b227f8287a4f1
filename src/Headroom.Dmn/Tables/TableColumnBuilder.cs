namespace Headroom.Dmn;

/// <summary>Chooses a column's matching form from its cells.</summary>
internal static class TableColumnBuilder
{
    private static readonly FeelKind[] OrderedKinds =
    [
        FeelKind.Number,
        FeelKind.Date,
        FeelKind.DaysDuration,
        FeelKind.MonthsDuration,
    ];

    /// <summary>
    /// The column for these cells, where null stands for a cell that is not constant; cells that the form cannot hold are set to null
    /// and listed, to be tested one by one. Null where no cell restricts anything.
    /// </summary>
    public static TableColumn? Build(CellTest?[] tests, List<int> leftOver)
    {
        if (Array.TrueForAll(tests, test => test is null or CellTest.AnyValue))
        {
            return null;
        }
        return KindOf(tests) switch
        {
            FeelKind.String => Texts(Keep(tests, TextSet.IsOfTexts, leftOver)),
            FeelKind.Boolean => new BooleanColumn(tests),
            { } kind => Ordered(kind, Keep(tests, test => IntervalSet.Of(test, kind) is not null, leftOver)),
            null => null,
        };
    }

    /// <summary>The first kind among the cells' values that a column can be made of.</summary>
    private static FeelKind? KindOf(CellTest?[] tests)
    {
        foreach (var test in tests)
        {
            if (TextSet.Mentioned(test).Any())
            {
                return FeelKind.String;
            }
            foreach (var kind in OrderedKinds)
            {
                if (test is not (null or CellTest.AnyValue) && Bounds(test, kind).Any())
                {
                    return kind;
                }
            }
            if (MentionsBoolean(test))
            {
                return FeelKind.Boolean;
            }
        }
        return null;
    }

    private static bool MentionsBoolean(CellTest? test) =>
        test switch
        {
            CellTest.Compare compare => compare.Value.Kind == FeelKind.Boolean,
            CellTest.Contained contained => contained.Value.Kind == FeelKind.Boolean,
            CellTest.AnyOf several => several.Tests.Any(MentionsBoolean),
            _ => false,
        };

    private static CellTest?[] Keep(CellTest?[] tests, Func<CellTest?, bool> fits, List<int> leftOver)
    {
        var kept = (CellTest?[])tests.Clone();
        for (var i = 0; i < tests.Length; i++)
        {
            if (tests[i] is not null && !fits(tests[i]))
            {
                kept[i] = null;
                leftOver.Add(i);
            }
        }
        return kept;
    }

    private static TextColumn Texts(CellTest?[] tests)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in tests.SelectMany(TextSet.Mentioned))
        {
            positions.TryAdd(text, positions.Count);
        }
        var unmentioned = "other";
        while (positions.ContainsKey(unmentioned))
        {
            unmentioned += "_";
        }
        return new TextColumn(tests, positions, unmentioned);
    }

    private static OrderedColumn Ordered(FeelKind kind, CellTest?[] tests)
    {
        // Cells that say the same are one object.
        var different = tests.Distinct(ReferenceEqualityComparer.Instance).Cast<CellTest?>();
        var bounds = different.SelectMany(test => Bounds(test, kind)).Distinct().Order().ToArray();
        return new OrderedColumn(kind, tests, bounds);
    }

    private static IEnumerable<decimal> Bounds(CellTest? test, FeelKind kind) =>
        IntervalSet.Of(test, kind) is { } set
            ? set.Intervals.SelectMany(interval =>
                (IEnumerable<decimal>)
                    [
                        .. interval.LowOpenEnd ? (ReadOnlySpan<decimal>)[] : [interval.Low],
                        .. interval.HighOpenEnd ? (ReadOnlySpan<decimal>)[] : [interval.High],
                    ]
            )
            : [];
}
