namespace Headroom.Dmn.Tests;

public class SafetyTests
{
    private static readonly DmnLimits Small = DmnLimits.Default with
    {
        StepsMax = 200_000,
        ListSizeMax = 20_000,
        DepthMax = 100,
    };

    private static string CodeOf(string text)
    {
        var expression = FeelExpression.Compile(text, [], Small);
        return expression.Diagnostics.Count > 0
            ? expression.Diagnostics[0].Code
            : expression.Evaluate([]).Error?.Code ?? "";
    }

    [Theory]
    [InlineData("for x in 1..1000000000 return x", "feel.limit")]
    [InlineData("some x in 1..10000, y in 1..10000 satisfies false", "feel.limit")]
    [InlineData("for x in 1..200, y in 1..200 return x", "feel.limit")]
    [InlineData("{f: function(f, n) f(f, n + 1), r: f(f, 0)}.r", "feel.limit")]
    [InlineData("for i in 1..20000 return count(partial)", "feel.limit")]
    [InlineData("count(flatten(for i in 1..200 return partial))", "feel.limit")]
    [InlineData("10 ** 40", "feel.overflow")]
    [InlineData("@\"999999999-12-31\" + @\"P1Y\"", "feel.overflow")]
    public void Ends_what_would_not_end(string text, string code) => CodeOf(text).ShouldBe(code);

    [Fact]
    public void Refuses_nesting_without_end()
    {
        CodeOf(new string('(', 100_000) + "1").ShouldBe("feel.limit");
        CodeOf(new string('-', 100_000) + "1").ShouldBe("feel.limit");
        CodeOf(new string('[', 100_000)).ShouldBe("feel.limit");
        CodeOf(string.Concat(Enumerable.Repeat("if true then ", 10_000)) + "1").ShouldBe("feel.limit");
        CodeOf("1" + string.Concat(Enumerable.Repeat("+a", 90_000))).ShouldBe("feel.limit");
    }

    [Fact]
    public void Bounds_what_one_list_many_times_over_would_grow_to()
    {
        var doubling =
            "{x0: [1, 1]" + string.Concat(Enumerable.Range(1, 40).Select(i => $", x{i}: [x{i - 1}, x{i - 1}]")) + "}";

        CodeOf($"string length(string({doubling}.x40))").ShouldBe("feel.limit");
        CodeOf($"{doubling}.x40 = {doubling}.x40").ShouldBe("feel.limit");
        FeelExpression.Compile($"{doubling}.x30", [], Small).Evaluate([]).ToJson().Length.ShouldBeLessThan(40_000_000);
    }

    [Fact]
    public void Ends_regular_expressions_that_explode()
    {
        var text = new string('a', 40);

        CodeOf($"matches(\"{text}!\", \"^(a+)+$\")").ShouldBe("");
        CodeOf($"matches(\"{text}!\", \"^(a|aa)+\\\\1$\")").ShouldBe("feel.limit");
    }

    [Fact]
    public void Stops_when_the_caller_wants_it()
    {
        var expression = FeelExpression.Compile("some x in 1..100000, y in 1..100 satisfies false", []);
        var asked = 0;

        var result = expression.Evaluate([], cancelled: () => ++asked > 3);

        result.Error!.Code.ShouldBe("feel.cancelled");
        asked.ShouldBe(4);
    }

    [Fact]
    public void A_model_whose_function_calls_itself_for_ever_fails_and_can_be_asked_again()
    {
        var model = new TestModel()
            .Add(
                "<businessKnowledgeModel id='_loop' name='loop'><variable name='loop'/><encapsulatedLogic>"
                    + "<formalParameter name='n'/>"
                    + TestModel.Literal("loop(n + 1)")
                    + "</encapsulatedLogic></businessKnowledgeModel>"
            )
            .Input("n", "number")
            .Decision("Calls", "number", TestModel.Literal("if n = 0 then 0 else loop(n)"), "!loop", "?n")
            .Build();
        var frame = model.CreateFrame();
        frame.Set(model.Input("n"), FeelValue.Number(1m));

        model.Evaluate(model.Decision("Calls"), frame).Error!.Code.ShouldBe("feel.limit");
        frame.Outcome(model.Decision("Calls")).ShouldBe(DmnOutcome.Failed);

        frame.Reset();
        frame.Set(model.Input("n"), FeelValue.Number(0m));
        model.Evaluate(model.Decision("Calls"), frame).ShouldBe(FeelValue.Number(0m));
        frame.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Names_decisions_that_need_themselves()
    {
        var error = new TestModel()
            .Decision("A", "number", TestModel.Literal("B"), "B")
            .Decision("B", "number", TestModel.Literal("A"), "A")
            .Compile()
            .Diagnostics.ShouldHaveSingleItem();

        error.Code.ShouldBe("dmn.requirement.cycle");
        error.Message.ShouldContain("'A' → 'B' → 'A'");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_soup_of_tokens_gives_a_value_or_a_diagnostic(int seed)
    {
        string[] pieces =
        [
            "1",
            "0",
            "2.5",
            "-",
            "+",
            "*",
            "/",
            "**",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "..",
            ".",
            "=",
            "!=",
            "<",
            ">=",
            "\"a\"",
            "@\"P1D\"",
            "@\"2024-02-29\"",
            "true",
            "null",
            "not",
            "a",
            "b c",
            "item",
            "if",
            "then",
            "else",
            "for",
            "in",
            "return",
            "some",
            "every",
            "satisfies",
            "and",
            "or",
            "between",
            "instance of",
            "number",
            "list<number>",
            "function",
            "x",
            "sum",
            "count",
            "min",
            "string",
            "date",
            "flatten",
            "sort",
            "substring",
            "?",
            "'",
            "é",
            "🐎",
            "partial",
            "\\",
            "\"",
        ];
        var random = new SeededNumbers((ulong)seed);
        for (var i = 0; i < 300; i++)
        {
            var text = string.Join(
                ' ',
                Enumerable.Range(0, 1 + random.Next(12)).Select(_ => random.Pick<string>(pieces))
            );
            var expression = FeelExpression.Compile(text, ["a", "b c"], Small);
            if (expression.Diagnostics.Count == 0)
            {
                var value = expression.Evaluate([FeelValue.Number(1m), FeelValue.String("x")]);
                value.ToString().ShouldNotBeNull(text);
            }
            else
            {
                expression.Diagnostics[0].Position.ShouldBeInRange(0, text.Length, text);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_well_formed_expression_gives_the_same_value_twice(int seed)
    {
        var random = new SeededNumbers((ulong)seed);
        for (var i = 0; i < 200; i++)
        {
            var text = Generate(random, 4);
            var expression = FeelExpression.Compile(text, ["a", "b"], Small);
            expression.Diagnostics.ShouldBeEmpty(text);
            FeelValue[] inputs = [FeelValue.Number(random.Next(10)), FeelValue.String("s")];
            expression.Evaluate(inputs).ToString().ShouldBe(expression.Evaluate(inputs).ToString(), text);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_model_torn_apart_gives_diagnostics_or_a_model_that_answers(int seed)
    {
        var whole = new TestModel()
            .Add(
                "<itemDefinition name='tGrade'><typeRef>string</typeRef><allowedValues><text>\"A\",\"B\"</text></allowedValues></itemDefinition>"
            )
            .Input("n", "number")
            .Input("g", "tGrade")
            .Decision(
                "T",
                "number",
                TestModel.Table(
                    "hitPolicy='PRIORITY'",
                    "n:number|g:string",
                    "o:number @3,2,1",
                    "> 1|\"A\" => 1",
                    "-|not(\"A\") => n * 2"
                ),
                "?n",
                "?g"
            )
            .Decision(
                "D",
                "Any",
                $"<context><contextEntry><variable name='x'/>{TestModel.Literal("T + n")}</contextEntry><contextEntry>{TestModel.Literal("[x, for i in 1..3 return i * x]")}</contextEntry></context>",
                "T",
                "?n"
            )
            .Xml();
        var random = new SeededNumbers((ulong)seed);
        for (var i = 0; i < 150; i++)
        {
            var at = random.Next(whole.Length - 1);
            var length = random.Next(Math.Min(30, whole.Length - at));
            var torn = whole
                .Remove(at, length)
                .Insert(at, random.Pick<string>("", "<", "'", "null", "x", "<text>", "/>", "\"A\"", "&lt;"));
            var compilation = DmnCompiler.Compile(
                [new DmnSource("torn.dmn", torn)],
                DmnOptions.Default with
                {
                    DeferExpressionErrors = i % 2 == 0,
                }
            );
            if (compilation.Model is not { } model)
            {
                compilation.Diagnostics.ShouldContain(d => d.Severity == DmnSeverity.Error, torn);
                continue;
            }
            var frame = model.CreateFrame();
            foreach (var input in model.Inputs)
            {
                frame.Set(input, FeelValue.Number(2m));
            }
            foreach (var decision in model.Decisions)
            {
                model.EvaluateWithTrace(decision, frame).ToJson().ShouldNotBeEmpty(torn);
            }
        }
    }

    private static string Generate(SeededNumbers random, int depth)
    {
        string Sub() => Generate(random, depth - 1);
        if (depth == 0)
        {
            return random.Pick<string>(
                "1",
                "-2.5",
                "a",
                "b",
                "\"x\"",
                "null",
                "true",
                "[1, 2]",
                "@\"P1D\"",
                "@\"2024-01-31\"",
                "{k: 1}",
                "[1..5)"
            );
        }
        return random.Next(14) switch
        {
            0 => $"({Sub()} {random.Pick<string>("+", "-", "*", "/", "**")} {Sub()})",
            1 => $"({Sub()} {random.Pick<string>("=", "!=", "<", "<=", ">", ">=")} {Sub()})",
            2 => $"({Sub()} {random.Pick<string>("and", "or")} {Sub()})",
            3 => $"(if {Sub()} then {Sub()} else {Sub()})",
            4 => $"(for x in {Sub()} return {Sub()})",
            5 => $"(some x in {Sub()} satisfies {Sub()})",
            6 => $"({Sub()})[{Sub()}]",
            7 => $"[{Sub()}, {Sub()}]",
            8 => $"{{k: {Sub()}, m: {Sub()}}}",
            9 => $"({Sub()}).k",
            10 =>
                $"{random.Pick<string>("sum", "count", "min", "abs", "floor", "string", "not", "reverse", "flatten", "mean")}({Sub()})",
            11 => $"({Sub()} in ({Sub()}, {Sub()}))",
            12 => $"({Sub()} between {Sub()} and {Sub()})",
            _ => $"(function(p) {Sub()})({Sub()})",
        };
    }
}
