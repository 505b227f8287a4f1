using Headroom.Lending;
using Headroom.Operations.Loans;
using Headroom.Operations.Texts;
using Headroom.Primitives;

namespace Headroom.Operations.Tests.Loans;

/// <summary>A lender's own book of products: read in full, or refused with its place and cure.</summary>
public class ProductBookTests
{
    private const string Book = """
        products:
          - code: farm
            currency: USD
            least: "50.50"
            most: "9000"
            methods: [equal-principal, 先息后本]
            instalments: [2, 24]
            principalGrace: 1
            rounding: half-even
            monthEnd: first-day-of-next
            fees:
              - { code: file, payee: lender, atDraw: "10" }
              - { code: cover, payee: insurer, shareAtDraw: 0.01 }
              - { code: post, payee: lender, eachInstalment: "0.50" }
            penaltyFactor: 1.3
            penaltyOnInterest: true
            graceDays: 5
            prepaymentFeeShare: 0.02
            allocation: component-first
            components: [principal, interest, penalty, fee]
            funderShare: 0.6
            ownShareLeast: 0.3
            holdFrom: 31-60
            prohibitedPurposes: [gold]
            costCaps:
              - { mostAnnual: 0.36, measure: effective, from: 2026-01-01, until: 2027-01-01, citation: a rule }
        """;

    [Fact]
    public void Every_term_of_a_product_can_be_set()
    {
        var product = Find(ProductBook.Parse(Book, "book.yaml").Value, new DateOnly(2026, 6, 1));
        product.Least.ShouldBe(new Money(5050, Currency.USD));
        product.Methods.ShouldBe([RepaymentMethod.EqualPrincipal, RepaymentMethod.InterestThenPrincipal]);
        product.Instalments.ShouldBe([2, 24]);
        product.PrincipalGrace.ShouldBe(1);
        product.Rounding.ShouldBe(Rounding.HalfEven);
        product.MonthEnd.ShouldBe(MonthEndRule.FirstDayOfNext);
        product.Fees.ShouldBe([
            new FeeTerm.AtDraw("file", "lender", new Money(1000, Currency.USD)),
            new FeeTerm.ShareAtDraw("cover", "insurer", 0.01m),
            new FeeTerm.EachInstalment("post", "lender", new Money(50, Currency.USD)),
        ]);
        product.Servicing.ShouldBe(
            new ServicingTerms
            {
                Allocation = AllocationOrder.ComponentFirst,
                Components = new ComponentOrder(
                    LoanComponent.Principal,
                    LoanComponent.Interest,
                    LoanComponent.Penalty,
                    LoanComponent.Fee
                ),
                PenaltyFactor = 1.3m,
                PenaltyOnInterest = true,
                GraceDays = 5,
                PrepaymentFeeShare = 0.02m,
                FunderShare = 0.6m,
            }
        );
        product.HoldFrom.ShouldBe(DelinquencyStage.Days31To60);
        product.OwnShareLeast.ShouldBe(0.3m);
        product.ProhibitedPurposes.ShouldBe(["gold"]);
    }

    [Theory]
    [InlineData("2025-12-31", 0)]
    [InlineData("2026-01-01", 1)]
    [InlineData("2027-01-01", 0)]
    public void A_cap_holds_from_its_date_until_the_other(string date, int caps) =>
        Find(ProductBook.Parse(Book, "book.yaml").Value, DateOnly.Parse(date, null)).CostCaps.Count.ShouldBe(caps);

    [Theory]
    [InlineData("graceDays: 5", "grace: 5", "products-key-unknown", 17)]
    [InlineData("code: farm", "name: farm", "products-key-unknown", 2)]
    [InlineData("    currency: USD\n", "", "products-key-missing", 2)]
    [InlineData("currency: USD", "currency: ZZZ", "products-value-malformed", 3)]
    [InlineData("least: \"50.50\"", "least: \"-1\"", "products-value-malformed", 4)]
    [InlineData("least: \"50.50\"", "least: \"50.505\"", "products-value-malformed", 4)]
    [InlineData("most: \"9000\"", "most: \"10\"", "products-value-malformed", 5)]
    [InlineData("equal-principal,", "balloon,", "products-value-malformed", 6)]
    [InlineData("[2, 24]", "[0, 24]", "products-value-malformed", 7)]
    [InlineData("half-even", "sideways", "products-value-malformed", 9)]
    [InlineData("penaltyFactor: 1.3", "penaltyFactor: 99", "products-value-malformed", 15)]
    [InlineData("penaltyOnInterest: true", "penaltyOnInterest: perhaps", "products-value-malformed", 16)]
    [InlineData("graceDays: 5", "graceDays: 2.5", "products-value-malformed", 17)]
    [InlineData("[principal, interest, penalty, fee]", "[principal, interest]", "products-value-malformed", 20)]
    [InlineData("funderShare: 0.6", "funderShare: 0.8", "products-own-share", 21)]
    [InlineData("holdFrom: 31-60", "holdFrom: never", "products-value-malformed", 23)]
    [InlineData("from: 2026-01-01", "from: soon", "products-value-malformed", 26)]
    [InlineData("mostAnnual: 0.36, ", "", "products-key-missing", 26)]
    [InlineData("atDraw: \"10\"", "atDraw: \"10\", shareAtDraw: 0.1", "products-value-malformed", 12)]
    [InlineData("products:", "products: [", "products-yaml-malformed", 2)]
    public void What_is_wrong_is_refused_with_its_line_and_its_cure(string text, string instead, string code, int line)
    {
        Book.ShouldContain(text);
        var refusal = ProductBook.Parse(Book.Replace(text, instead, StringComparison.Ordinal), "book.yaml").Refusal!;
        refusal.Code.ShouldBe(code);
        refusal.Parameters.ShouldContain(("line", $"{line}"));
        foreach (var language in new[] { Language.En, Language.Zh })
        {
            var said = TextCatalog.Shipped.Say(refusal, language);
            said.ShouldStartWith("book.yaml");
            said.ShouldNotContain("{");
        }
    }

    [Fact]
    public void A_product_stands_once_in_a_currency_and_a_book_is_never_empty()
    {
        var twice = Book + "\n" + Book.Replace("products:\n", "", StringComparison.Ordinal);
        ProductBook.Parse(twice, "book.yaml").Refusal!.Code.ShouldBe("products-duplicate");
        ProductBook.Parse("products: []", "book.yaml").Refusal!.Code.ShouldBe("products-value-malformed");
        ProductBook.Read("nowhere.yaml").Refusal!.Code.ShouldBe("products-not-found");
    }

    private static LoanProduct Find(ProductBook book, DateOnly date) =>
        book.Find(Line.None with { Product = "farm", Currency = Currency.USD }, date).Value;
}
