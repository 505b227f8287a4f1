namespace Headroom.Lending;

/// <summary>
/// The share of the rate's own period that a stretch of time is, kept as a quotient of whole numbers so that a half of a
/// minor unit is seen exactly.
/// </summary>
public readonly record struct YearFraction(long Numerator, long Denominator)
{
    /// <summary>No time.</summary>
    public static YearFraction Zero { get; } = new(0, 1);

    /// <summary>A whole number of months, weeks or days, between two due dates.</summary>
    public static YearFraction OfPeriod(
        DayCount convention,
        Frequency frequency,
        DateOnly from,
        DateOnly to,
        int drawYear
    ) =>
        (convention, frequency.Unit) switch
        {
            (DayCount.Periodic, FrequencyUnit.Month) => new(frequency.Every, 12),
            (DayCount.Periodic, FrequencyUnit.Week) => new(frequency.Every, 52),
            (DayCount.Periodic, FrequencyUnit.Day) => new(frequency.Every, 365),
            (DayCount.Thirty360, FrequencyUnit.Month) => new(30L * frequency.Every, 360),
            _ => OfDays(convention, from, to, drawYear),
        };

    /// <summary>The time from <paramref name="from"/>, which counts, to <paramref name="to"/>, which does not.</summary>
    public static YearFraction OfDays(DayCount convention, DateOnly from, DateOnly to, int drawYear)
    {
        var days = to.DayNumber - from.DayNumber;
        return convention switch
        {
            DayCount.Daily => new(days, 1),
            DayCount.Periodic => new(days, 365),
            DayCount.Thirty360 or DayCount.Actual360 => new(days, 360),
            DayCount.Actual364 => new(days, 364),
            DayCount.Actual365 => new(days, 365),
            DayCount.ActualActual => ByCalendarYear(from.AddDays(1), to.AddDays(1)),
            DayCount.ActualActualIsda => ByCalendarYear(from, to),
            DayCount.ActualDrawYear => new(days, DaysIn(drawYear)),
            _ => throw new ArgumentOutOfRangeException(nameof(convention), convention, "Unknown day count."),
        };
    }

    /// <summary>
    /// A period that is not whole, such as an odd first one, by the 30E/360 calendar (ISDA 2006, 4.16(g)): what is left of
    /// twelfths of a year when the months are not whole.
    /// </summary>
    public static YearFraction OfOddMonths(DateOnly from, DateOnly to) =>
        new(
            (360L * (to.Year - from.Year))
                + (30L * (to.Month - from.Month))
                + (Math.Min(to.Day, 30) - Math.Min(from.Day, 30)),
            360
        );

    /// <summary>The part of this time that <paramref name="days"/> of <paramref name="of"/> days are.</summary>
    public YearFraction Share(int days, int of) => days == of ? this : Reduced(Numerator * days, Denominator * of);

    /// <summary>Both times together.</summary>
    public static YearFraction operator +(YearFraction left, YearFraction right) =>
        left.Denominator == right.Denominator
            ? new(left.Numerator + right.Numerator, left.Denominator)
            : Reduced(
                (left.Numerator * right.Denominator) + (right.Numerator * left.Denominator),
                left.Denominator * right.Denominator
            );

    /// <summary>Interest on a balance in minor units at a rate for this time, not rounded.</summary>
    public decimal Interest(long balance, decimal rate) => balance * rate * Numerator / Denominator;

    /// <summary>
    /// Interest and what an earlier rounding left of it. Each is a quotient cut at 28 digits, so a sum that is half a minor
    /// unit may miss it in the last ones; 18 decimals bring it back.
    /// </summary>
    public static decimal Sum(decimal interest, decimal carry) =>
        carry == 0 ? interest : Math.Round(interest + carry, 18, MidpointRounding.AwayFromZero);

    /// <summary>The rate for this time.</summary>
    public decimal Of(decimal rate) => rate * Numerator / Denominator;

    // Days of common years over 365 and of leap years over 366, on one denominator.
    private static YearFraction ByCalendarYear(DateOnly from, DateOnly to)
    {
        long common = 0;
        long leap = 0;
        for (var year = from.Year; year <= to.Year; year++)
        {
            var begin = year == from.Year ? from.DayNumber : new DateOnly(year, 1, 1).DayNumber;
            var end = year == to.Year ? to.DayNumber : new DateOnly(year, 12, 31).DayNumber + 1;
            if (DateTime.IsLeapYear(year))
            {
                leap += end - begin;
            }
            else
            {
                common += end - begin;
            }
        }

        return leap == 0 ? new(common, 365)
            : common == 0 ? new(leap, 366)
            : new((common * 366) + (leap * 365), 365 * 366);
    }

    // Shares of shares telescope, so their terms stay small when they are cancelled.
    private static YearFraction Reduced(long numerator, long denominator)
    {
        var (left, right) = (numerator, denominator);
        while (right != 0)
        {
            (left, right) = (right, left % right);
        }

        return left is 0 or 1 ? new(numerator, denominator) : new(numerator / left, denominator / left);
    }

    private static int DaysIn(int year) => DateTime.IsLeapYear(year) ? 366 : 365;
}
