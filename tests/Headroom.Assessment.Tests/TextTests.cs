using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment.Tests;

public class TextTests
{
    private static readonly PolicyRelease Release = ShippedPack.Release;

    [Fact]
    public void Every_word_that_a_reader_meets_has_its_text()
    {
        string[] keys =
        [
            .. Enum.GetValues<DecisionAction>().Select(action => "action." + action.Code()),
            .. Enum.GetValues<ReviewTrigger>().Select(trigger => "trigger." + trigger.Code()),
            .. Enum.GetValues<Lending.HoldKind>().Select(kind => "hold." + Lending.LineCodes.Code(kind)),
            .. Enum.GetValues<Lending.HoldOverride>().Select(one => "override." + Lending.LineCodes.Code(one)),
            .. ReasonCodes.All.Select(code => "reason." + code),
        ];

        keys.ShouldAllBe(key => Release.HasText(key));
    }

    [Theory]
    [InlineData("late-two-months", "Your last statement is 2 months late.", "您最近一期账单逾期 2 个月。")]
    [InlineData(
        "cap-capacity",
        "The limit is what your income can carry after other debts, or your limit and payments where we do not know your income.",
        "额度为您的收入扣除其他债务后可以承担的金额；收入未知时按您现有的额度和还款推算。"
    )]
    public void A_reason_is_said_with_the_values_of_the_day(string code, string english, string chinese)
    {
        var facts = Facts.Open(46_900, Facts.Number("months_late_latest", code == "cap-capacity" ? 0 : 2));

        var reason = Release.Assess(facts).Reasons.Single(one => one.Code == code);

        Release.Text(reason.TextKey, Language.En, reason.Parameters).ShouldBe(english);
        Release.Text(reason.TextKey, Language.Zh, reason.Parameters).ShouldBe(chinese);
    }

    [Theory]
    [InlineData("{n}", 1234.5, "1,234.5", "1,234.5")]
    [InlineData("{n:money}", 1234.5, "¥1,234.50", "¥1,234.50")]
    [InlineData("{n} {n|month|months}", 1.0, "1 month", "1 month")]
    [InlineData("{n} {n|month|months}", 2.0, "2 months", "2 months")]
    [InlineData("{n} {n|month|months}", 1.5, "1.5 months", "1.5 months")]
    [InlineData("{n:percent}", 0.256, "25.6%", "25.6%")]
    [InlineData("a {n} b {n} c", 1.0, "a 1 b 1 c", "a 1 b 1 c")]
    public void Numbers_are_shown_in_their_form(string template, double number, string english, string chinese)
    {
        TextParameter[] parameters =
        [
            new("n", SignalValue.Number((decimal)number)),
            new("currency", SignalValue.Text("CNY")),
        ];
        var parsed = TextTemplate.Parse(template, out _).ShouldNotBeNull();

        parsed.Fill(parameters, Language.En, word => word).ShouldBe(english);
        parsed.Fill(parameters, Language.Zh, word => word).ShouldBe(chinese);
    }

    [Fact]
    public void Words_and_unknown_values_are_said_in_the_readers_language()
    {
        TextParameter[] university = [new("education", SignalValue.Text("university"))];
        TextParameter[] unknown = [new("education", default)];

        Release.Text("reason.score-education", Language.Zh, university).ShouldBe("您的学历（本科）。");
        Release.Text("reason.score-education", Language.Zh, unknown).ShouldBe("您的学历（未知）。");
        Release.Text("reason.score-education", Language.En, unknown).ShouldBe("Your education (unknown).");
    }

    [Fact]
    public void A_text_that_is_not_there_is_a_broken_invariant() =>
        Should.Throw<KeyNotFoundException>(() => Release.Text("reason.made-up", Language.En, []));
}
