using Npgsql;

namespace Headroom.Testing;

/// <summary>
/// One private PostgreSQL for all tests of an assembly. Where it is not installed those tests are skipped, each by its name;
/// with <c>HEADROOM_REQUIRE_POSTGRES=1</c> they fail instead.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;
    private InvalidOperationException? _failure;

    /// <summary>The server; skips the test where there is none, and fails it where there should be.</summary>
    public PostgresServer Server
    {
        get
        {
            Assert.SkipWhen(
                PostgresServer.Binaries is null && !IsRequired,
                "PostgreSQL is not installed: no initdb in PATH or under /usr/lib/postgresql (Debian's package postgresql)."
            );
            return _server ?? throw new InvalidOperationException("PostgreSQL did not start.", _failure);
        }
    }

    private static bool IsRequired => Environment.GetEnvironmentVariable("HEADROOM_REQUIRE_POSTGRES") == "1";

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
        try
        {
            _server = await PostgresServer.StartAsync();
        }
        catch (InvalidOperationException failure)
        {
            // The tests that need it say so, not all tests of the assembly.
            _failure = failure;
        }
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
