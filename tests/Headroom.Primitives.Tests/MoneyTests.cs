using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Primitives.Tests;

public class MoneyTests
{
    private static Gen<long> MinorUnits => Between(-1_000_000_000_000, 1_000_000_000_000);

    [Fact]
    public void Addition_has_zero_and_opposites_and_any_order() =>
        Prop.ForAll(
                Arb.From(Gen.Three(MinorUnits)),
                t =>
                {
                    var (a, b, c) = (Cny(t.Item1), Cny(t.Item2), Cny(t.Item3));
                    return a + b == b + a
                        && a + b + c == a + (b + c)
                        && a + Money.Zero(Currency.CNY) == a
                        && (a + -a).IsZero
                        && a - b == a + -b;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Allocation_sums_to_the_whole_and_gives_nothing_to_weight_zero() =>
        Prop.ForAll(
                Arb.From(MinorUnits),
                Arb.From(Between(0, 1_000_000).ListOf().Where(weights => weights.Any(w => w > 0))),
                (amount, weights) =>
                {
                    var parts = Cny(amount).Allocate(weights.ToArray());
                    return parts.Aggregate((x, y) => x + y) == Cny(amount)
                        && parts.Zip(weights).All(p => p.Second > 0 || p.First.IsZero)
                        && parts.All(p => Math.Sign(p.MinorUnits) * Math.Sign(amount) >= 0);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Text_reads_back_in_every_currency() =>
        Prop.ForAll(
                Arb.From(MinorUnits),
                Arb.From(Gen.Elements(Currency.All.AsEnumerable())),
                (amount, currency) =>
                {
                    var money = new Money(amount, currency);
                    return Money.Parse(money.ToAmountString(), currency).Value == money
                        && Money.FromAmount(money.Amount, currency, Rounding.Down) == money;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_step_rounds_down_and_by_less_than_a_step() =>
        Prop.ForAll(
                Arb.From(Between(0, 1_000_000_000)),
                Arb.From(Between(1, 1_000_000)),
                (amount, step) =>
                {
                    var rounded = Cny(amount).RoundDownToStep(Cny(step));
                    return rounded.MinorUnits % step == 0
                        && rounded <= Cny(amount)
                        && amount - rounded.MinorUnits < step;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2.5", Rounding.HalfUp, 3)]
    [InlineData("-2.5", Rounding.HalfUp, -3)]
    [InlineData("2.5", Rounding.HalfEven, 2)]
    [InlineData("3.5", Rounding.HalfEven, 4)]
    [InlineData("2.9", Rounding.Down, 2)]
    [InlineData("-2.9", Rounding.Down, -2)]
    [InlineData("2.1", Rounding.Up, 3)]
    [InlineData("-2.1", Rounding.Up, -3)]
    [InlineData("-0.5", Rounding.HalfEven, 0)]
    public void Each_rounding_decides_a_fraction_as_named(string minorUnits, Rounding rounding, long expected) =>
        new Money(1, Currency.JPY)
            .Multiply(decimal.Parse(minorUnits, System.Globalization.CultureInfo.InvariantCulture), rounding)
            .MinorUnits.ShouldBe(expected);

    [Theory]
    [InlineData("CNY", "12.345", "money-too-precise")]
    [InlineData("JPY", "12.5", "money-too-precise")]
    [InlineData("KWD", "1.2345", "money-too-precise")]
    [InlineData("CNY", "1e3", "money-malformed")]
    [InlineData("CNY", "1,000", "money-malformed")]
    [InlineData("CNY", "", "money-malformed")]
    [InlineData("CNY", "90071992547409.92", "money-out-of-range")]
    public void Text_that_is_no_exact_amount_is_refused(string currency, string text, string code) =>
        Money.Parse(text, Currency.FromCode(currency).Value).Refusal!.Code.ShouldBe(code);

    [Theory]
    [InlineData("CNY", "1234.5", "1234.50 CNY")]
    [InlineData("JPY", "1234", "1234 JPY")]
    [InlineData("KWD", "0.001", "0.001 KWD")]
    public void Text_shows_every_digit_of_the_currency(string currency, string text, string expected) =>
        Money.Parse(text, Currency.FromCode(currency).Value).Value.ToString().ShouldBe(expected);

    [Fact]
    public void Two_currencies_and_amounts_out_of_range_throw()
    {
        Should.Throw<InvalidOperationException>(() => Cny(1) + new Money(1, Currency.USD));
        Should.Throw<InvalidOperationException>(() => Cny(1) < new Money(1, Currency.USD));
        Should.Throw<OverflowException>(() => new Money(Money.MinorUnitsMax + 1, Currency.CNY));
        Should.Throw<OverflowException>(() => Cny(Money.MinorUnitsMax) + Cny(1));
        Currency.FromCode("XXX").Refusal!.Code.ShouldBe("currency-unknown");
    }

    private static Gen<long> Between(long low, long high) =>
        ArbMap.Default.GeneratorFor<ulong>().Select(any => low + (long)(any % (ulong)(high - low + 1)));

    private static Money Cny(long minorUnits) => new(minorUnits, Currency.CNY);
}
