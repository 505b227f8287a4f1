namespace Headroom.Dmn.Tests;

public class BoxedLogicTests
{
    private static string L(string feel) => TestModel.Literal(feel);

    public static TheoryData<string, string> Boxed() =>
        new()
        {
            {
                $"<context><contextEntry><variable name='a'/>{L("2")}</contextEntry><contextEntry><variable name='b c'/>{L("a * 3")}</contextEntry></context>",
                "{a: 2, b c: 6}"
            },
            {
                $"<context><contextEntry><variable name='a'/>{L("2")}</contextEntry><contextEntry>{L("a + 1")}</contextEntry></context>",
                "3"
            },
            { $"<list>{L("1")}{L("1 + 1")}</list>", "[1, 2]" },
            {
                $"<relation><column name='x'/><column name='y'/><row>{L("1")}{L("\"a\"")}</row><row>{L("2")}{L("\"b\"")}</row></relation>",
                "[{x: 1, y: \"a\"}, {x: 2, y: \"b\"}]"
            },
            {
                $"<conditional><if>{L("1 > 0")}</if><then>{L("\"yes\"")}</then><else>{L("\"no\"")}</else></conditional>",
                "yes"
            },
            { $"<conditional><if>{L("\"x\"")}</if><then>{L("1")}</then><else>{L("2")}</else></conditional>", "null" },
            { $"<filter><in>{L("[1, 2, 3]")}</in><match>{L("item > 1")}</match></filter>", "[2, 3]" },
            { $"<for iteratorVariable='n'><in>{L("1..3")}</in><return>{L("n * n")}</return></for>", "[1, 4, 9]" },
            { $"<some iteratorVariable='n'><in>{L("[1, 2]")}</in><satisfies>{L("n > 1")}</satisfies></some>", "true" },
            {
                $"<every iteratorVariable='n'><in>{L("[1, 2]")}</in><satisfies>{L("n > 1")}</satisfies></every>",
                "false"
            },
            {
                $"<context><contextEntry><variable name='f'/><functionDefinition><formalParameter name='n' typeRef='number'/>{L("n + 1")}</functionDefinition></contextEntry><contextEntry>{L("f(1)")}</contextEntry></context>",
                "2"
            },
            { $"<invocation>{L("twice")}<binding><parameter name='amount'/>{L("21")}</binding></invocation>", "42" },
        };

    [Theory]
    [MemberData(nameof(Boxed))]
    public void Evaluates_boxed_expressions(string logic, string expected)
    {
        var model = new TestModel()
            .Add(
                "<businessKnowledgeModel id='_twice' name='twice'><variable name='twice' typeRef='number'/><encapsulatedLogic>"
                    + $"<formalParameter name='amount' typeRef='number'/>{L("amount * 2")}</encapsulatedLogic></businessKnowledgeModel>"
            )
            .Decision("D", "Any", logic.Replace("1..3", "[1..3]", StringComparison.Ordinal), "!twice")
            .Build();

        model.Evaluate(model.Decision("D"), model.CreateFrame()).ToString().ShouldBe(expected);
    }

    [Fact]
    public void A_table_inside_a_function_sees_its_parameters()
    {
        var table = TestModel.Table("", "amount:number", "o:number", "> 10 => amount * rate", "<= 10 => rate");
        var model = new TestModel()
            .Add(
                "<businessKnowledgeModel id='_price' name='price'><variable name='price' typeRef='number'/><encapsulatedLogic>"
                    + $"<formalParameter name='amount' typeRef='number'/><formalParameter name='rate' typeRef='number'/>{table}</encapsulatedLogic></businessKnowledgeModel>"
            )
            .Decision("D", "Any", L("[price(20, 2), price(5, 3)]"), "!price")
            .Build();

        model.Evaluate(model.Decision("D"), model.CreateFrame()).ToString().ShouldBe("[40, 3]");
    }

    [Fact]
    public void A_decision_service_decides_with_its_own_arguments()
    {
        var model = new TestModel()
            .Input("base", "number")
            .Decision("Rate", "number", L("0.5"))
            .Decision("Fee", "number", L("base * Rate"), "?base", "Rate")
            .Add(
                "<decisionService id='_fees' name='fees'><variable name='fees' typeRef='number'/><outputDecision href='#_Fee'/>"
                    + "<inputDecision href='#_Rate'/><inputData href='#_base'/></decisionService>"
            )
            .Decision("D", "Any", L("[fees(10, 2), fees(Rate: 3, base: 10), Fee]"), "!fees", "Fee")
            .Build();
        var frame = model.CreateFrame();
        frame.Set(model.Input("base"), FeelValue.Number(8m));

        model.Evaluate(model.Decision("D"), frame).ToString().ShouldBe("[20, 30, 4]");
        model
            .Invoke(
                "fees",
                new Dictionary<string, FeelValue> { ["base"] = FeelValue.Number(2m), ["Rate"] = FeelValue.Number(7m) },
                frame
            )
            .ShouldBe(FeelValue.Number(14m));
    }

    [Fact]
    public void Imports_other_files_by_namespace_with_their_types()
    {
        var library = new TestModel("library")
            .Add(
                "<itemDefinition name='tGrade'><typeRef>string</typeRef><allowedValues><text>\"A\",\"B\"</text></allowedValues></itemDefinition>"
            )
            .Input("grade", "tGrade")
            .Decision("Is good", "boolean", L("grade = \"A\""), "?grade");
        var policy = new TestModel("policy")
            .Add(
                "<import name='lib' namespace='urn:library' importType='https://www.omg.org/spec/DMN/20230324/MODEL/'/>"
            )
            .Add(
                "<decision id='_limit' name='Limit'><variable name='Limit' typeRef='number'/>"
                    + "<informationRequirement><requiredDecision href='urn:library#_Is_good'/></informationRequirement>"
                    + L("if lib.Is good then 100 else 10")
                    + "</decision>"
            );
        var compilation = DmnCompiler.Compile(
            [new DmnSource("policy.dmn", policy.Xml()), new DmnSource("library.dmn", library.Xml())],
            DmnOptions.Default
        );
        compilation.Diagnostics.ShouldBeEmpty();
        var model = compilation.Model!;
        var frame = model.CreateFrame();

        frame.Set(model.Input("grade"), FeelValue.String("A"));
        model.Evaluate(model.Decision("Limit"), frame).ShouldBe(FeelValue.Number(100m));
        frame.Set(model.Input("grade"), FeelValue.String("Z"));
        frame.Errors.ShouldHaveSingleItem().Message.ShouldContain("tGrade");
        model.Decision("Limit").RequiredInputs.ShouldHaveSingleItem().Name.ShouldBe("grade");
    }

    [Fact]
    public void Says_which_import_is_missing()
    {
        new TestModel()
            .Add(
                "<import name='lib' namespace='urn:library' importType='https://www.omg.org/spec/DMN/20230324/MODEL/'/>"
            )
            .Compile()
            .Diagnostics.ShouldHaveSingleItem()
            .Code.ShouldBe("dmn.import.missing");
    }

    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    public void Reads_every_version_from_1_2_to_1_5(string version)
    {
        var model = new TestModel("versions", version).Decision("D", "number", L("1 + 1")).Build();

        model.Evaluate(model.Decision("D"), model.CreateFrame()).ShouldBe(FeelValue.Number(2m));
    }
}
