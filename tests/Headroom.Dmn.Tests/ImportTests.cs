namespace Headroom.Dmn.Tests;

/// <summary>Names, types and functions through imports.</summary>
public class ImportTests
{
    private const string Dmn = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    private static string Import(string name, string of) =>
        $"<import name='{name}' namespace='urn:{of}' importType='{Dmn}'/>";

    private static string Requires(params string[] hrefs) =>
        string.Concat(
            hrefs.Select(href =>
                href[0] switch
                {
                    '!' => $"<knowledgeRequirement><requiredKnowledge href='{href[1..]}'/></knowledgeRequirement>",
                    '?' => $"<informationRequirement><requiredInput href='{href[1..]}'/></informationRequirement>",
                    _ => $"<informationRequirement><requiredDecision href='{href}'/></informationRequirement>",
                }
            )
        );

    private static TestModel Rates(string name, string rate) =>
        new TestModel(name)
            .Add(
                $"<itemDefinition name='tRate'><typeRef>number</typeRef><allowedValues><text>[0..{rate}]</text></allowedValues></itemDefinition>"
            )
            .Input("base", "number")
            .Decision("Rate", "tRate", TestModel.Literal(rate))
            .Decision("Charge", "number", TestModel.Literal("base * Rate"), "?base", "Rate")
            .Add(
                "<businessKnowledgeModel id='_scaled' name='scaled up'><variable name='scaled up' typeRef='number'/>"
                    + $"<encapsulatedLogic><formalParameter name='n' typeRef='tRate'/>{TestModel.Literal($"n * {rate}")}</encapsulatedLogic></businessKnowledgeModel>"
            );

    private static FeelValue Decide(string type, string feel, string requires)
    {
        var main = new TestModel("main")
            .Add(Import("cheap", "cheap"))
            .Add(Import("dear one", "dear"))
            .Decision("Rate", "number", TestModel.Literal("7"))
            .Add(
                $"<decision id='_D' name='D'><variable name='D' typeRef='{type}'/>{requires}{TestModel.Literal(feel)}</decision>"
            );
        TestModel[] all = [main, Rates("cheap", "2"), Rates("dear", "5")];
        var compilation = DmnCompiler.Compile(
            [.. all.Select((model, i) => new DmnSource($"{i}.dmn", model.Xml()))],
            DmnOptions.Default
        );
        compilation.Diagnostics.ShouldBeEmpty();
        var model = compilation.Model!;
        var frame = model.CreateFrame();
        foreach (var input in model.Inputs)
        {
            frame.Set(input, FeelValue.Number(input.Namespace == "urn:cheap" ? 10m : 100m));
        }
        return model.Evaluate(model.Decision("D"), frame);
    }

    [Theory]
    [InlineData("number", "Rate + cheap.Rate + dear one.Rate", "14")]
    [InlineData("number", "cheap.Charge + dear one.Charge", "520")]
    [InlineData("number", "cheap.scaled up(2) + dear one.scaled up(2)", "14")]
    [InlineData("number", "cheap.scaled up(n: 1)", "2")]
    [InlineData("number", "cheap.scaled up(3)", "null")]
    [InlineData("number", "dear one.base - cheap.base", "90")]
    [InlineData("cheap.tRate", "2", "2")]
    [InlineData("cheap.tRate", "3", "null")]
    [InlineData("dear one.tRate", "3", "3")]
    [InlineData("boolean", "3 instance of cheap.tRate", "true")]
    [InlineData("boolean", "\"3\" instance of dear one.tRate", "false")]
    public void Tells_names_of_several_imports_apart(string type, string feel, string expected) =>
        Decide(
                type,
                feel,
                Requires(
                    "#_Rate",
                    "urn:cheap#_Rate",
                    "urn:dear#_Rate",
                    "urn:cheap#_Charge",
                    "urn:dear#_Charge",
                    "!urn:cheap#_scaled",
                    "!urn:dear#_scaled",
                    "?urn:cheap#_base",
                    "?urn:dear#_base"
                )
            )
            .ToString()
            .ShouldBe(expected);

    [Fact]
    public void An_import_without_a_name_brings_its_names_in_as_they_are()
    {
        var main = new TestModel("main")
            .Add(Import("", "cheap"))
            .Add(
                $"<decision id='_D' name='D'><variable name='D' typeRef='tRate'/>{Requires("urn:cheap#_Rate")}{TestModel.Literal("Rate / 2")}</decision>"
            );
        var model = DmnCompiler
            .Compile(
                [new DmnSource("main.dmn", main.Xml()), new DmnSource("cheap.dmn", Rates("cheap", "2").Xml())],
                DmnOptions.Default
            )
            .Model!;

        model.Evaluate(model.Decision("D"), model.CreateFrame()).ShouldBe(FeelValue.Number(1m));
    }

    [Fact]
    public void An_import_of_an_import_is_reached_through_both_names()
    {
        var middle = new TestModel("middle")
            .Add(Import("inner", "cheap"))
            .Add(
                $"<decision id='_Twice' name='Twice'><variable name='Twice' typeRef='inner.tRate'/>{Requires("urn:cheap#_Rate")}{TestModel.Literal("inner.Rate * 0.5")}</decision>"
            );
        var main = new TestModel("main")
            .Add(Import("mid", "middle"))
            .Add(
                $"<decision id='_D' name='D'><variable name='D' typeRef='number'/>{Requires("urn:middle#_Twice")}{TestModel.Literal("mid.Twice + 1")}</decision>"
            );
        var model = DmnCompiler
            .Compile(
                [
                    new DmnSource("main.dmn", main.Xml()),
                    new DmnSource("middle.dmn", middle.Xml()),
                    new DmnSource("cheap.dmn", Rates("cheap", "2").Xml()),
                ],
                DmnOptions.Default
            )
            .Model!;

        model.Evaluate(model.Decision("D"), model.CreateFrame()).ShouldBe(FeelValue.Number(2m));
    }
}
