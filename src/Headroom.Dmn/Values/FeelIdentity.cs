using System.Runtime.CompilerServices;

namespace Headroom.Dmn;

/// <summary>Equality of values: the strict one of <c>is</c>, and FEEL's <c>=</c> which gives no answer across kinds.</summary>
internal static class FeelIdentity
{
    private const int ComparisonsMax = 5_000_000;

    [ThreadStatic]
    private static int comparisons;

    [ThreadStatic]
    private static int depth;

    /// <summary>Same kind, same parts: times in different zones differ though they are the same instant.</summary>
    public static bool Same(in FeelValue left, in FeelValue right)
    {
        if (left.Kind != right.Kind)
        {
            return false;
        }
        return left.Kind switch
        {
            FeelKind.Null => true,
            FeelKind.Boolean => left.IsTrue == right.IsTrue,
            FeelKind.String => string.Equals(left.Text, right.Text, StringComparison.Ordinal),
            FeelKind.Time or FeelKind.DateTime => left.Scalar == right.Scalar && Equals(left.Zone, right.Zone),
            FeelKind.List => SameItems(left.Items, right.Items, strict: true),
            FeelKind.Context => SameEntries(left.AsContext, right.AsContext, strict: true),
            FeelKind.Range => SameRange(left.AsRange, right.AsRange, strict: true),
            FeelKind.Function => ReferenceEquals(left.Reference, right.Reference),
            _ => left.Scalar == right.Scalar,
        };
    }

    /// <summary>
    /// FEEL's <c>=</c>: null where the two cannot be compared. Times are equal by their hours, minutes and whole seconds
    /// (the standard's value functions for time count in seconds).
    /// </summary>
    public static bool? Equal(in FeelValue left, in FeelValue right)
    {
        if (left.Kind != right.Kind)
        {
            return left.IsNull || right.IsNull ? false : null;
        }
        return left.Kind switch
        {
            FeelKind.Time or FeelKind.DateTime => (left.Zone is null) == (right.Zone is null)
                && decimal.Floor(FeelCompare.Instant(left)) == decimal.Floor(FeelCompare.Instant(right)),
            FeelKind.List => SameItems(left.Items, right.Items, strict: false),
            FeelKind.Context => SameEntries(left.AsContext, right.AsContext, strict: false),
            FeelKind.Range => SameRange(left.AsRange, right.AsRange, strict: false),
            _ => Same(left, right),
        };
    }

    private static bool Match(in FeelValue left, in FeelValue right, bool strict) =>
        strict ? Same(left, right) : Equal(left, right) == true;

    private static bool SameItems(FeelValue[] left, FeelValue[] right, bool strict)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }
        if (left.Length != right.Length)
        {
            return false;
        }
        Enter();
        try
        {
            for (var i = 0; i < left.Length; i++)
            {
                Count();
                if (!Match(left[i], right[i], strict))
                {
                    return false;
                }
            }
            return true;
        }
        finally
        {
            depth--;
        }
    }

    /// <summary>One list held many times over makes values of any size: comparing them is bounded, in breadth and in depth.</summary>
    private static void Enter()
    {
        comparisons = depth == 0 ? 0 : comparisons;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        depth++;
    }

    private static void Count()
    {
        if (++comparisons > ComparisonsMax)
        {
            throw new EvaluationStopped(
                new FeelError("feel.limit", $"Comparing two values takes more than {ComparisonsMax} comparisons.")
            );
        }
    }

    private static bool SameEntries(FeelContext left, FeelContext right, bool strict)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }
        if (left.Count != right.Count)
        {
            return false;
        }
        Enter();
        try
        {
            foreach (var (name, value) in left)
            {
                Count();
                if (!right.TryGet(name, out var other) || !Match(value, other, strict))
                {
                    return false;
                }
            }
            return true;
        }
        finally
        {
            depth--;
        }
    }

    private static bool SameRange(FeelRange left, FeelRange right, bool strict) =>
        left.StartIncluded == right.StartIncluded
        && left.EndIncluded == right.EndIncluded
        && left.Unary == right.Unary
        && left.Start.IsAbsent == right.Start.IsAbsent
        && left.End.IsAbsent == right.End.IsAbsent
        && Match(left.Start, right.Start, strict)
        && Match(left.End, right.End, strict);
}

/// <summary>Order of values.</summary>
internal static class FeelCompare
{
    /// <summary>Orders two values of one kind; null where the kinds differ or have no order.</summary>
    public static int? Order(in FeelValue left, in FeelValue right)
    {
        if (left.Kind != right.Kind)
        {
            return null;
        }
        switch (left.Kind)
        {
            case FeelKind.Number or FeelKind.Date or FeelKind.DaysDuration or FeelKind.MonthsDuration:
                return decimal.Compare(left.Scalar, right.Scalar);
            case FeelKind.String:
                return string.CompareOrdinal(left.Text, right.Text);
            case FeelKind.Time or FeelKind.DateTime:
                return (left.Zone is null) == (right.Zone is null)
                    ? decimal.Compare(Instant(left), Instant(right))
                    : null;
            default:
                return null;
        }
    }

    /// <summary>The time or date and time in seconds, moved to UTC where it has a zone.</summary>
    public static decimal Instant(in FeelValue value) =>
        value.Zone is { } zone ? value.Scalar - zone.OffsetAt(value.Scalar) : value.Scalar;
}
