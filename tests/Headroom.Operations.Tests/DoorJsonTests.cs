using System.Text;
using System.Text.Json;
using Headroom.Lending;
using Headroom.Operations.Json;
using Headroom.Operations.Texts;
using Headroom.Primitives;

namespace Headroom.Operations.Tests;

/// <summary>One spelling of codes at every door; what is stored keeps its own.</summary>
public class DoorJsonTests
{
    public static TheoryData<RepaymentMethod> Methods => [.. Enum.GetValues<RepaymentMethod>()];

    public static TheoryData<DayCount> DayCounts => [.. Enum.GetValues<DayCount>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_is_written_as_the_command_line_spells_it_and_read_as_it_is_stored(RepaymentMethod method) =>
        ShouldBeSpelt(method, method.Code());

    [Theory]
    [MemberData(nameof(DayCounts))]
    public void A_day_count_is_written_as_the_command_line_spells_it_and_read_as_it_is_stored(DayCount dayCount) =>
        ShouldBeSpelt(dayCount, dayCount.Code());

    [Fact]
    public void A_stage_is_written_as_a_product_spells_it() =>
        JsonSerializer
            .Serialize(Enum.GetValues<DelinquencyStage>(), DoorJson.Options)
            .ShouldBe("""["current","1-3","4-30","31-60","61-90","90+"]""");

    [Theory]
    [InlineData(RepaymentMethod.AnyTime, "any-time")]
    [InlineData(RepaymentMethod.InterestThenPrincipal, "interest-then-principal")]
    [InlineData(DayCount.Thirty360, "thirty360")]
    [InlineData(DayCount.ActualActualIsda, "actual-actual-isda")]
    public void What_is_stored_keeps_its_spelling(object code, string stored) =>
        Encoding.UTF8.GetString(EventJson.Write(code)).ShouldBe($"\"{stored}\"");

    [Fact]
    public void A_code_in_a_plan_may_be_left_out_or_written_either_way()
    {
        Read<RepaymentMethod?>("null").ShouldBeNull();
        Read<LoanRate>("""{"dayCount":"actual360","fraction":0.18}""").DayCount.ShouldBe(DayCount.Actual360);
        Read<LoanRate>("""{"dayCount":"actual/360","fraction":0.18}""").DayCount.ShouldBe(DayCount.Actual360);
        Should.Throw<JsonException>(() => Read<RepaymentMethod>("\"balloon\"")).Message.ShouldContain("method-unknown");
    }

    [Fact]
    public void A_method_in_a_text_is_in_words() =>
        new Formats(Language.Zh, BusinessCalendar.Default).Value(RepaymentMethod.AnyTime).ShouldBe("随借随还");

    private static void ShouldBeSpelt<T>(T code, string spelt)
        where T : struct, Enum
    {
        JsonSerializer.Serialize(code, DoorJson.Options).ShouldBe($"\"{spelt}\"");
        Read<T>($"\"{spelt}\"").ShouldBe(code);
        Read<T>(Encoding.UTF8.GetString(EventJson.Write(code))).ShouldBe(code);
    }

    private static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, DoorJson.Options);
}
