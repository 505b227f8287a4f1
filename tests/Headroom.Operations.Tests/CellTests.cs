using Headroom.Dmn;
using Headroom.Operations.Import;

namespace Headroom.Operations.Tests;

public class CellTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-12")]
    [InlineData("+3")]
    [InlineData(" 12.50 ")]
    [InlineData("0.5")]
    [InlineData("-0.000000000000000123456789012345")]
    [InlineData("123456789012345")]
    [InlineData("123456789012345000")]
    public void A_field_that_is_wholly_a_number_is_one(string field) =>
        Cell.Read(field)
            .ShouldBe(FeelValue.Number(decimal.Parse(field, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("007")]
    [InlineData("00.5")]
    [InlineData("1,234")]
    [InlineData("1e5")]
    [InlineData("12a")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("-")]
    [InlineData("１２")]
    [InlineData("1234567890123456")]
    [InlineData("110101199003077758")]
    public void What_only_looks_like_a_number_stays_text(string field) =>
        Cell.Read(field).ShouldBe(FeelValue.String(field));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_field_is_null(string field) => Cell.Read(field).IsNull.ShouldBeTrue();

    [Theory]
    [InlineData("123456789012345", false)]
    [InlineData("1234567890123456", true)]
    [InlineData("1.23456789012345", false)]
    [InlineData("1.234567890123456", true)]
    [InlineData("0.0000001234567890123456", true)]
    [InlineData("1200000000000000000", false)]
    [InlineData("x", false)]
    public void More_than_fifteen_significant_digits_are_too_precise(string field, bool tooPrecise) =>
        Cell.IsTooPrecise(field).ShouldBe(tooPrecise);
}
