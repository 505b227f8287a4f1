using Headroom.Operations;

namespace Headroom.Cli;

/// <summary>Opens the system as the commands' options say.</summary>
internal static class SystemOpener
{
    /// <summary>Opens a store, making it where it is not there yet.</summary>
    public static Task<HeadroomSystem> OpenAsync(string store, string? pack, CancellationToken ct) =>
        HeadroomSystem.OpenAsync(new HeadroomOptions { Store = store, PackFolder = pack }, ct);

    /// <summary>Opens a store that must be there: commands that only read make none.</summary>
    public static Task<HeadroomSystem> OpenExistingAsync(string store, CancellationToken ct) =>
        HeadroomSystem.OpenAsync(new HeadroomOptions { Store = store, CreateStore = false }, ct);
}
