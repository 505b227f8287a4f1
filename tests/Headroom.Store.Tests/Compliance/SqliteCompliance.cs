namespace Headroom.Store.Tests.Compliance;

public sealed class SqliteCompliance : StoreCompliance
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<IHeadroomStore> OpenAsync() => StoreOpener.OpenAsync(_folder.File("headroom.db"));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
