using Headroom.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Headroom.Store.Tests.Compliance;

public sealed class PostgresCompliance(PostgresFixture postgres) : StoreCompliance
{
    private string? _database;

    protected override async Task<IHeadroomStore> OpenAsync() =>
        await StoreOpener.OpenAsync(_database ??= await postgres.CreateDatabaseAsync());
}
