using System.Threading.Channels;
using Headroom.Store;
using Npgsql;
using NpgsqlTypes;

namespace Headroom.Bench.Store;

/// <summary>
/// The least that durability costs: what is queued is appended to a table without an index and committed, then
/// answered. It reads nothing, checks nothing and updates nothing.
/// </summary>
internal sealed class BareGroupCommit : IAsyncDisposable
{
    private readonly Channel<(byte[] Row, TaskCompletionSource Done)> _queue = Channel.CreateUnbounded<(
        byte[],
        TaskCompletionSource
    )>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;
    private readonly IAsyncDisposable? _owned;
    private readonly IDisposable? _ownedToo;

    private BareGroupCommit(Func<List<byte[]>, ValueTask> commit, IAsyncDisposable? owned, IDisposable? ownedToo)
    {
        _owned = owned;
        _ownedToo = ownedToo;
        _loop = Task.Run(() => RunAsync(commit));
    }

    public static BareGroupCommit OnSqlite(string path)
    {
        var connection = SqliteConnection.Open(path, create: true, TimeSpan.FromSeconds(5));
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 10000");
        connection.Execute("CREATE TABLE log (row BLOB NOT NULL)");
        var insert = connection.Prepare("INSERT INTO log VALUES (?)");
        return new BareGroupCommit(
            rows =>
            {
                connection.Execute("BEGIN IMMEDIATE");
                foreach (var row in rows)
                {
                    insert.Bind(1, row).Run();
                }

                connection.Execute("COMMIT");
                return default;
            },
            null,
            connection
        );
    }

    public static async Task<BareGroupCommit> OnPostgresAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using (var create = new NpgsqlCommand("CREATE TABLE log (row bytea NOT NULL)", connection))
        {
            await create.ExecuteNonQueryAsync();
        }

        var insert = new NpgsqlCommand("INSERT INTO log SELECT * FROM unnest($1::bytea[])", connection);
        var rowsParameter = new NpgsqlParameter<byte[][]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
        rowsParameter.TypedValue = [];
        insert.Parameters.Add(rowsParameter);
        await insert.PrepareAsync();
        return new BareGroupCommit(
            async rows =>
            {
                rowsParameter.TypedValue = [.. rows];
                await insert.ExecuteNonQueryAsync();
            },
            connection,
            insert
        );
    }

    public Task AppendAsync(byte[] row)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Writer.TryWrite((row, done));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _loop;
        _ownedToo?.Dispose();
        if (_owned is not null)
        {
            await _owned.DisposeAsync();
        }
    }

    private async Task RunAsync(Func<List<byte[]>, ValueTask> commit)
    {
        var rows = new List<byte[]>();
        var waiting = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            await Task.Yield();
            rows.Clear();
            waiting.Clear();
            while (rows.Count < 1000 && _queue.Reader.TryRead(out var next))
            {
                rows.Add(next.Row);
                waiting.Add(next.Done);
            }

            await commit(rows);
            foreach (var done in waiting)
            {
                done.SetResult();
            }
        }
    }
}
