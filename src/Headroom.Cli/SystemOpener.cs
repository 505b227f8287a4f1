using Headroom.Cli.Output;
using Headroom.Operations;
using Headroom.Operations.Loans;

namespace Headroom.Cli;

/// <summary>Opens the system as the commands' options say.</summary>
internal static class SystemOpener
{
    /// <summary>Opens a store, making it where it is not there yet.</summary>
    public static Task<HeadroomSystem> OpenAsync(
        string store,
        string? pack,
        CancellationToken ct,
        string? products = null
    ) => OpenAsync(new HeadroomOptions { Store = store, PackFolder = pack }, products, ct);

    /// <summary>Opens a store that must be there: where there is nothing to work on, a misspelt name makes no new store.</summary>
    public static Task<HeadroomSystem> OpenExistingAsync(
        string store,
        CancellationToken ct,
        string? products = null,
        string? pack = null
    ) =>
        OpenAsync(
            new HeadroomOptions
            {
                Store = store,
                PackFolder = pack,
                CreateStore = false,
            },
            products,
            ct
        );

    // A lender's own book holds for every command of a shell that names it.
    private static Task<HeadroomSystem> OpenAsync(HeadroomOptions options, string? products, CancellationToken ct)
    {
        var file = products ?? Environment.GetEnvironmentVariable("HEADROOM_PRODUCTS");
        var book = string.IsNullOrEmpty(file) ? ProductBook.Shipped : ProductBook.Read(file).OrStop();
        return HeadroomSystem.OpenAsync(options with { Products = book }, ct);
    }
}
