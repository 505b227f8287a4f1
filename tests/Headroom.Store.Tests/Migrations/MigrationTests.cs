using System.Reflection;
using Headroom.Testing;
using Npgsql;
using static Headroom.Store.Tests.SmallCommands;

namespace Headroom.Store.Tests.Migrations;

/// <summary>A store as an older version left it, kept as SQL in this folder, comes forward with all that is in it.</summary>
public sealed class MigrationTests(PostgresFixture postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_SQLite_file_of_version_1_comes_forward()
    {
        var path = _folder.File("old.db");
        using (var old = SqliteConnection.Open(path, create: true, TimeSpan.Zero))
        {
            old.Execute(Dump("sqlite-1.sql"));
        }

        await ShouldComeForwardAsync(path);
    }

    [Fact]
    public async Task A_PostgreSQL_database_of_version_1_comes_forward()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(database))
        {
            await using var old = source.CreateCommand(Dump("postgres-1.sql"));
            await old.ExecuteNonQueryAsync();
        }

        await ShouldComeForwardAsync(database);
    }

    [Fact]
    public async Task A_store_of_version_4_comes_forward_without_a_lag()
    {
        var database = await postgres.CreateDatabaseAsync();
        string[] stores = [database, _folder.File("four.db")];
        foreach (var text in stores)
        {
            await using (var store = await StoreOpener.OpenAsync(text))
            await using (var writer = await CommandWriter.StartAsync(store, new SmallLineModel(), TimeProvider.System))
            {
                await writer.SubmitAsync(SetLimit(Borrower("B000001"), 200));
            }

            await StepBackAsync(text, "DROP TABLE lag; DELETE FROM headroom_schema WHERE version > 4");
            await using var forward = await StoreOpener.OpenAsync(text);
            (await forward.CheckHealthAsync()).SchemaVersion.ShouldBe(SchemaMigrations.Latest);
            await forward.ShouldAgreeAsync();
            (await forward.ReadLagAsync()).ShouldBeNull();
            await forward.KeepLagAsync(TimeSpan.FromDays(3));
            (await forward.ReadLagAsync()).ShouldBe(TimeSpan.FromDays(3));
        }
    }

    [Fact]
    public async Task Processes_that_start_together_bring_a_store_forward_once()
    {
        var database = await postgres.CreateDatabaseAsync();
        string[] stores = [database, database, database, _folder.File("new.db"), _folder.File("new.db")];
        var opened = await Task.WhenAll(stores.Select(store => Task.Run(() => StoreOpener.OpenAsync(store))));

        foreach (var store in opened)
        {
            (await store.CheckHealthAsync()).SchemaVersion.ShouldBe(SchemaMigrations.Latest);
            await store.DisposeAsync();
        }
    }

    private static async Task ShouldComeForwardAsync(string text)
    {
        await using var store = await StoreOpener.OpenAsync(text);
        await using var writer = await CommandWriter.StartAsync(store, new SmallLineModel(), TimeProvider.System);
        var borrower = Borrower("B000001");

        (await store.CheckHealthAsync()).SchemaVersion.ShouldBe(SchemaMigrations.Latest);
        // The next dates of rows that were there before are worked out by who knows the states.
        var model = new SmallLineModel();
        (await store.ListDueAsync(BorrowerRow.NextDateUnknown, null, 10)).ShouldNotBeEmpty();
        var old = await store.ScanBorrowersAsync(null, 10);
        await store.SetNextDatesAsync([
            .. old.Select(row => row with { Row = model.Row(model.Load(row.Borrower, row.State)) }),
        ]);
        await store.ShouldAgreeAsync();
        var events = await store.ReadEventsAsync(borrower, 0, 10);
        events
            .Select(e => (e.Version, e.Type, e.Actor.ToString()))
            .ShouldBe([(1, "limit-set", "staff:li.wei"), (2, "drawn", "borrower:B000001")]);
        events[0]
            .BusinessTime.ShouldBe(new DateTimeOffset(2025, 3, 1, 1, 2, 3, TimeSpan.Zero).AddMicroseconds(456_789));
        var repeated = await writer.SubmitAsync(Draw(borrower, 30, "old-key"));
        (repeated.Repeated, repeated.Text()).ShouldBe((true, "drawn 30"));
        (await writer.SubmitAsync(SetLimit(borrower, 200))).Version.ShouldBe(3);
        (await store.ReadOutboxAsync(10)).Count.ShouldBe(1);
        (await store.ReadLagAsync()).ShouldBeNull();
    }

    private async Task StepBackAsync(string text, string sql)
    {
        if (text.StartsWith(_folder.File(""), StringComparison.Ordinal))
        {
            using var file = SqliteConnection.Open(text, create: false, TimeSpan.Zero);
            file.Execute(sql);
            return;
        }

        await using var source = NpgsqlDataSource.Create(text);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static string Dump(string name)
    {
        using var stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream($"Headroom.Store.Tests.Migrations.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
