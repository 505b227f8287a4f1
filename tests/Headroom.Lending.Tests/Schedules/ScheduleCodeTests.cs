namespace Headroom.Lending.Tests.Schedules;

public class ScheduleCodeTests
{
    [Fact]
    public void Every_method_and_day_count_is_read_back_from_its_code()
    {
        Enum.GetValues<RepaymentMethod>().ShouldAllBe(one => ScheduleCodes.ParseMethod(one.Code()).Value == one);
        Enum.GetValues<DayCount>().ShouldAllBe(one => ScheduleCodes.ParseDayCount(one.Code()).Value == one);
    }

    [Theory]
    [InlineData("ACT/365", DayCount.Actual365)]
    [InlineData("act/act", DayCount.ActualActual)]
    [InlineData(" 30/360 ", DayCount.Thirty360)]
    public void Usual_spellings_are_read(string code, DayCount dayCount) =>
        ScheduleCodes.ParseDayCount(code).Value.ShouldBe(dayCount);

    [Fact]
    public void What_is_unknown_is_refused_with_what_is_known()
    {
        ScheduleCodes.ParseMethod("balloon").Refusal!.Code.ShouldBe("method-unknown");
        ScheduleCodes.ParseDayCount("actual/366").Refusal!.Parameters[1].Value.ShouldContain("actual/365");
    }
}
