using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>How time turns a rate into interest.</summary>
public enum DayCount
{
    /// <summary>The rate is per day; every actual day counts.</summary>
    Daily,

    /// <summary>The rate is per year; a month is 1/12, a week 1/52, a day 1/365 of it, however long.</summary>
    Periodic,

    /// <summary>The rate is per year of 360 days; a month is 30 of them, weeks and days count as they are.</summary>
    Thirty360,

    /// <summary>The rate is per year of 360 days; every actual day counts.</summary>
    Actual360,

    /// <summary>The rate is per year of 52 weeks; every actual day counts.</summary>
    Actual364,

    /// <summary>The rate is per year of 365 days, in leap years too; every actual day counts.</summary>
    Actual365,

    /// <summary>
    /// The rate is per calendar year, of 365 or 366 days; a night belongs to the year in which it ends. So Apache Fineract
    /// splits a period that spans a year's end.
    /// </summary>
    ActualActual,

    /// <summary>The rate is per calendar year; a night belongs to the year in which it begins (ISDA 2006, 4.16(b)).</summary>
    ActualActualIsda,

    /// <summary>Actual days over the length of the year in which the loan was drawn, to its end.</summary>
    ActualDrawYear,
}

/// <summary>The nominal rate of a loan: a fraction (0.1825 is 18.25 %) and the convention that says what period it is for.</summary>
public readonly record struct LoanRate(decimal Fraction, DayCount DayCount)
{
    /// <summary>The rate of a line as the rate of a loan by actual days.</summary>
    public static LoanRate From(Rate rate) =>
        new(
            rate.Fraction,
            rate.Basis switch
            {
                RateBasis.Daily => DayCount.Daily,
                RateBasis.Annual360 => DayCount.Actual360,
                RateBasis.Annual365 => DayCount.Actual365,
                _ => throw new ArgumentOutOfRangeException(nameof(rate), rate.Basis, "Unknown basis."),
            }
        );

    /// <summary>
    /// A rate a year or a rate a day, with the name of its day count where one is given. Refuses with <c>rate-missing</c>,
    /// <c>rate-given-twice</c>, <c>day-count-unknown</c>, <c>day-count-needs-other-rate</c>.
    /// </summary>
    public static Result<LoanRate> Of(decimal? annual, decimal? daily, string? dayCount)
    {
        if (annual is null == daily is null)
        {
            return Refusal.Invalid(annual is null ? "rate-missing" : "rate-given-twice");
        }

        var named = ScheduleCodes.ParseDayCount(dayCount ?? (annual is null ? "daily" : "periodic"));
        if (!named.TryGet(out var convention, out var refusal))
        {
            return refusal;
        }

        // A rate a day counts actual days, or 30 a month; the length of a year plays no part in it.
        return (annual, daily, convention) switch
        {
            (not null, _, DayCount.Daily) or (_, not null, DayCount.Periodic) => Refusal.Invalid(
                "day-count-needs-other-rate",
                ("dayCount", dayCount!)
            ),
            ({ } year, _, _) => new LoanRate(year, convention),
            (_, < 1 and { } day, DayCount.Thirty360) => new LoanRate(day * 360, DayCount.Thirty360),
            _ => new LoanRate(daily!.Value, DayCount.Daily),
        };
    }

    /// <summary>The days that the rate is for where single days are counted, as for penalties: 1, 360, 364, else 365.</summary>
    public int DaysOfRate =>
        DayCount switch
        {
            DayCount.Daily => 1,
            DayCount.Thirty360 or DayCount.Actual360 => 360,
            DayCount.Actual364 => 364,
            _ => 365,
        };

    /// <summary>The rate for one day, to 28 digits: to show and to bound, not to charge with.</summary>
    public decimal PerDay => Fraction / DaysOfRate;
}
