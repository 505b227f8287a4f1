using Headroom.Primitives;

namespace Headroom.Lending.Tests.Quotes;

public class QuoterTests
{
    private static readonly LoanProduct Product = new()
    {
        Code = "consumer",
        Least = Yuan(500),
        Most = Yuan(200000),
        Methods =
        [
            RepaymentMethod.EqualInstalment,
            RepaymentMethod.EqualPrincipal,
            RepaymentMethod.InterestThenPrincipal,
        ],
        Instalments = [3, 6, 12],
        CostCaps = [new CostCap(0.24m, CostMeasure.Nominal, "test")],
        ProhibitedPurposes = ["securities", "property"],
    };

    private static readonly QuoteRequest Request = new(
        Yuan(10000),
        "travel",
        RepaymentMethod.EqualInstalment,
        12,
        new LoanRate(0.1825m, DayCount.Periodic),
        new DateOnly(2026, 1, 15)
    );

    [Fact]
    public void A_quote_names_every_item_and_payee()
    {
        var product = Product with
        {
            Fees =
            [
                new FeeTerm.ShareAtDraw("guarantee", "guarantor", 0.01m),
                new FeeTerm.EachInstalment("sms", "lender", Yuan(1)),
            ],
        };
        var quote = Quoter.Make(product, Request).Value;
        quote.Items.ShouldBe([
            new CostItem("interest", "lender", Yuan(1015.87m)),
            new CostItem("guarantee", "guarantor", Yuan(100)),
            new CostItem("sms", "lender", Yuan(12)),
        ]);
        quote.TotalCost.ShouldBe(Yuan(1127.87m));
        quote.LargestDue.ShouldBe(Yuan(918.99m));
        quote.PenaltyPerDay.ShouldBe(0.1825m / 365 * 1.5m);
    }

    [Fact]
    public void A_headline_below_the_cap_is_refused_where_the_whole_cost_is_above_it()
    {
        var dear = Product with { Fees = [new FeeTerm.AtDraw("service", "platform", Yuan(300))] };
        Quoter.Make(Product, Request).IsOk.ShouldBeTrue();
        var refusal = Quoter.Make(dear, Request).Refusal!;
        refusal.Code.ShouldBe("cost-cap-exceeded");
        refusal.Parameters.ShouldContain(("rate", "24.16 %"));
        var effective = dear with { CostCaps = [new CostCap(0.27m, CostMeasure.Effective, "test")] };
        Quoter.Make(effective, Request).Refusal!.Parameters.ShouldContain(("rate", "27.03 %"));
    }

    [Fact]
    public void An_odd_first_period_costs_what_its_dates_say()
    {
        var whole = Quoter.Make(Product, Request).Value.Cost;
        var odd = Quoter.Make(Product, Request with { FirstDueOn = new DateOnly(2026, 2, 25) }).Value.Cost;
        odd.Effective!.Value.ShouldBe(odd.Dated!.Value, 0.0000001m);
        odd.Nominal!.Value.ShouldBe(whole.Nominal!.Value, 0.003m);
        CostRate.Compound(odd.Nominal.Value / 12, 12).ShouldBe(odd.Effective.Value, 0.0000001m);
    }

    [Fact]
    public void What_the_product_does_not_offer_is_refused_by_name()
    {
        string Code(QuoteRequest request) => Quoter.Make(Product, request).Refusal!.Code;
        Code(Request with { Purpose = "securities" }).ShouldBe("purpose-prohibited");
        Code(Request with { Purpose = "" }).ShouldBe("purpose-missing");
        Code(Request with { Amount = Yuan(499) }).ShouldBe("amount-out-of-range");
        Code(Request with { Amount = new Money(100000, Currency.USD) }).ShouldBe("currency-mismatch");
        Code(Request with { Method = RepaymentMethod.AnyTime }).ShouldBe("method-not-offered");
        Code(Request with { Instalments = 5 }).ShouldBe("instalments-not-offered");
        var lent = Product with
        {
            OwnShareLeast = 0.3m,
            Servicing = new ServicingTerms { FunderShare = 0.75m },
        };
        Quoter.Make(lent, Request).Refusal!.Code.ShouldBe("own-share-too-small");
    }

    [Fact]
    public void The_hash_changes_with_anything_that_was_shown()
    {
        var quote = Quoter.Make(Product, Request).Value;
        Quoter.Make(Product, Request).Value.Hash.ShouldBe(quote.Hash);
        var others = new[]
        {
            Request with
            {
                Purpose = "medical",
            },
            Request with
            {
                Amount = Yuan(10000.01m),
            },
            Request with
            {
                DrawnOn = new DateOnly(2026, 1, 16),
            },
        };
        others.ShouldAllBe(other => Quoter.Make(Product, other).Value.Hash != quote.Hash);
        (quote with { Servicing = new ServicingTerms { GraceDays = 3 } }).Hash.ShouldNotBe(quote.Hash);
    }

    private static Money Yuan(decimal amount) => Money.FromAmount(amount, Currency.CNY, Rounding.HalfUp);
}
