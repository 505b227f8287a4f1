namespace Headroom.Dmn.Tests;

public class ModelTests
{
    private static DmnModel LimitPolicy() =>
        new TestModel("limit")
            .Input("monthly income", "number")
            .Input("grade", "string")
            .Input("late payments", "number")
            .Decision(
                "Knocked out",
                "boolean",
                TestModel.Table("hitPolicy='FIRST'", "late payments:number", "out:boolean!false", "> 3 => true"),
                "?late payments"
            )
            .Decision(
                "Multiple",
                "number",
                TestModel.Table(
                    "hitPolicy='UNIQUE'",
                    "grade:string|monthly income:number",
                    "multiple:number",
                    "\"A\",\"B\" | >= 10000 => 3",
                    "\"A\",\"B\" | < 10000 => 2",
                    "\"C\" | - => 1"
                ),
                "?grade",
                "?monthly income"
            )
            .Decision(
                "Limit",
                "number",
                TestModel.Literal("if Knocked out then 0 else floor(monthly income * Multiple / 100) * 100"),
                "Knocked out",
                "Multiple",
                "?monthly income"
            )
            .Build();

    [Theory]
    [InlineData("A", 15_040, 0, "45100")]
    [InlineData("B", 9_999, 3, "19900")]
    [InlineData("C", 9_999, 3, "9900")]
    [InlineData("A", 15_040, 4, "0")]
    [InlineData("D", 15_040, 0, "null")]
    public void Decides_a_limit_over_several_decisions(string grade, int income, int late, string expected)
    {
        var model = LimitPolicy();
        var frame = model.CreateFrame();
        frame.Set(model.Input("monthly income"), FeelValue.Number(income));
        frame.Set(model.Input("grade"), FeelValue.String(grade));
        frame.Set(model.Input("late payments"), FeelValue.Number(late));

        model.Evaluate(model.Decision("Limit"), frame).ToString().ShouldBe(expected);
    }

    [Fact]
    public void Tells_no_rule_matched_from_a_null_and_from_a_failure()
    {
        var model = LimitPolicy();
        var frame = model.CreateFrame();
        frame.Set(model.Input("grade"), FeelValue.String("D"));
        frame.Set(model.Input("monthly income"), FeelValue.Number(1m));

        model.Evaluate(model.Decision("Limit"), frame).IsNull.ShouldBeTrue();

        frame.Outcome(model.Decision("Multiple")).ShouldBe(DmnOutcome.NoRuleMatched);
        frame.Outcome(model.Decision("Knocked out")).ShouldBe(DmnOutcome.Decided);
        frame.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Refuses_an_input_of_another_type_with_an_error_that_names_it()
    {
        var model = LimitPolicy();
        var frame = model.CreateFrame();

        frame.Set(model.Input("monthly income"), FeelValue.String("much"));

        var error = frame.Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe("dmn.input.type");
        error.Decision.ShouldBe("monthly income");
    }

    [Fact]
    public void Keeps_the_cause_of_an_input_that_no_decimal_holds()
    {
        var model = LimitPolicy();
        var frame = model.CreateFrame();
        var income = model.Input("monthly income");

        frame.Set(income, FeelValue.FromJson("1e400", income.Type));

        frame.Errors.ShouldHaveSingleItem().Code.ShouldBe("feel.overflow");
    }

    [Fact]
    public void Traces_every_decision_with_the_cells_that_matched()
    {
        var model = LimitPolicy();
        var frame = model.CreateFrame();
        frame.Set(model.Input("monthly income"), FeelValue.Number(9_999m));
        frame.Set(model.Input("grade"), FeelValue.String("B"));

        var trace = model.EvaluateWithTrace(model.Decision("Limit"), frame);

        trace.Steps.Select(step => step.Decision).ShouldBe(["Knocked out", "Multiple", "Limit"]);
        var table = trace.Steps[1].Tables.ShouldHaveSingleItem();
        table.Matched.ShouldBe([2]);
        table.CellMatched(1, 0).ShouldBeTrue();
        table.CellMatched(1, 1).ShouldBeFalse();
        trace.Equals(model.EvaluateWithTrace(model.Decision("Limit"), frame)).ShouldBeTrue();
        trace.Render().ShouldContain("rule 2: \"A\",\"B\" | < 10000 → 2");
    }

    [Theory]
    [InlineData("FIRST", new[] { 2 }, new[] { 3 })]
    [InlineData("PRIORITY", new[] { 3 }, new[] { 2 })]
    [InlineData("RULE ORDER", new[] { 2, 3 }, new int[0])]
    [InlineData("OUTPUT ORDER", new[] { 2, 3 }, new int[0])]
    public void Only_the_rule_that_counts_fired_and_others_that_matched_were_passed_over(
        string policy,
        int[] fired,
        int[] passedOver
    )
    {
        var model = new TestModel()
            .Input("n", "number")
            .Decision(
                "Limit",
                "Any",
                TestModel.Table(
                    $"hitPolicy='{policy}'",
                    "n:number",
                    "o:string @\"high\",\"low\"",
                    "< 0 => \"low\"",
                    "< 10 => \"low\"",
                    "- => \"high\""
                ),
                "?n"
            )
            .Build();
        var frame = model.CreateFrame();
        frame.Set(model.Input("n"), FeelValue.Number(5m));
        var rules = new List<int>();

        model.Evaluate(model.Decision("Limit"), frame, rules);
        var trace = model.EvaluateWithTrace(model.Decision("Limit"), frame);

        var table = trace.Steps[0].Tables.ShouldHaveSingleItem();
        table.Matched.ShouldBe([2, 3]);
        table.Fired.ShouldBe(fired);
        table.PassedOver.ShouldBe(passedOver);
        rules.ShouldBe(fired);
        trace.ToJson().ShouldContain($"\"matched\":[2,3],\"fired\":[{string.Join(',', fired)}]");
        foreach (var rule in passedOver)
        {
            trace.Render().ShouldContain($"rule {rule} (passed over): ");
        }
    }

    [Fact]
    public void Decides_again_after_an_input_changes()
    {
        var model = LimitPolicy();
        var frame = model.CreateFrame();
        frame.Set(model.Input("monthly income"), FeelValue.Number(1_000m));
        frame.Set(model.Input("grade"), FeelValue.String("C"));
        model.Evaluate(model.Decision("Limit"), frame).ShouldBe(FeelValue.Number(1_000m));

        frame.Set(model.Input("monthly income"), FeelValue.Number(2_000m));

        model.Evaluate(model.Decision("Limit"), frame).ShouldBe(FeelValue.Number(2_000m));
    }

    [Fact]
    public void Allocates_nothing_for_tables_of_numbers_and_strings()
    {
        var model = LimitPolicy();
        var frame = model.CreateFrame();
        var (income, grade, late) = (model.Input("monthly income"), model.Input("grade"), model.Input("late payments"));
        var limit = model.Decision("Limit");
        FeelValue Run(decimal amount)
        {
            frame.Reset();
            frame.Set(income, FeelValue.Number(amount));
            frame.Set(grade, FeelValue.String("A"));
            frame.Set(late, FeelValue.Number(1m));
            return model.Evaluate(limit, frame);
        }
        Run(1m);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Run(i);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Says_what_is_wrong_with_a_cell_and_where()
    {
        var compilation = new TestModel("wrong")
            .Input("age", "number")
            .Decision(
                "Allowed",
                "boolean",
                TestModel.Table("", "age:number", "allowed:boolean", "< 18 => false", ">= => true"),
                "?age"
            )
            .Compile();

        compilation.Model.ShouldBeNull();
        var error = compilation.Diagnostics.ShouldHaveSingleItem();
        (error.Code, error.File, error.Decision, error.Row, error.Column).ShouldBe(
            ("feel.syntax", "wrong.dmn", "Allowed", 2, "age")
        );
        error.Line.ShouldBe(1);
    }

    [Fact]
    public void Names_an_unknown_name_and_the_cure()
    {
        var compilation = new TestModel()
            .Input("age", "number")
            .Decision("Double", "number", TestModel.Literal("age * 2"))
            .Compile();

        var error = compilation.Diagnostics.ShouldHaveSingleItem();
        error.Code.ShouldBe("feel.name");
        error.Cure.ShouldContain("does not require it");
    }

    [Theory]
    [InlineData("floor(age, 1, 2)", "feel.call", "does not take 3 arguments")]
    [InlineData("floor(number: age)", "feel.call", "does not have these parameters: number")]
    [InlineData("flor(age)", "feel.name", "There is no 'flor'")]
    [InlineData("if age >= \"18\" then 1 else 0", "feel.type", "'>=' does not work on number and string")]
    public void Names_calls_and_operators_that_cannot_work(string feel, string code, string message)
    {
        var compilation = new TestModel()
            .Input("age", "number")
            .Decision("D", "number", TestModel.Literal(feel), "?age")
            .Compile();

        var error = compilation.Diagnostics.ShouldHaveSingleItem();
        error.Code.ShouldBe(code);
        error.Message.ShouldContain(message);
        (code == "feel.name" && !error.Cure.Contains("'floor'", StringComparison.Ordinal)).ShouldBeFalse();
    }

    [Fact]
    public void A_ring_of_decisions_does_not_hide_what_else_is_wrong()
    {
        var compilation = new TestModel()
            .Decision("A", "number", TestModel.Literal("B + x"), "B")
            .Decision("B", "number", TestModel.Literal("A"), "A")
            .Compile();

        compilation.Model.ShouldBeNull();
        compilation.Diagnostics.Select(d => d.Code).ShouldBe(["dmn.requirement.cycle", "feel.name"]);
    }

    [Fact]
    public void Refuses_document_types_and_broken_xml()
    {
        var evil = "<!DOCTYPE definitions [<!ENTITY x 'y'>]><definitions namespace='n'>&x;</definitions>";

        DmnCompiler
            .Compile([new DmnSource("evil.dmn", evil)], DmnOptions.Default)
            .Diagnostics.ShouldHaveSingleItem()
            .Code.ShouldBe("dmn.xml");
    }
}
