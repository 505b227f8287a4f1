namespace Headroom.Dmn.Tests;

public class FeelExpressionTests
{
    [Fact]
    public void Evaluates_over_names_with_spaces()
    {
        var expression = FeelExpression.Compile("monthly income / 12 + age", ["monthly income", "age"]);

        expression.Diagnostics.ShouldBeEmpty();
        expression.Evaluate([FeelValue.Number(24m), FeelValue.Number(30m)]).ShouldBe(FeelValue.Number(32m));
    }

    [Theory]
    [InlineData("income / ", "feel.syntax", 9)]
    [InlineData("incme / 12", "feel.name", 0)]
    [InlineData("monthly incme / 12", "feel.name", 0)]
    [InlineData("\"open", "feel.syntax", 0)]
    public void Says_where_a_text_is_wrong(string text, string code, int position)
    {
        var error = FeelExpression.Compile(text, ["income"]).Diagnostics.ShouldHaveSingleItem();

        (error.Code, error.Position).ShouldBe((code, position));
    }

    [Theory]
    [InlineData("monthly incme / 12", "Did you mean 'monthly income'?")]
    [InlineData("agee + 1", "Did you mean 'age'?")]
    [InlineData("something strange", "There is no 'something strange' here.")]
    public void Says_which_name_was_meant(string text, string hint) =>
        FeelExpression.Compile(text, ["monthly income", "age"]).Diagnostics[0].Message.ShouldEndWith(hint);

    [Fact]
    public void A_failure_is_a_null_that_says_why()
    {
        var result = FeelExpression.Compile("a + 1", ["a"]).Evaluate([FeelValue.String("x")]);

        result.IsNull.ShouldBeTrue();
        result.Error!.Code.ShouldBe("feel.type");
    }

    [Fact]
    public void Missing_data_is_no_error()
    {
        var result = FeelExpression.Compile("a + 1", ["a"]).Evaluate([FeelValue.Null]);

        result.IsNull.ShouldBeTrue();
        result.Error.ShouldBeNull();
    }

    [Theory]
    [InlineData("{\"a\":1.50,\"b\":[true,null,\"x\"]}", "{a: 1.5, b: [true, null, \"x\"]}")]
    public void Reads_and_writes_json(string json, string feel)
    {
        var value = FeelValue.FromJson(json);

        value.ToString().ShouldBe(feel);
        FeelValue.FromJson(value.ToJson()).ShouldBe(value);
    }

    [Fact]
    public void Reads_dates_from_json_where_the_type_says_so()
    {
        FeelValue.FromJson("\"2024-02-29\"", FeelType.Date).ShouldBe(FeelValue.Date(2024, 2, 29));
        FeelValue.FromJson("\"2024-02-29\"").Kind.ShouldBe(FeelKind.String);
    }
}
