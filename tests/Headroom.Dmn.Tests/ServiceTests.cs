namespace Headroom.Dmn.Tests;

/// <summary>Decision services, and boxed logic that calls them: one row each.</summary>
public class ServiceTests
{
    private static string L(string feel) => TestModel.Literal(feel);

    private static readonly TestModel Shared = new TestModel()
        .Add("<itemDefinition name='tTexts' isCollection='true'><typeRef>string</typeRef></itemDefinition>")
        .Input("base", "number")
        .Input("who", "string")
        .Decision("Rate", "number", L("0.5"))
        .Decision("Fee", "number", L("base * Rate"), "?base", "Rate")
        .Decision("Greeting", "string", L("\"Dear \" + who"), "?who")
        .Decision("Total", "number", L("base + Fee"), "?base", "Fee")
        .Add(
            "<decisionService id='_fees' name='fees'><variable name='fees' typeRef='number'/><outputDecision href='#_Fee'/>"
                + "<inputDecision href='#_Rate'/><inputData href='#_base'/></decisionService>"
        )
        .Add(
            "<decisionService id='_offer' name='the offer'><variable name='the offer'/><outputDecision href='#_Total'/><outputDecision href='#_Greeting'/>"
                + "<encapsulatedDecision href='#_Fee'/><encapsulatedDecision href='#_Rate'/><inputData href='#_base'/><inputData href='#_who'/></decisionService>"
        )
        .Add(
            "<decisionService id='_total' name='total'><variable name='total' typeRef='string'/><outputDecision href='#_Total'/>"
                + "<inputDecision href='#_Fee'/><inputData href='#_base'/></decisionService>"
        )
        .Add(
            "<decisionService id='_plain' name='plain'><variable name='plain' typeRef='number'/><outputDecision href='#_Rate'/></decisionService>"
        );

    private static string Evaluate(string logic)
    {
        var model = new TestModel()
            .Add(string.Concat(Shared.Elements))
            .Decision("D", "Any", logic, "!fees", "!offer", "!total", "!plain", "?base", "Total")
            .Compile(new DmnOptions(DmnLimits.Default, DeferExpressionErrors: true));
        model.Diagnostics.Where(d => d.Severity == DmnSeverity.Error).ShouldBeEmpty();
        var frame = model.Model!.CreateFrame();
        frame.Set(model.Model.Input("base"), FeelValue.Number(8m));
        frame.Set(model.Model.Input("who"), FeelValue.String("Wu"));
        return model.Model.Evaluate(model.Model.Decision("D"), frame).ToString();
    }

    [Theory]
    [InlineData("fees(10, 2)", "20")]
    [InlineData("fees(Rate: 3, base: 10)", "30")]
    [InlineData("fees(10)", "null")]
    [InlineData("fees(10, 2, 3)", "null")]
    [InlineData("fees(\"ten\", 2)", "null")]
    [InlineData("fees([10], [2])", "20")]
    [InlineData("fees(null, 2)", "null")]
    [InlineData("fees(rate: 3, base: 10)", "null")]
    [InlineData("the offer(10, \"Li\")", "{Total: 15, Greeting: \"Dear Li\"}")]
    [InlineData("the offer(10, \"Li\").Greeting", "Dear Li")]
    [InlineData("the offer(who: \"Li\", base: 2).Total", "3")]
    [InlineData("total(1, 2)", "null")]
    [InlineData("plain()", "0.5")]
    [InlineData("plain() + fees(4, plain())", "2.5")]
    [InlineData("[Total, fees(10, 2), Total]", "[12, 20, 12]")]
    [InlineData("for n in [1, 2] return fees(n, n)", "[1, 4]")]
    [InlineData("fees instance of function<number, number> -> number", "true")]
    [InlineData("{f: fees, r: f(3, 3)}.r", "9")]
    [InlineData("sort([3, 1, 2], function(a, b) fees(a, 1) < fees(b, 1))", "[1, 2, 3]")]
    public void A_service_is_called(string feel, string expected) => Evaluate(L(feel)).ShouldBe(expected);

    public static TheoryData<string, string> Boxed() =>
        new()
        {
            {
                $"<invocation>{L("fees")}<binding><parameter name='base'/>{L("6")}</binding><binding><parameter name='Rate'/>{L("2")}</binding></invocation>",
                "12"
            },
            { $"<invocation>{L("plain")}</invocation>", "0.5" },
            { $"<invocation>{L("abs")}<binding><parameter name='n'/>{L("-6")}</binding></invocation>", "6" },
            { $"<invocation>{L("abs")}<binding><parameter name='m'/>{L("-6")}</binding></invocation>", "null" },
            { $"<invocation>{L("nothing")}<binding><parameter name='n'/>{L("1")}</binding></invocation>", "null" },
            {
                $"<context><contextEntry><variable name='f'/><functionDefinition><formalParameter name='x' typeRef='number'/><formalParameter name='y y'/>{L("x - y y + base")}</functionDefinition></contextEntry>"
                    + $"<contextEntry><variable name='r'/>{L("f(5, 3)")}</contextEntry><contextEntry>{L("[r, f(y y: 1, x: 1), f(\"a\", 1)]")}</contextEntry></context>",
                "[10, 8, null]"
            },
            {
                $"<context><contextEntry><variable name='a' typeRef='number'/>{L("\"text\"")}</contextEntry><contextEntry><variable name='b'/>{L("a = null")}</contextEntry></context>",
                "{a: null, b: true}"
            },
            {
                $"<context><contextEntry><variable name='base'/>{L("base + 1")}</contextEntry><contextEntry>{L("base")}</contextEntry></context>",
                "9"
            },
            { "<context></context>", "{}" },
            { "<list></list>", "[]" },
            { $"<list typeRef='tTexts'>{L("\"a\"")}{L("\"b\"")}</list>", "[\"a\", \"b\"]" },
            { $"<list typeRef='tTexts'>{L("\"a\"")}{L("1")}</list>", "null" },
            { $"<literalExpression typeRef='string'><text>5</text></literalExpression>", "null" },
            {
                $"<relation><column name='x' typeRef='number'/><column name='y'/><row>{L("base")}{L("[1]")}</row></relation>",
                "[{x: 8, y: [1]}]"
            },
            { "<relation><column name='x'/></relation>", "[]" },
            {
                $"<conditional><if>{L("null")}</if><then>{L("1")}</then><else><conditional><if>{L("true")}</if><then>{L("2")}</then><else>{L("3")}</else></conditional></else></conditional>",
                "2"
            },
            {
                $"<filter><in>{L("[{a: 1, b: 5}, {a: 2, b: 6}]")}</in><match>{L("a > 1")}</match></filter>",
                "[{a: 2, b: 6}]"
            },
            { $"<filter><in>{L("[{a: 1}, {a: 2}]")}</in><match>{L("item.a > base - 7")}</match></filter>", "[{a: 2}]" },
            { $"<filter><in>{L("[5, 6, 7]")}</in><match>{L("2")}</match></filter>", "null" },
            { $"<filter><in>{L("5")}</in><match>{L("item > 3")}</match></filter>", "[5]" },
            { $"<filter><in>{L("null")}</in><match>{L("true")}</match></filter>", "[]" },
            {
                $"<for iteratorVariable='n'><in>{L("[1..4]")}</in><return>{L("if n = 1 then 1 else n * partial[-1]")}</return></for>",
                "[1, 2, 6, 24]"
            },
            {
                $"<for iteratorVariable='n'><in>{L("[1, 2]")}</in><return><for iteratorVariable='m'><in>{L("[n, 10]")}</in><return>{L("n * m")}</return></for></return></for>",
                "[[1, 10], [4, 20]]"
            },
            { $"<for iteratorVariable='n'><in>{L("null")}</in><return>{L("n")}</return></for>", "null" },
            {
                $"<some iteratorVariable='n'><in>{L("[1, null]")}</in><satisfies>{L("n > 5")}</satisfies></some>",
                "null"
            },
            { $"<every iteratorVariable='n'><in>{L("[]")}</in><satisfies>{L("n > 5")}</satisfies></every>", "true" },
            { $"<some iteratorVariable='n'><in>{L("[]")}</in><satisfies>{L("n > 5")}</satisfies></some>", "false" },
        };

    [Theory]
    [MemberData(nameof(Boxed))]
    public void Boxed_logic_comes_out_as(string logic, string expected) => Evaluate(logic).ShouldBe(expected, logic);
}
