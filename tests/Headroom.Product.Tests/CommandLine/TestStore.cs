using Headroom.Testing;
using Microsoft.Data.Sqlite;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>A new, empty store of each kind for one test, and a folder that goes away with it.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-product-");

    private TestStore(string? text) => Text = text ?? Path.Combine(_folder.FullName, "lines.db");

    /// <summary>What <c>--store</c> is given.</summary>
    public string Text { get; }

    /// <summary>The path of a file in the test's own folder.</summary>
    public string File(string name) => Path.Combine(_folder.FullName, name);

    public static TestStore Sqlite() => new(null);

    public static async Task<TestStore> OpenAsync(string kind, PostgresFixture postgres) =>
        kind == "sqlite" ? Sqlite() : new TestStore(await postgres.CreateDatabaseAsync());

    /// <summary>Opens the SQLite file past the product, as a meddler or another program would.</summary>
    public async Task<SqliteConnection> OpenFileAsync()
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={Text};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
