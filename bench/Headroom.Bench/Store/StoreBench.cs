using System.Globalization;
using Headroom.Primitives;
using Headroom.Store;
using Headroom.Testing;
using Npgsql;

namespace Headroom.Bench.Store;

/// <summary>
/// Durable commands a second, and how long callers wait, on each store; beside two baselines of the same run: the
/// least that durability costs (rows of the same bytes, group commit), and a transaction per command (the same
/// work, one command a batch; on PostgreSQL over 16 connections).
/// </summary>
internal static class StoreBench
{
    private const int Borrowers = 10_000;
    private const int ConnectionsOfOneByOne = 16;

    // Of 16 MiB: as many as the server keeps.
    private const int LogFiles = 250;

    // The data of an event, the answer, the snapshot and the other columns of the three rows.
    private const int BytesOfCommand = 1_000;

    private static readonly BorrowerId[] s_borrowers =
    [
        .. Enumerable
            .Range(0, Borrowers)
            .Select(i => BorrowerId.Parse("B" + i.ToString("000000", CultureInfo.InvariantCulture)).Value),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var options = BenchOptions.Parse(args);
        Console.WriteLine($"{Environment.ProcessorCount} cores, {Borrowers} borrowers, {options.Seconds} s a figure");
        Console.WriteLine(
            "| Store | Callers | Headroom /s | p50 ms | p99 ms | One by one /s | × | p99 ms | Bare group commit /s | of it |"
        );
        Console.WriteLine("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
        if (!options.SkipSqlite)
        {
            await SqliteAsync(options);
        }

        if (!options.SkipPostgres)
        {
            await PostgresAsync(options);
        }

        return 0;
    }

    private static async Task SqliteAsync(BenchOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("headroom-bench-").FullName;
        try
        {
            await using var store = await StoreOpener.OpenAsync(Path.Combine(folder, "headroom.db"));
            await using var alone = await StoreOpener.OpenAsync(Path.Combine(folder, "alone.db"));
            await using var bare = BareGroupCommit.OnSqlite(Path.Combine(folder, "bare.db"));
            await CompareAsync("SQLite", store, alone, bare, options, () => Task.CompletedTask);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PostgresAsync(BenchOptions options)
    {
        PostgresServer? server = null;
        try
        {
            var connection = options.Postgres;
            if (connection is null)
            {
                server = await PostgresServer.StartAsync(
                    "shared_buffers=512MB",
                    "max_wal_size=4GB",
                    "min_wal_size=4GB"
                );
                connection = server.Administration;
                await FillLogAsync(connection);
            }

            var sessions = new StoreOptions { PostgresSessions = options.Sessions };
            await using var store = await StoreOpener.OpenAsync(connection + ";Search Path=public", sessions);
            await using var alone = await StoreOpener.OpenAsync(
                connection + ";Search Path=public",
                new StoreOptions { PostgresSessions = ConnectionsOfOneByOne }
            );
            await using var bare = await BareGroupCommit.OnPostgresAsync(connection);
            await using var source = NpgsqlDataSource.Create(connection);
            await CompareAsync(
                $"PostgreSQL ×{options.Sessions}",
                store,
                alone,
                bare,
                options,
                () => CheckpointAsync(source)
            );
        }
        finally
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>
    /// Writes through the whole of the log, so that its files are written over from now on, as on a server that has run for a while:
    /// making a file of 16 MiB and filling it with zeros would hold up every caller a few times a second.
    /// </summary>
    private static async Task FillLogAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        for (var file = 0; file < LogFiles; file++)
        {
            await using var next = source.CreateCommand(
                "SELECT pg_logical_emit_message(true, '', ''); SELECT pg_switch_wal()"
            );
            await next.ExecuteNonQueryAsync();
        }

        await CheckpointAsync(source);
    }

    private static async Task CheckpointAsync(NpgsqlDataSource source)
    {
        await using var checkpoint = source.CreateCommand("CHECKPOINT");
        await checkpoint.ExecuteNonQueryAsync();
    }

    private static async Task CompareAsync(
        string name,
        IHeadroomStore store,
        IHeadroomStore aloneStore,
        BareGroupCommit bare,
        BenchOptions options,
        Func<Task> settle
    )
    {
        var model = new BenchModel();
        await using var writer = await CommandWriter.StartAsync(store, model, TimeProvider.System);
        await using var alone = await CommandWriter.StartAsync(
            aloneStore,
            model,
            TimeProvider.System,
            new WriterOptions { BatchCommandsMax = 1 }
        );
        var ids = IdGenerator.Secure(TimeProvider.System.GetUtcNow);
        await Task.WhenAll(s_borrowers.Select(b => SubmitAsync(writer, b, ids)));
        var row = new byte[BytesOfCommand];
        foreach (var callers in options.Callers)
        {
            var least = options.Only
                ? new Measured(double.NaN, 0, 0)
                : await MeasureAsync(callers, _ => bare.AppendAsync(row));
            var oneByOne = options.Only
                ? new Measured(double.NaN, 0, 0)
                : await MeasureAsync(callers, random => SubmitAsync(alone, Any(random), ids));
            var ours = await MeasureAsync(callers, random => SubmitAsync(writer, Any(random), ids));
            Console.WriteLine(
                string.Format(
                    CultureInfo.InvariantCulture,
                    "| {0} | {1} | {2:N0} | {3:0.00} | {4:0.00} | {5:N0} | {6:0.0} | {7:0.00} | {8:N0} | {9:0.00} |",
                    name,
                    callers,
                    ours.PerSecond,
                    ours.P50Milliseconds,
                    ours.P99Milliseconds,
                    oneByOne.PerSecond,
                    ours.PerSecond / oneByOne.PerSecond,
                    oneByOne.P99Milliseconds,
                    least.PerSecond,
                    ours.PerSecond / least.PerSecond
                )
            );
        }

        // What one figure left to be written is not the next one's to wait for.
        async Task<Measured> MeasureAsync(int callers, Func<Random, Task> command)
        {
            await settle();
            return await ClosedLoop.RunAsync(callers, options.Seconds, command);
        }
    }

    private static BorrowerId Any(Random random) => s_borrowers[random.Next(s_borrowers.Length)];

    private static async Task SubmitAsync(CommandWriter<BenchLine> writer, BorrowerId borrower, IdGenerator ids)
    {
        var outcome = await writer.SubmitAsync(BenchModel.Draw(borrower, new CommandId(ids.Next()), 100));
        if (!outcome.Answer.IsOk)
        {
            throw new InvalidOperationException($"The store refused: {outcome.Answer.Refusal}");
        }
    }
}
