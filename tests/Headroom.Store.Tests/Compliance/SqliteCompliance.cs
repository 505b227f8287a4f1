namespace Headroom.Store.Tests.Compliance;

public sealed class SqliteCompliance : DurableStoreCompliance
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<string> StoreTextAsync() => Task.FromResult(_folder.File("headroom.db"));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
