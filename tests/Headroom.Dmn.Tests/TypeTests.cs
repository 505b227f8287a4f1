namespace Headroom.Dmn.Tests;

public class TypeTests
{
    private const string Types =
        "<itemDefinition name='tLoan'><itemComponent name='amount'><typeRef>number</typeRef></itemComponent>"
        + "<itemComponent name='monthly rate'><typeRef>number</typeRef></itemComponent></itemDefinition>"
        + "<itemDefinition name='tLoans' isCollection='true'><typeRef>tLoan</typeRef></itemDefinition>"
        + "<itemDefinition name='tPercent'><typeRef>number</typeRef><allowedValues><text>[0..100]</text></allowedValues></itemDefinition>"
        + "<itemDefinition name='tShares' isCollection='true'><typeRef>number</typeRef><allowedValues><text>&gt; 0</text></allowedValues>"
        + "<typeConstraint><text>sum(?) = 100</text></typeConstraint></itemDefinition>";

    private static FeelValue Decide(string type, string feel)
    {
        var model = new TestModel().Add(Types).Decision("D", type, TestModel.Literal(feel)).Build();
        return model.Evaluate(model.Decision("D"), model.CreateFrame());
    }

    [Theory]
    [InlineData("number", "[5]", "5")]
    [InlineData("tLoans", "{amount: 1, monthly rate: 2}", "[{amount: 1, monthly rate: 2}]")]
    [InlineData("tLoan", "{amount: 1}", "null")]
    [InlineData("tLoan", "{amount: 1, monthly rate: null, more: 3}", "{amount: 1, monthly rate: null, more: 3}")]
    [InlineData("tPercent", "100", "100")]
    [InlineData("tPercent", "100.5", "null")]
    [InlineData("tShares", "[40, 60]", "[40, 60]")]
    [InlineData("tShares", "[40, 50]", "null")]
    [InlineData("tShares", "[-40, 140]", "null")]
    [InlineData("dateTime", "date(\"2024-01-31\")", "2024-01-31T00:00:00Z")]
    public void Fits_values_to_declared_types(string type, string feel, string expected) =>
        Decide(type, feel).ToString().ShouldBe(expected);

    [Fact]
    public void What_does_not_fit_is_null_with_an_error() =>
        Decide("tPercent", "50 * 3").Error!.Code.ShouldBe("feel.type");

    [Fact]
    public void Members_with_spaces_are_found_through_their_types()
    {
        var model = new TestModel()
            .Add(Types)
            .Input("loan", "tLoan")
            .Decision("D", "number", TestModel.Literal("loan.amount * loan.monthly rate - 1"), "?loan")
            .Build();
        var frame = model.CreateFrame();
        frame.Set(
            model.Input("loan"),
            FeelValue.FromJson("{\"amount\": 100, \"monthly rate\": 0.5}", model.Input("loan").Type)
        );

        model.Evaluate(model.Decision("D"), frame).ShouldBe(FeelValue.Number(49m));
    }

    [Theory]
    [InlineData("number", "grade + 1", "feel.type")]
    [InlineData("boolean", "income > \"many\"", "feel.type")]
    [InlineData("number", "\"many\"", "dmn.type")]
    [InlineData("string", "income * 2", "dmn.type")]
    [InlineData("tNothing", "1", "dmn.type.unknown")]
    public void Tells_before_a_model_runs_which_types_cannot_go_together(string type, string feel, string code)
    {
        var compilation = new TestModel()
            .Input("income", "number")
            .Input("grade", "string")
            .Decision("D", type, TestModel.Literal(feel), "?income", "?grade")
            .Compile();

        compilation.Model.ShouldBeNull();
        compilation.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void Tells_which_cell_has_a_value_of_another_type()
    {
        var found = new TestModel()
            .Input("income", "number")
            .Decision(
                "D",
                "Any",
                TestModel.Table("hitPolicy='FIRST'", "income:number", "o:number", "\"low\" => 1", "- => \"x\""),
                "?income"
            )
            .Compile()
            .Diagnostics.Where(d => d.Severity == DmnSeverity.Error)
            .Select(d => (d.Code, d.Row, d.Column));

        found.ShouldBe([("dmn.table.cell-type", 1, "income"), ("dmn.type", 2, "o")]);
    }

    [Fact]
    public void Names_types_that_are_made_of_themselves()
    {
        new TestModel()
            .Add(
                "<itemDefinition name='a'><typeRef>b</typeRef></itemDefinition><itemDefinition name='b'><typeRef>a</typeRef></itemDefinition>"
            )
            .Compile()
            .Diagnostics.ShouldAllBe(d => d.Code == "dmn.type.cycle");
    }
}
