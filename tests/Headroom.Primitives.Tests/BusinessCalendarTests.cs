namespace Headroom.Primitives.Tests;

public class BusinessCalendarTests
{
    [Theory]
    [InlineData("Asia/Shanghai", "2026-07-31T15:59:59Z", "2026-07-31")]
    [InlineData("Asia/Shanghai", "2026-07-31T16:00:00Z", "2026-08-01")]
    [InlineData("America/New_York", "2026-03-08T04:59:59Z", "2026-03-07")]
    [InlineData("America/New_York", "2026-03-09T04:00:00Z", "2026-03-09")]
    public void The_business_date_is_the_one_on_the_lenders_wall(string zone, string instant, string date) =>
        Calendar(zone).DateAt(At(instant)).ShouldBe(Date(date));

    [Theory]
    [InlineData("Asia/Shanghai", "2026-08-01", "2026-07-31T16:00:00Z")]
    [InlineData("America/New_York", "2026-03-08", "2026-03-08T05:00:00Z")]
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z")]
    public void A_date_begins_at_its_first_minute_that_exists(string zone, string date, string instant) =>
        Calendar(zone).StartOf(Date(date)).ShouldBe(At(instant));

    [Fact]
    public void Days_off_are_weekends_and_holidays_but_not_exchanged_days()
    {
        // National Day 2026: 1 to 7 October off, Saturday the 10th worked in exchange.
        var off = Enumerable.Range(1, 7).Select(day => new DateOnly(2026, 10, day));
        var calendar = BusinessCalendar.Create("Asia/Shanghai", off, [new DateOnly(2026, 10, 10)]).Value;
        calendar.WorkingDayOnOrAfter(new DateOnly(2026, 10, 1)).ShouldBe(new DateOnly(2026, 10, 8));
        calendar.IsWorkingDay(new DateOnly(2026, 10, 10)).ShouldBeTrue();
        calendar.IsWorkingDay(new DateOnly(2026, 10, 11)).ShouldBeFalse();
    }

    [Fact]
    public void An_unknown_zone_is_refused() =>
        BusinessCalendar.Create("Mars/Olympus", [], []).Refusal!.Code.ShouldBe("time-zone-unknown");

    [Fact]
    public void Instants_are_kept_in_utc_to_the_microsecond() =>
        BusinessCalendar
            .Truncate(new DateTimeOffset(2026, 8, 1, 8, 0, 0, TimeSpan.FromHours(8)).AddTicks(19))
            .ShouldBe(At("2026-08-01T00:00:00.000001Z"));

    private static BusinessCalendar Calendar(string zone) => BusinessCalendar.Create(zone, [], []).Value;

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
