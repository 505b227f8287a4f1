using Headroom.Lending;
using Headroom.Operations.Yaml;
using Headroom.Primitives;

namespace Headroom.Operations.Loans;

/// <summary>Reads a book of products from YAML, strictly: what is misspelt or out of range is refused with its place.</summary>
internal static class ProductFile
{
    private const string Codes = "products";

    private static readonly string[] ProductKeys =
    [
        "code",
        "currency",
        "least",
        "most",
        "methods",
        "instalments",
        "principalGrace",
        "rounding",
        "monthEnd",
        "fees",
        "penaltyFactor",
        "penaltyOnInterest",
        "graceDays",
        "prepaymentFeeShare",
        "allocation",
        "components",
        "funderShare",
        "ownShareLeast",
        "holdFrom",
        "prohibitedPurposes",
        "costCaps",
    ];

    public static Result<ProductBook> Read(string path) => YamlFile.Read(path, Codes).Then(yaml => Parse(yaml, path));

    public static Result<ProductBook> Parse(string yaml, string file) =>
        YamlFile.Parse(yaml, new YamlOrigin(file, Codes), Book, ["products"]);

    private static ProductBook Book(YamlSection root)
    {
        var products = new List<BookedProduct>();
        foreach (var section in root.Sections("products", "products", ProductKeys))
        {
            var product = Product(section);
            if (products.Any(other => other.Product.Code == product.Product.Code && other.Currency == product.Currency))
            {
                throw section.Refused("code", "products-duplicate", ("product", product.Product.Code));
            }

            products.Add(product);
        }

        return products.Count > 0 ? new ProductBook(products) : throw root.Wrong("products", "at least one product");
    }

    private static BookedProduct Product(YamlSection section)
    {
        var currency = section.Value(
            "currency",
            string.Join(", ", Currency.All.Select(known => known.Code).Order(StringComparer.Ordinal)),
            text => Known(Currency.FromCode(text))
        );
        var least = Amount(section, "least", currency);
        var most = Amount(section, "most", currency);
        var product = new LoanProduct
        {
            Code = section.Text("code"),
            Least = least,
            Most = most >= least ? most : throw section.Wrong("most", "an amount that is not below least"),
            Methods = section.Values(
                "methods",
                "a list of " + string.Join(", ", Enum.GetValues<RepaymentMethod>().Select(method => method.Code())),
                text => Known(ScheduleCodes.ParseMethod(text))
            ),
            Instalments = section.Values(
                "instalments",
                "a list of whole numbers from 1 to 600",
                text => YamlSection.Whole(text, 1, 600)
            ),
            PrincipalGrace = section.Has("principalGrace")
                ? section.Value(
                    "principalGrace",
                    "a whole number from 0 to 599",
                    text => YamlSection.Whole(text, 0, 599)
                )
                : 0,
            Rounding = Choice(section, "rounding", Rounding.HalfUp),
            MonthEnd = Choice(section, "monthEnd", MonthEndRule.LastDay),
            ProhibitedPurposes = section.Has("prohibitedPurposes") ? [.. section.Texts("prohibitedPurposes")] : [],
            OwnShareLeast = section.Number("ownShareLeast", 0, 1, 0),
            HoldFrom = section.Has("holdFrom")
                ? section.Value(
                    "holdFrom",
                    "one of " + string.Join(", ", Enum.GetValues<DelinquencyStage>().Select(stage => stage.Code())),
                    text => Known(Delinquency.ParseStage(text))
                )
                : DelinquencyStage.Days4To30,
            Servicing = Servicing(section),
            Fees = section.Has("fees") ? [.. Fees(section, currency)] : [],
        };
        return product.Servicing.Check(product.OwnShareLeast) is { } refusal
            ? throw section.Refused("funderShare", "products-own-share", [.. refusal.Parameters])
            : new BookedProduct(product, [.. Caps(section)]);
    }

    private static ServicingTerms Servicing(YamlSection section) =>
        new()
        {
            Allocation = Choice(section, "allocation", AllocationOrder.OldestInstalmentFirst),
            Components = section.Has("components") ? Components(section) : ComponentOrder.Usual,
            PenaltyFactor = section.Number("penaltyFactor", 0, 10, 1.5m),
            PenaltyOnInterest = section.Flag("penaltyOnInterest"),
            GraceDays = section.Has("graceDays")
                ? section.Value("graceDays", "a whole number from 0 to 90", text => YamlSection.Whole(text, 0, 90))
                : 0,
            PrepaymentFeeShare = section.Number("prepaymentFeeShare", 0, 0.2m, 0),
            FunderShare = section.Number("funderShare", 0, 0.99m, 0),
        };

    private static ComponentOrder Components(YamlSection section)
    {
        const string Wanted = "fee, penalty, interest and principal, each once, in the order in which they are paid";
        var order = section.Values("components", Wanted, Code<LoanComponent>);
        return order.Distinct().Count() == 4 && order.Count == 4
            ? new ComponentOrder(order[0], order[1], order[2], order[3])
            : throw section.Wrong("components", Wanted);
    }

    private static IEnumerable<FeeTerm> Fees(YamlSection section, Currency currency)
    {
        foreach (
            var fee in section.Sections("fees", "fees", "code", "payee", "atDraw", "shareAtDraw", "eachInstalment")
        )
        {
            var (code, payee) = (fee.Text("code"), fee.Text("payee"));
            yield return (fee.Has("atDraw"), fee.Has("shareAtDraw"), fee.Has("eachInstalment")) switch
            {
                (true, false, false) => new FeeTerm.AtDraw(code, payee, Amount(fee, "atDraw", currency)),
                (false, true, false) => new FeeTerm.ShareAtDraw(code, payee, fee.Number("shareAtDraw", 0, 1)),
                (false, false, true) => new FeeTerm.EachInstalment(
                    code,
                    payee,
                    Amount(fee, "eachInstalment", currency)
                ),
                _ => throw fee.Wrong("code", "a fee with one of atDraw, shareAtDraw, eachInstalment"),
            };
        }
    }

    private static IEnumerable<DatedCap> Caps(YamlSection section) =>
        !section.Has("costCaps")
            ? []
            : section
                .Sections("costCaps", "costCaps", "mostAnnual", "measure", "from", "until", "citation")
                .Select(cap => new DatedCap(
                    new CostCap(
                        cap.Number("mostAnnual", 0, 10),
                        Choice(cap, "measure", CostMeasure.Nominal),
                        cap.Text("citation")
                    ),
                    cap.Date("from", DateOnly.MinValue),
                    cap.Date("until", DateOnly.MaxValue)
                ));

    private static Money Amount(YamlSection section, string key, Currency currency) =>
        section.Value(
            key,
            $"an amount above zero in {currency.Code}",
            text => Known(Money.Parse(text, currency)) is { IsPositive: true } amount ? amount : (Money?)null
        );

    private static T Choice<T>(YamlSection section, string key, T missing)
        where T : struct, Enum =>
        section.Has(key)
            ? section.Value(key, "one of " + string.Join(", ", Enum.GetValues<T>().Select(Kebab)), Code<T>)
            : missing;

    private static T? Code<T>(string text)
        where T : struct, Enum
    {
        var at = Array.FindIndex(Enum.GetValues<T>(), value => Kebab(value) == text);
        return at < 0 ? null : Enum.GetValues<T>()[at];
    }

    private static string Kebab<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static T? Known<T>(Result<T> result)
        where T : struct => result.TryGet(out var value, out _) ? value : null;
}
