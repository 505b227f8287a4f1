namespace Headroom.Store.Tests.Compliance;

public sealed class InMemoryCompliance : StoreCompliance
{
    protected override Task<IHeadroomStore> OpenAsync() => StoreOpener.OpenAsync("memory:");
}
