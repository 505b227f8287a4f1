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

    [Fact]
    public void Plans_are_compared_side_by_side_and_the_cheapest_that_fits_the_income_is_suggested()
    {
        Product.ShouldSatisfyAllConditions(p => PlanFitter.Compare(p, Request).Count.ShouldBe(9));
        var paydays = Enumerable.Range(0, 14).Select(month => new DateOnly(2026, 1, 25).AddMonths(month)).ToArray();
        var income = new IncomePlan(
            [.. paydays.Select(day => new CashFlow(day, Yuan(6000)))],
            [.. paydays.Select(day => new CashFlow(day.AddDays(3), Yuan(2000)))],
            0.5m
        );
        var quote = PlanFitter.Suggest(Product, Request, income).Value;
        PlanFitter.Fits(quote, income).ShouldBeTrue();
        quote.Schedule.Terms.Instalments.ShouldBe(6);
        quote.Schedule.Instalments[0].DueOn.ShouldBe(new DateOnly(2026, 2, 15));

        // Who is paid only every other month can't carry the monthly plans at any term.
        var rare = income with
        {
            Income = [new CashFlow(paydays[0], Yuan(3000))],
        };
        PlanFitter.Suggest(Product, Request, rare).Refusal!.Code.ShouldBe("no-plan-fits");
    }

    private static Money Yuan(decimal amount) => Money.FromAmount(amount, Currency.CNY, Rounding.HalfUp);
}
