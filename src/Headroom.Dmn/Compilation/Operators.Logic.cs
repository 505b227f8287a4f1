namespace Headroom.Dmn;

internal static partial class Operators
{
    public static FeelValue Equal(in FeelValue left, in FeelValue right, Evaluation evaluation)
    {
        if (left.Kind == FeelKind.Number && right.Kind == FeelKind.Number)
        {
            return FeelValue.Boolean(left.Scalar == right.Scalar);
        }
        return FeelIdentity.Equal(left, right) is { } equal
            ? FeelValue.Boolean(equal)
            : evaluation.FailType("Equality", left, right);
    }

    public static FeelValue NotEqual(in FeelValue left, in FeelValue right, Evaluation evaluation)
    {
        var equal = Equal(left, right, evaluation);
        return equal.IsNull ? equal : FeelValue.Boolean(equal.IsFalse);
    }

    public static FeelValue Less(in FeelValue left, in FeelValue right, Evaluation evaluation)
    {
        if (left.Kind == FeelKind.Number && right.Kind == FeelKind.Number)
        {
            return FeelValue.Boolean(left.Scalar < right.Scalar);
        }
        return FeelCompare.Order(left, right) is { } order
            ? FeelValue.Boolean(order < 0)
            : NoOrder(left, right, evaluation);
    }

    public static FeelValue LessOrEqual(in FeelValue left, in FeelValue right, Evaluation evaluation)
    {
        if (left.Kind == FeelKind.Number && right.Kind == FeelKind.Number)
        {
            return FeelValue.Boolean(left.Scalar <= right.Scalar);
        }
        return FeelCompare.Order(left, right) is { } order
            ? FeelValue.Boolean(order <= 0)
            : NoOrder(left, right, evaluation);
    }

    public static FeelValue Greater(in FeelValue left, in FeelValue right, Evaluation evaluation) =>
        Less(right, left, evaluation);

    public static FeelValue GreaterOrEqual(in FeelValue left, in FeelValue right, Evaluation evaluation) =>
        LessOrEqual(right, left, evaluation);

    public static FeelValue Between(in FeelValue value, in FeelValue low, in FeelValue high, Evaluation evaluation) =>
        And(GreaterOrEqual(value, low, evaluation), LessOrEqual(value, high, evaluation));

    /// <summary>Three-valued conjunction; anything but a boolean counts as unknown.</summary>
    public static FeelValue And(in FeelValue left, in FeelValue right)
    {
        if (left.IsFalse || right.IsFalse)
        {
            return FeelValue.False;
        }
        return left.IsTrue && right.IsTrue ? FeelValue.True : FeelValue.Null;
    }

    /// <summary>Three-valued disjunction; anything but a boolean counts as unknown.</summary>
    public static FeelValue Or(in FeelValue left, in FeelValue right)
    {
        if (left.IsTrue || right.IsTrue)
        {
            return FeelValue.True;
        }
        return left.IsFalse && right.IsFalse ? FeelValue.False : FeelValue.Null;
    }

    /// <summary>"value in test", where the test is a value: equal to it, an element of it, or within it.</summary>
    public static FeelValue In(in FeelValue value, in FeelValue test, Evaluation evaluation)
    {
        switch (test.Kind)
        {
            case FeelKind.Range:
                return Within(value, test.AsRange, evaluation);
            case FeelKind.List:
                return InList(value, test.Items, evaluation);
            default:
                return FeelIdentity.Equal(value, test) is { } equal ? FeelValue.Boolean(equal) : FeelValue.Null;
        }
    }

    /// <summary>Whether a range holds a value; null where its end points cannot be compared with it.</summary>
    public static FeelValue Within(in FeelValue value, FeelRange range, Evaluation evaluation)
    {
        if (value.Kind == FeelKind.Range)
        {
            return FeelIdentity.Equal(value, FeelValue.Range(range)) is { } same ? FeelValue.Boolean(same) : default;
        }
        if (range.Unary == UnaryRange.NotEqual)
        {
            return NotEqual(value, range.Start, evaluation);
        }
        if (range.Unary == UnaryRange.Equal)
        {
            return Equal(value, range.Start, evaluation);
        }
        var above = FeelValue.True;
        var below = FeelValue.True;
        if (!range.Start.IsAbsent)
        {
            above = range.StartIncluded
                ? LessOrEqual(range.Start, value, evaluation)
                : Less(range.Start, value, evaluation);
        }
        if (!range.End.IsAbsent)
        {
            below = range.EndIncluded ? LessOrEqual(value, range.End, evaluation) : Less(value, range.End, evaluation);
        }
        return And(above, below);
    }

    private static FeelValue InList(in FeelValue value, FeelValue[] items, Evaluation evaluation)
    {
        foreach (var item in items)
        {
            evaluation.Step();
            if (item.Kind == FeelKind.Range && value.Kind != FeelKind.Range)
            {
                if (Within(value, item.AsRange, evaluation).IsTrue)
                {
                    return FeelValue.True;
                }
            }
            else if (FeelIdentity.Equal(value, item) == true)
            {
                return FeelValue.True;
            }
        }
        return FeelValue.Boolean(value.Kind == FeelKind.List && SameList(value.Items, items));
    }

    private static bool SameList(FeelValue[] left, FeelValue[] right) =>
        FeelIdentity.Equal(FeelValue.List(left), FeelValue.List(right)) == true;

    /// <summary>A table's cell given as an expression: a condition on the input, or a value to find it in.</summary>
    public static FeelValue Test(in FeelValue input, in FeelValue test, bool mentionsInput, Evaluation evaluation)
    {
        if (mentionsInput || (test.Kind == FeelKind.Boolean && input.Kind != FeelKind.Boolean))
        {
            return test.Kind is FeelKind.Boolean or FeelKind.Null ? test : In(input, test, evaluation);
        }
        return In(input, test, evaluation);
    }

    public static FeelValue Not(in FeelValue value) =>
        value.Kind == FeelKind.Boolean ? FeelValue.Boolean(value.IsFalse) : FeelValue.Null;

    public static FeelValue InstanceOf(in FeelValue value, FeelType type) =>
        FeelValue.Boolean(
            value.IsNull ? ReferenceEquals(type, FeelType.NullType) : type.Accepts(value, constraints: false)
        );

    public static FeelValue MakeRange(
        in FeelValue low,
        bool lowIncluded,
        in FeelValue high,
        bool highIncluded,
        UnaryRange unary,
        Evaluation evaluation
    )
    {
        if (!low.IsNull && !high.IsNull)
        {
            if (unary == UnaryRange.None && FeelCompare.Order(low, high) is null)
            {
                return evaluation.FailType("A range", low, high);
            }
        }
        return FeelValue.Range(new FeelRange(low, lowIncluded, high, highIncluded) { Unary = unary });
    }

    private static FeelValue NoOrder(in FeelValue left, in FeelValue right, Evaluation evaluation) =>
        left.IsNull || right.IsNull ? FirstNull(left, right) : evaluation.FailType("Comparison", left, right);
}
