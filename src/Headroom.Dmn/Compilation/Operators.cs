namespace Headroom.Dmn;

/// <summary>
/// FEEL's arithmetic (DMN 1.5, section 10.3.2.3 and tables 45 to 50). Null in gives null out; kinds that do not go together, a
/// division by zero and a number out of bounds are errors.
/// </summary>
internal static partial class Operators
{
    public static FeelValue Add(in FeelValue left, in FeelValue right, Evaluation evaluation)
    {
        try
        {
            if (left.Kind == FeelKind.Number && right.Kind == FeelKind.Number)
            {
                return FeelValue.Number(left.Scalar + right.Scalar);
            }
            if (left.IsNull || right.IsNull)
            {
                return FirstNull(left, right);
            }
            if (left.Kind == FeelKind.String && right.Kind == FeelKind.String)
            {
                evaluation.CheckSize((long)left.Text.Length + right.Text.Length);
                return FeelValue.String(left.Text + right.Text);
            }
            if (IsDuration(right))
            {
                return Shift(left, right, 1, evaluation) ?? evaluation.FailType("Addition", left, right);
            }
            return (IsDuration(left) ? Shift(right, left, 1, evaluation) : null)
                ?? evaluation.FailType("Addition", left, right);
        }
        catch (OverflowException)
        {
            return Overflow(evaluation);
        }
    }

    public static FeelValue Subtract(in FeelValue left, in FeelValue right, Evaluation evaluation)
    {
        try
        {
            if (left.Kind == FeelKind.Number && right.Kind == FeelKind.Number)
            {
                return FeelValue.Number(left.Scalar - right.Scalar);
            }
            if (left.IsNull || right.IsNull)
            {
                return FirstNull(left, right);
            }
            if (IsDuration(right))
            {
                return Shift(left, right, -1, evaluation) ?? evaluation.FailType("Subtraction", left, right);
            }
            return Elapsed(left, right) ?? evaluation.FailType("Subtraction", left, right);
        }
        catch (OverflowException)
        {
            return Overflow(evaluation);
        }
    }

    public static FeelValue Multiply(in FeelValue left, in FeelValue right, Evaluation evaluation)
    {
        try
        {
            if (left.Kind == FeelKind.Number && right.Kind == FeelKind.Number)
            {
                return FeelValue.Number(left.Scalar * right.Scalar);
            }
            if (left.IsNull || right.IsNull)
            {
                return FirstNull(left, right);
            }
            return (left.Kind, right.Kind) switch
            {
                (FeelKind.DaysDuration, FeelKind.Number) or (FeelKind.Number, FeelKind.DaysDuration) =>
                    FeelValue.DurationOfSeconds(left.Scalar * right.Scalar),
                (FeelKind.MonthsDuration, FeelKind.Number) or (FeelKind.Number, FeelKind.MonthsDuration) =>
                    FeelValue.DurationOfMonths(decimal.Truncate(left.Scalar * right.Scalar)),
                _ => evaluation.FailType("Multiplication", left, right),
            };
        }
        catch (OverflowException)
        {
            return Overflow(evaluation);
        }
    }

    public static FeelValue Divide(in FeelValue left, in FeelValue right, Evaluation evaluation)
    {
        if (left.IsNull || right.IsNull)
        {
            return FirstNull(left, right);
        }
        var numeric = left.Kind == FeelKind.Number && right.Kind == FeelKind.Number;
        if (!numeric && !IsDuration(left))
        {
            return evaluation.FailType("Division", left, right);
        }
        if (right.Kind != FeelKind.Number && right.Kind != left.Kind)
        {
            return evaluation.FailType("Division", left, right);
        }
        if (right.Scalar == 0m)
        {
            return evaluation.Fail("feel.division", "Division by zero.");
        }
        try
        {
            var quotient = left.Scalar / right.Scalar;
            return (left.Kind, right.Kind) switch
            {
                (FeelKind.DaysDuration, FeelKind.Number) => FeelValue.DurationOfSeconds(decimal.Round(quotient, 9)),
                (FeelKind.MonthsDuration, FeelKind.Number) => FeelValue.DurationOfMonths(decimal.Truncate(quotient)),
                _ => FeelValue.Number(quotient),
            };
        }
        catch (OverflowException)
        {
            return Overflow(evaluation);
        }
    }

    public static FeelValue Power(in FeelValue left, in FeelValue right, Evaluation evaluation)
    {
        if (left.IsNull || right.IsNull)
        {
            return FirstNull(left, right);
        }
        if (left.Kind != FeelKind.Number || right.Kind != FeelKind.Number)
        {
            return evaluation.FailType("Exponentiation", left, right);
        }
        try
        {
            return DecimalMath.Power(left.Scalar, right.Scalar) is { } power
                ? FeelValue.Number(power)
                : evaluation.Fail("feel.domain", $"{left} ** {right} has no real value.");
        }
        catch (OverflowException)
        {
            return Overflow(evaluation);
        }
    }

    public static FeelValue Negate(in FeelValue value, Evaluation evaluation) =>
        value.Kind switch
        {
            FeelKind.Null => value,
            FeelKind.Number => FeelValue.Number(-value.Scalar),
            FeelKind.DaysDuration => FeelValue.DurationOfSeconds(-value.Scalar),
            FeelKind.MonthsDuration => FeelValue.DurationOfMonths(-value.Scalar),
            _ => evaluation.Fail("feel.type", $"Negation does not work on {FeelText.KindName(value)}."),
        };

    internal static FeelValue Overflow(Evaluation evaluation) =>
        evaluation.Fail("feel.overflow", "The number is larger than a decimal holds (about 7.9E28).");

    private static FeelValue FirstNull(in FeelValue left, in FeelValue right)
    {
        var first = left.IsNull ? left : right;
        return first.IsAbsent ? FeelValue.Null : first;
    }

    private static bool IsDuration(in FeelValue value) =>
        value.Kind is FeelKind.DaysDuration or FeelKind.MonthsDuration;

    /// <summary>Moves a point in time, or lengthens a duration; null where the kinds do not go together.</summary>
    private static FeelValue? Shift(in FeelValue point, in FeelValue duration, int sign, Evaluation evaluation)
    {
        var amount = sign * duration.Scalar;
        if (point.Kind == duration.Kind)
        {
            return point.Kind == FeelKind.DaysDuration
                ? FeelValue.DurationOfSeconds(point.Scalar + amount)
                : FeelValue.DurationOfMonths(point.Scalar + amount);
        }
        var inMonths = duration.Kind == FeelKind.MonthsDuration;
        switch (point.Kind)
        {
            case FeelKind.Date:
                var days = inMonths
                    ? Calendar.AddMonths((long)point.Scalar, (long)amount)
                    : decimal.Floor(((point.Scalar * Calendar.SecondsPerDay) + amount) / Calendar.SecondsPerDay);
                return InCalendar(FeelValue.DateOfDays(days), days, evaluation);
            case FeelKind.DateTime:
                var moved = inMonths ? AddMonths(point.Scalar, (long)amount) : MoveInstant(point, amount);
                return InCalendar(
                    FeelValue.DateTimeOfSeconds(moved, point.Zone),
                    moved / Calendar.SecondsPerDay,
                    evaluation
                );
            case FeelKind.Time when !inMonths:
                var seconds = (point.Scalar + amount) % Calendar.SecondsPerDay;
                return FeelValue.TimeOfSeconds(seconds < 0m ? seconds + Calendar.SecondsPerDay : seconds, point.Zone);
            default:
                return null;
        }
    }

    private static decimal AddMonths(decimal localSeconds, long months)
    {
        var days = decimal.Floor(localSeconds / Calendar.SecondsPerDay);
        var timeOfDay = localSeconds - (days * Calendar.SecondsPerDay);
        return (Calendar.AddMonths((long)days, months) * (decimal)Calendar.SecondsPerDay) + timeOfDay;
    }

    /// <summary>In a named zone an hour later is an hour later on the clock of the world, not on the wall.</summary>
    private static decimal MoveInstant(in FeelValue point, decimal seconds) =>
        point.Zone is { IsNamed: true } zone
            ? zone.LocalOf(FeelCompare.Instant(point) + seconds)
            : point.Scalar + seconds;

    private static readonly decimal FirstDay = Calendar.DaysFromCivil(-Calendar.YearMax, 1, 1);
    private static readonly decimal LastDay = Calendar.DaysFromCivil(Calendar.YearMax, 12, 31);

    private static FeelValue InCalendar(in FeelValue value, decimal days, Evaluation evaluation)
    {
        return days >= FirstDay && days < LastDay + 1m
            ? value
            : evaluation.Fail("feel.overflow", "The date is beyond the calendar.");
    }

    /// <summary>The days and time duration between two points; null where they are not points of the same sort.</summary>
    private static FeelValue? Elapsed(in FeelValue left, in FeelValue right)
    {
        if (left.Kind == FeelKind.Time && right.Kind == FeelKind.Time)
        {
            return (left.Zone is null) == (right.Zone is null)
                ? FeelValue.DurationOfSeconds(FeelCompare.Instant(left) - FeelCompare.Instant(right))
                : null;
        }
        if (left.Kind == FeelKind.Date && right.Kind == FeelKind.Date)
        {
            return FeelValue.DurationOfSeconds((left.Scalar - right.Scalar) * Calendar.SecondsPerDay);
        }
        var (from, to) = (AsDateTime(right), AsDateTime(left));
        if (from.IsNull || to.IsNull || (from.Zone is null) != (to.Zone is null))
        {
            return null;
        }
        return FeelValue.DurationOfSeconds(FeelCompare.Instant(to) - FeelCompare.Instant(from));
    }

    /// <summary>A date counts as its midnight in UTC where a date and time is wanted.</summary>
    private static FeelValue AsDateTime(in FeelValue value) =>
        value.Kind switch
        {
            FeelKind.DateTime => value,
            FeelKind.Date => FeelValue.DateTimeOfSeconds(value.Scalar * Calendar.SecondsPerDay, FeelZone.Utc),
            _ => default,
        };
}
