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
    [InlineData("ACT/ACT ISDA", DayCount.ActualActualIsda)]
    [InlineData("360", DayCount.Actual360)]
    [InlineData("364", DayCount.Actual364)]
    [InlineData("365", DayCount.Actual365)]
    [InlineData("actual", DayCount.ActualActual)]
    [InlineData("monthly", DayCount.Periodic)]
    public void Usual_spellings_are_read(string code, DayCount dayCount) =>
        ScheduleCodes.ParseDayCount(code).Value.ShouldBe(dayCount);

    [Theory]
    [InlineData("等额本息", RepaymentMethod.EqualInstalment)]
    [InlineData("EQUAL_INSTALLMENTS", RepaymentMethod.EqualInstalment)]
    [InlineData("等额本金", RepaymentMethod.EqualPrincipal)]
    [InlineData("先息后本", RepaymentMethod.InterestThenPrincipal)]
    [InlineData("到期还本付息", RepaymentMethod.AllAtMaturity)]
    [InlineData("随借随还", RepaymentMethod.AnyTime)]
    public void A_method_has_a_chinese_name_and_other_spellings(string name, RepaymentMethod method) =>
        ScheduleCodes.ParseMethod(name).Value.ShouldBe(method);

    [Fact]
    public void What_is_unknown_is_refused_with_what_is_known()
    {
        ScheduleCodes.ParseMethod("balloon").Refusal!.Code.ShouldBe("method-unknown");
        ScheduleCodes.ParseDayCount("actual/366").Refusal!.Parameters[1].Value.ShouldContain("actual/365");
    }
}
