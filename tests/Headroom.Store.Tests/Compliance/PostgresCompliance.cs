using Headroom.Testing;
using Npgsql;
using static Headroom.Store.Tests.SmallCommands;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Headroom.Store.Tests.Compliance;

public sealed class PostgresCompliance(PostgresFixture postgres) : DurableStoreCompliance
{
    private string? _database;

    [Fact]
    public async Task A_command_that_waits_for_a_repair_is_written_onto_what_was_repaired()
    {
        await Writer.SubmitAsync(SetLimit(B1, 100));
        var right = (await Store.ReadBorrowerAsync(B1))!;
        var decisions = await Store.QueryDecisionsAsync(B1, null, 10);
        await using var source = NpgsqlDataSource.Create(await StoreTextAsync());
        await using var holder = await source.OpenConnectionAsync();
        await using var held = await holder.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("SELECT FROM borrowers FOR UPDATE", holder);
        await hold.ExecuteNonQueryAsync();
        var repair = Store.RepairAsync(right, decisions).AsTask();
        await UntilWaitingAsync(source, 1);
        var draw = Writer.SubmitAsync(Draw(B1, 10)).AsTask();
        await UntilWaitingAsync(source, 2);

        await held.CommitAsync();
        (await repair).ShouldBeTrue();
        (await draw).Text().ShouldBe("drawn 10");
        await Store.ShouldAgreeAsync(B1);
    }

    protected override async Task<string> StoreTextAsync() => _database ??= await postgres.CreateDatabaseAsync();

    private static async Task UntilWaitingAsync(NpgsqlDataSource source, long sessions)
    {
        await using var waiting = source.CreateCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        );
        while (await waiting.ExecuteScalarAsync() is not long count || count < sessions)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }
}
