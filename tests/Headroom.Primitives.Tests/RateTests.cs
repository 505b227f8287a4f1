namespace Headroom.Primitives.Tests;

public class RateTests
{
    [Theory]
    [InlineData("0.0005", RateBasis.Annual360, "0.18")]
    [InlineData("0.0005", RateBasis.Annual365, "0.1825")]
    [InlineData("0.00015", RateBasis.Annual360, "0.054")]
    public void A_daily_rate_is_annualised_on_its_basis(string daily, RateBasis basis, string annual)
    {
        var rate = Rate.Daily(Number(daily)).To(basis);
        rate.Fraction.ShouldBe(Number(annual));
        rate.To(RateBasis.Daily).Fraction.ShouldBe(Number(daily));
    }

    [Fact]
    public void A_published_annual_rate_has_six_decimals() =>
        Rate.Daily(0.000333333m).To(RateBasis.Annual360, digits: 6).Fraction.ShouldBe(0.12m);

    [Theory]
    [InlineData(10_000_00, "0.0005", RateBasis.Daily, 30, 150_00)]
    [InlineData(10_000_00, "0.1825", RateBasis.Annual365, 31, 155_00)]
    [InlineData(10_000_00, "0.18", RateBasis.Annual360, 31, 155_00)]
    [InlineData(1_00, "0.0005", RateBasis.Daily, 1, 0)]
    [InlineData(10_00, "0.0005", RateBasis.Daily, 1, 1)]
    public void Simple_interest_is_rounded_as_named(
        long principal,
        string fraction,
        RateBasis basis,
        int days,
        long fen
    ) =>
        new Rate(Number(fraction), basis)
            .Interest(new Money(principal, Currency.CNY), days, Rounding.HalfUp)
            .MinorUnits.ShouldBe(fen);

    [Fact]
    public void The_text_names_the_basis() => Rate.Daily(0.0005m).ToString().ShouldBe("0.05 % daily");

    private static decimal Number(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
