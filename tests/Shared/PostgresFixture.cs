using Npgsql;

namespace Headroom.Testing;

/// <summary>
/// One private PostgreSQL for all tests of an assembly. Where it is not installed those tests are skipped, each by its name;
/// with <c>HEADROOM_REQUIRE_POSTGRES=1</c> they fail instead.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;

    /// <summary>The server; skips the test where there is none.</summary>
    public PostgresServer Server
    {
        get
        {
            Assert.SkipWhen(
                _server is null,
                "PostgreSQL is not installed: no initdb in PATH or under /usr/lib/postgresql (Debian's package postgresql)."
            );
            return _server!;
        }
    }

    /// <summary>The connection string of a database that is empty and nobody else's.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = Server.NextDatabase();
        await using var source = NpgsqlDataSource.Create(Server.Administration + ";Pooling=false");
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        return Server.ConnectionString(name);
    }

    public async ValueTask InitializeAsync()
    {
        if (
            PostgresServer.Binaries is not null
            || Environment.GetEnvironmentVariable("HEADROOM_REQUIRE_POSTGRES") == "1"
        )
        {
            _server = await PostgresServer.StartAsync();
        }
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
