namespace Headroom.Dmn.Tests;

public class HitPolicyTests
{
    private static readonly string[] Rules = ["> 0 => \"low\"", "> 10 => \"high\"", "> 20 => \"high\""];
    private const string Output = "o:string @\"high\", \"low\"";

    private static (FeelValue Value, DmnOutcome Outcome) Decide(
        string policy,
        string outputs,
        decimal a,
        params string[] rules
    )
    {
        var model = new TestModel()
            .Input("a", "number")
            .Decision("D", "Any", TestModel.Table(policy, "a:number", outputs, rules), "?a")
            .Build();
        var frame = model.CreateFrame();
        frame.Set(model.Input("a"), FeelValue.Number(a));
        return (model.Evaluate(model.Decision("D"), frame), frame.Outcome(model.Decision("D")));
    }

    [Theory]
    [InlineData("hitPolicy='UNIQUE'", 5, "low")]
    [InlineData("hitPolicy='FIRST'", 25, "low")]
    [InlineData("hitPolicy='PRIORITY'", 15, "high")]
    [InlineData("hitPolicy='RULE ORDER'", 15, "[\"low\", \"high\"]")]
    [InlineData("hitPolicy='OUTPUT ORDER'", 25, "[\"high\", \"high\", \"low\"]")]
    [InlineData("hitPolicy='COLLECT'", 15, "[\"low\", \"high\"]")]
    [InlineData("hitPolicy='COLLECT' aggregation='COUNT'", 25, "3")]
    [InlineData("hitPolicy='COLLECT' aggregation='COUNT'", 0, "0")]
    public void Chooses_among_the_rules_that_match(string policy, int a, string expected) =>
        Decide(policy, Output, a, Rules).Value.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("SUM", "6")]
    [InlineData("MIN", "1")]
    [InlineData("MAX", "3")]
    public void Sums_up(string aggregation, string expected) =>
        Decide(
            $"hitPolicy='COLLECT' aggregation='{aggregation}'",
            "o:number",
            5m,
            "> 0 => 1",
            "> 1 => 2",
            "> 2 => a - 2"
        )
            .Value.ToString()
            .ShouldBe(expected);

    [Theory]
    [InlineData("hitPolicy='UNIQUE'")]
    [InlineData("hitPolicy='ANY'")]
    public void Fails_where_rules_contradict_each_other(string policy)
    {
        var (value, outcome) = Decide(policy, Output, 15m, Rules);

        value.IsNull.ShouldBeTrue();
        value.Error!.Code.ShouldBeOneOf("dmn.table.several", "dmn.table.disagree");
        outcome.ShouldBe(DmnOutcome.Failed);
    }

    [Fact]
    public void Ranks_by_the_values_of_the_type_where_the_column_lists_none()
    {
        var model = new TestModel()
            .Add(
                "<itemDefinition name='tRisk'><typeRef>string</typeRef><allowedValues><text>\"high\", \"low\"</text></allowedValues></itemDefinition>"
            )
            .Input("a", "number")
            .Decision("D", "tRisk", TestModel.Table("hitPolicy='PRIORITY'", "a:number", "o:tRisk", Rules), "?a")
            .Build();
        var frame = model.CreateFrame();
        frame.Set(model.Input("a"), FeelValue.Number(15m));

        model.Evaluate(model.Decision("D"), frame).ShouldBe(FeelValue.String("high"));
    }

    [Fact]
    public void Any_is_content_where_rules_agree() =>
        Decide("hitPolicy='ANY'", "o:number", 5m, "> 0 => 1", "> 1 => 2 - 1").Value.ShouldBe(FeelValue.Number(1m));

    [Fact]
    public void Gives_a_context_for_several_outputs() =>
        Decide("hitPolicy='UNIQUE'", "x:number|y:string", 5m, "> 0 => a * 2 | \"b\"")
            .Value.ToString()
            .ShouldBe("{x: 10, y: \"b\"}");

    [Fact]
    public void Falls_back_to_the_default() =>
        Decide("", "o:number!-1", -5m, "> 0 => 1").Value.ShouldBe(FeelValue.Number(-1m));

    [Fact]
    public void A_cell_may_look_at_other_names_and_at_its_input()
    {
        Decide("", "o:number", 5m, "? * 2 = a + 5 => 1").Value.ShouldBe(FeelValue.Number(1m));
        Decide("", "o:number", 5m, "> a - 1 => 1").Value.ShouldBe(FeelValue.Number(1m));
    }

    /// <summary>Several outputs, defaults and ranks: one row each. The rules are those below; a is 15 unless it says otherwise.</summary>
    [Theory]
    [InlineData("hitPolicy='FIRST'", 15, "{g: \"B\", n: 1}")]
    [InlineData("hitPolicy='RULE ORDER'", 15, "[{g: \"B\", n: 1}, {g: \"A\", n: 2}, {g: \"A\", n: 3}]")]
    [InlineData("hitPolicy='OUTPUT ORDER'", 15, "[{g: \"A\", n: 3}, {g: \"A\", n: 2}, {g: \"B\", n: 1}]")]
    [InlineData("hitPolicy='PRIORITY'", 15, "{g: \"A\", n: 3}")]
    [InlineData("hitPolicy='PRIORITY'", 7, "{g: \"A\", n: 2}")]
    [InlineData("hitPolicy='COLLECT'", 7, "[{g: \"B\", n: 1}, {g: \"A\", n: 2}]")]
    [InlineData("hitPolicy='COLLECT' aggregation='COUNT'", 15, "3")]
    [InlineData("hitPolicy='ANY'", 2, "{g: \"B\", n: 1}")]
    [InlineData("hitPolicy='UNIQUE'", 2, "{g: \"B\", n: 1}")]
    [InlineData("hitPolicy='UNIQUE'", 0, "null")]
    [InlineData("hitPolicy='ANY'", 15, "null")]
    [InlineData("hitPolicy='COLLECT'", 0, "null")]
    [InlineData("hitPolicy='RULE ORDER'", 0, "null")]
    [InlineData("hitPolicy='COLLECT' aggregation='COUNT'", 0, "0")]
    public void Chooses_among_rules_of_several_outputs(string policy, int a, string expected) =>
        Decide(
            policy,
            "g:string @\"A\", \"B\"|n:number @3, 2, 1",
            a,
            "> 0 => \"B\"|1",
            "> 5 => \"A\"|2",
            "> 10 => \"A\"|3"
        )
            .Value.ToString()
            .ShouldBe(expected);

    [Theory]
    [InlineData("hitPolicy='COLLECT' aggregation='SUM'", "o:number", "> 50 => 1", "null")]
    [InlineData("hitPolicy='COLLECT' aggregation='SUM'", "o:number!7", "> 50 => 1", "7")]
    [InlineData("hitPolicy='COLLECT' aggregation='MIN'", "o:number", "> 0 => 1.5", "1.5")]
    [InlineData("hitPolicy='COLLECT' aggregation='MAX'", "o:string", "> 0 => \"a\"", "a")]
    [InlineData("hitPolicy='COLLECT' aggregation='SUM'", "o:string", "> 0 => \"a\"", "null")]
    [InlineData("hitPolicy='COLLECT' aggregation='SUM'", "o:dayTimeDuration", "> 0 => duration(\"P1D\")", "P1D")]
    [InlineData("hitPolicy='FIRST'", "x:number!1|y:string!\"z\"", "> 50 => 2|\"b\"", "{x: 1, y: \"z\"}")]
    [InlineData("hitPolicy='UNIQUE'", "o:number", "> 0 => [4]", "4")]
    [InlineData("hitPolicy='UNIQUE'", "o:Any", "> 0 => {x: a, y: [a]}", "{x: 5, y: [5]}")]
    [InlineData("hitPolicy='UNIQUE'", "o:Any", "> 0 => if a > 3 then \"more\" else null", "more")]
    public void Comes_out_as(string policy, string outputs, string rule, string expected) =>
        Decide(policy, outputs, 5m, rule).Value.ToString().ShouldBe(expected);
}
