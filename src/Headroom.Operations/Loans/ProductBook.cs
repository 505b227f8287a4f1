using Headroom.Lending;
using Headroom.Primitives;

namespace Headroom.Operations.Loans;

/// <summary>A product with its caps on cost, each with the dates between which it holds.</summary>
internal sealed record BookedProduct(LoanProduct Product, IReadOnlyList<DatedCap> Caps)
{
    /// <summary>The currency it is lent in.</summary>
    public Currency Currency => Product.Least.Currency;

    /// <summary>The product with the caps of a date.</summary>
    public LoanProduct On(DateOnly date) =>
        Product with
        {
            CostCaps = [.. Caps.Where(cap => cap.From <= date && date < cap.Until).Select(cap => cap.Cap)],
        };
}

/// <summary>A cap that holds from a date until, but not with, another.</summary>
internal sealed record DatedCap(CostCap Cap, DateOnly From, DateOnly Until);

/// <summary>The products that loans are made of. Caps hold by date, so the book is asked as of one.</summary>
public sealed class ProductBook
{
    private readonly IReadOnlyList<BookedProduct> _products;

    internal ProductBook(IReadOnlyList<BookedProduct> products) => _products = products;

    /// <summary>The products that ship with Headroom.</summary>
    public static ProductBook Shipped { get; } = Parse(ShippedText(), "products.yaml").Value;

    /// <summary>The book in a file. Refuses with <c>products-not-found</c>, <c>products-unreadable</c>, and as <see cref="Parse"/>.</summary>
    public static Result<ProductBook> Read(string path) => ProductFile.Read(path);

    /// <summary>
    /// The book in a text. Refuses with file, line and column: <c>products-yaml-malformed</c>, <c>products-key-unknown</c>,
    /// <c>products-key-missing</c>, <c>products-value-malformed</c>, <c>products-duplicate</c>, <c>products-own-share</c>.
    /// </summary>
    public static Result<ProductBook> Parse(string yaml, string file) => ProductFile.Parse(yaml, file);

    /// <summary>
    /// The product of a line as of a date: the one of its code, else the first in its currency. Refuses with
    /// <c>loan-product-missing</c>.
    /// </summary>
    public Result<LoanProduct> Find(Line line, DateOnly date)
    {
        var found =
            _products.FirstOrDefault(booked => booked.Product.Code == line.Product && booked.Currency == line.Currency)
            ?? _products.FirstOrDefault(booked => booked.Currency == line.Currency);
        return found is null
            ? Refusal.Rule("loan-product-missing", ("product", line.Product), ("currency", line.Currency.Code))
            : found.On(date);
    }

    private static string ShippedText()
    {
        var assembly = typeof(ProductBook).Assembly;
        using var stream = assembly.GetManifestResourceStream("Headroom.Operations.Loans.products.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
