using System.Globalization;
using Headroom.Lending;
using Headroom.Primitives;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Headroom.Operations.Loans;

/// <summary>The products that loans are made of, from YAML. Caps hold by date, so the book is asked as of one.</summary>
public sealed class ProductBook
{
    private readonly IReadOnlyList<ProductText> _products;

    private ProductBook(IReadOnlyList<ProductText> products) => _products = products;

    /// <summary>The products that ship with Headroom.</summary>
    public static ProductBook Shipped { get; } = Read(ShippedText());

    /// <summary>Reads a book.</summary>
    /// <exception cref="FormatException">A product has a code, amount or name that is not known.</exception>
    public static ProductBook Read(string yaml)
    {
        var reader = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();
        var book = new ProductBook(reader.Deserialize<BookText>(yaml).Products);
        foreach (var product in book._products)
        {
            _ = product.ToProduct(DateOnly.MinValue);
        }

        return book;
    }

    /// <summary>
    /// The product of a line as of a date: the one of its code, else the first in its currency. Refuses with
    /// <c>loan-product-missing</c>.
    /// </summary>
    public Result<LoanProduct> Find(Line line, DateOnly date)
    {
        var currency = line.Currency.Code;
        var found =
            _products.FirstOrDefault(product => product.Code == line.Product && product.Currency == currency)
            ?? _products.FirstOrDefault(product => product.Currency == currency);
        return found is null
            ? Refusal.Rule("loan-product-missing", ("product", line.Product), ("currency", currency))
            : found.ToProduct(date);
    }

    private static string ShippedText()
    {
        var assembly = typeof(ProductBook).Assembly;
        using var stream = assembly.GetManifestResourceStream("Headroom.Operations.Loans.products.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed class BookText
    {
        public List<ProductText> Products { get; set; } = [];
    }

    private sealed class ProductText
    {
        public string Code { get; set; } = "";
        public string Currency { get; set; } = "";
        public string Least { get; set; } = "";
        public string Most { get; set; } = "";
        public List<string> Methods { get; set; } = [];
        public List<int> Instalments { get; set; } = [];
        public decimal PenaltyFactor { get; set; } = 1.5m;
        public bool PenaltyOnInterest { get; set; }
        public int GraceDays { get; set; }
        public decimal PrepaymentFeeShare { get; set; }
        public string Allocation { get; set; } = AllocationOrder.OldestInstalmentFirst.Code();
        public decimal FunderShare { get; set; }
        public string HoldFrom { get; set; } = DelinquencyStage.Days4To30.Code();
        public decimal OwnShareLeast { get; set; }
        public List<string> ProhibitedPurposes { get; set; } = [];
        public List<CapText> CostCaps { get; set; } = [];

        public LoanProduct ToProduct(DateOnly date)
        {
            var currency = Must(Headroom.Primitives.Currency.FromCode(Currency));
            return new LoanProduct
            {
                Code = Code,
                Least = Must(Money.Parse(Least, currency)),
                Most = Must(Money.Parse(Most, currency)),
                Methods = [.. Methods.Select(method => Must(ScheduleCodes.ParseMethod(method)))],
                Instalments = Instalments,
                ProhibitedPurposes = ProhibitedPurposes,
                OwnShareLeast = OwnShareLeast,
                HoldFrom = Must(Delinquency.ParseStage(HoldFrom)),
                CostCaps = [.. CostCaps.Where(cap => cap.HoldsOn(date)).Select(cap => cap.ToCap())],
                Servicing = new ServicingTerms
                {
                    Allocation =
                        Allocation == AllocationOrder.ComponentFirst.Code()
                            ? AllocationOrder.ComponentFirst
                            : AllocationOrder.OldestInstalmentFirst,
                    PenaltyFactor = PenaltyFactor,
                    PenaltyOnInterest = PenaltyOnInterest,
                    GraceDays = GraceDays,
                    PrepaymentFeeShare = PrepaymentFeeShare,
                    FunderShare = FunderShare,
                },
            };
        }

        private T Must<T>(Result<T> result) =>
            result.TryGet(out var value, out var refusal)
                ? value
                : throw new FormatException($"The product '{Code}' cannot be read: {refusal}");
    }

    private sealed class CapText
    {
        public decimal MostAnnual { get; set; }
        public string Measure { get; set; } = "nominal";
        public string From { get; set; } = "0001-01-01";
        public string Until { get; set; } = "9999-12-31";
        public string Citation { get; set; } = "";

        public bool HoldsOn(DateOnly date) => Date(From) <= date && date < Date(Until);

        public CostCap ToCap() =>
            new(MostAnnual, Measure == "effective" ? CostMeasure.Effective : CostMeasure.Nominal, Citation);

        private static DateOnly Date(string text) =>
            DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
