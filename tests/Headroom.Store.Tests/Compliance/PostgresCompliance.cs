using Headroom.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Headroom.Store.Tests.Compliance;

public sealed class PostgresCompliance(PostgresFixture postgres) : DurableStoreCompliance
{
    private string? _database;

    protected override async Task<string> StoreTextAsync() => _database ??= await postgres.CreateDatabaseAsync();
}
