using Headroom.Primitives;
using Headroom.Testing;
using Npgsql;
using static Headroom.Store.Tests.SmallCommands;

namespace Headroom.Store.Tests.Failures;

public sealed class DiskFullTests(PostgresFixture postgres)
{
    [Fact]
    public async Task SQLite_on_a_full_disk_says_so_loses_nothing_and_writes_again_when_there_is_room()
    {
        using var disk = SmallDisk.Mount(8);
        await using var store = await StoreOpener.OpenAsync(Path.Combine(disk.Path, "headroom.db"));

        await FillAndGoOnAsync(store, () => disk.Enlarge(64));
    }

    [Fact]
    public async Task PostgreSQL_on_a_full_disk_says_so_loses_nothing_and_writes_again_when_there_is_room()
    {
        // Only the tables are on the small disk: where the log itself has no room, the server stops and is unreachable.
        var server = postgres.Server;
        using var disk = SmallDisk.Mount(24);
        var database = server.NextDatabase();
        await using (var source = NpgsqlDataSource.Create(server.Administration + ";Pooling=false"))
        {
            await ExecuteAsync(
                source,
                $"CREATE TABLESPACE small_{database} LOCATION '{await PostgresServer.OwnFolderAsync(disk.Path)}'"
            );
            await ExecuteAsync(source, $"CREATE DATABASE {database} TABLESPACE small_{database}");
            await using (var store = await StoreOpener.OpenAsync(server.ConnectionString(database)))
            {
                await FillAndGoOnAsync(store, () => disk.Enlarge(128));
            }

            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(source, $"DROP DATABASE {database} WITH (FORCE)");
            await ExecuteAsync(source, $"DROP TABLESPACE small_{database}");
        }
    }

    private static async Task FillAndGoOnAsync(IHeadroomStore store, Action makeRoom)
    {
        var model = new SmallLineModel();
        await using var writer = await CommandWriter.StartAsync(store, model, TimeProvider.System);
        var answered = new List<Command<SmallLine>>();
        Command<SmallLine>? refused = null;
        for (var i = 0; refused is null; i++)
        {
            var commands = Enumerable.Range(0, 4).Select(n => Note(Borrower($"B{n}"), $"{n}-{i}")).ToArray();
            var outcomes = await Task.WhenAll(commands.Select(command => writer.SubmitAsync(command).AsTask()));
            answered.AddRange(commands.Where((_, n) => outcomes[n].Answer.IsOk));
            foreach (var outcome in outcomes.Where(outcome => !outcome.Answer.IsOk))
            {
                outcome.Answer.Refusal!.Code.ShouldBe("store-disk-full");
            }

            refused = commands.Where((_, n) => !outcomes[n].Answer.IsOk).FirstOrDefault();
        }

        answered.ShouldNotBeEmpty();
        await store.ShouldAgreeAsync();
        makeRoom();

        (await writer.SubmitAsync(refused)).ShouldSatisfyAllConditions(
            outcome => outcome.Answer.IsOk.ShouldBeTrue(),
            outcome => outcome.Repeated.ShouldBeFalse()
        );
        var repeated = await Task.WhenAll(answered.Select(command => writer.SubmitAsync(command).AsTask()));
        repeated.ShouldAllBe(outcome => outcome.Repeated);
        await store.ShouldAgreeAsync();
    }

    /// <summary>A command with an event of a quarter of a megabyte that nothing compresses.</summary>
    private static Command<SmallLine> Note(BorrowerId borrower, string key)
    {
#pragma warning disable RS0030 // Seeded by the key.
        var bytes = new byte[128 * 1024];
        new Random(key.GetHashCode(StringComparison.Ordinal)).NextBytes(bytes);
#pragma warning restore RS0030
        var data = Bytes($$"""{"Limit":0,"Drawn":0,"Text":"{{Convert.ToHexString(bytes)}}"}""");
        return Make(
            NextId(),
            borrower,
            key,
            key,
            state => new CommandEffect<SmallLine>(
                state with
                {
                    Draws = state.Draws + 1,
                },
                [new EventToAppend("note", 1, data)],
                Bytes("noted"),
                []
            )
        );
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
