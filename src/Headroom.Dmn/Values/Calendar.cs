namespace Headroom.Dmn;

/// <summary>
/// Arithmetic of the proleptic Gregorian calendar over the years that FEEL allows (−999,999,999 to 999,999,999), which .NET's own
/// types do not reach. Day numbers count from 1970-01-01. The two conversions are Howard Hinnant's "days from civil" algorithms.
/// </summary>
internal static class Calendar
{
    public const int YearMax = 999_999_999;
    public const int SecondsPerDay = 86_400;

    public static bool IsLeap(long year) => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    public static int DaysInMonth(long year, int month) =>
        month switch
        {
            2 => IsLeap(year) ? 29 : 28,
            4 or 6 or 9 or 11 => 30,
            _ => 31,
        };

    public static bool IsDate(long year, long month, long day) =>
        year is >= -YearMax and <= YearMax
        && month is >= 1 and <= 12
        && day >= 1
        && day <= DaysInMonth(year, (int)month);

    public static long DaysFromCivil(long year, int month, int day)
    {
        var y = month <= 2 ? year - 1 : year;
        var era = FloorDivide(y, 400);
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }

    public static (long Year, int Month, int Day) CivilFromDays(long days)
    {
        var z = days + 719_468;
        var era = FloorDivide(z, 146_097);
        var dayOfEra = z - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var day = (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1);
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return ((yearOfEra + (era * 400)) + (month <= 2 ? 1 : 0), month, day);
    }

    /// <summary>Monday is 1, Sunday is 7 (ISO 8601).</summary>
    public static int DayOfWeek(long days) => (int)(Modulo(days + 3, 7) + 1);

    public static int DayOfYear(long days) => (int)(days - DaysFromCivil(CivilFromDays(days).Year, 1, 1) + 1);

    /// <summary>The ISO 8601 week of the year, 1 to 53.</summary>
    public static int WeekOfYear(long days)
    {
        // The week belongs to the year that holds its Thursday.
        var thursday = days - DayOfWeek(days) + 4;
        return ((DayOfYear(thursday) - 1) / 7) + 1;
    }

    /// <summary>Adds months; a day that the target month lacks becomes its last day.</summary>
    public static long AddMonths(long days, long months)
    {
        var (year, month, day) = CivilFromDays(days);
        var total = (year * 12) + month - 1 + months;
        var targetYear = FloorDivide(total, 12);
        var targetMonth = (int)Modulo(total, 12) + 1;
        return DaysFromCivil(targetYear, targetMonth, Math.Min(day, DaysInMonth(targetYear, targetMonth)));
    }

    public static long FloorDivide(long dividend, long divisor) =>
        (dividend / divisor) - (dividend % divisor != 0 && (dividend < 0) != (divisor < 0) ? 1 : 0);

    public static long Modulo(long dividend, long divisor) => dividend - (FloorDivide(dividend, divisor) * divisor);
}
