using System.Threading.Channels;
using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// The one way to write: gathers what is queued, decides it with pure code and commits it in one transaction, then
/// answers. Nothing is answered before it is durable. Commands of one borrower are decided in the order they were submitted.
/// </summary>
/// <remarks>
/// A refused command writes nothing but its answer under its key. Refusals of the store itself (a stale version, a reused key, an
/// event too large, a full disk) are not kept under the key, so that the same command can be tried again.
/// </remarks>
public sealed class CommandWriter<TState> : IAsyncDisposable
    where TState : class
{
    private readonly CommandQueue<TState> _queue;
    private readonly WriterLane<TState>[] _lanes;

    internal CommandWriter(CommandQueue<TState> queue, WriterLane<TState>[] lanes)
    {
        _queue = queue;
        _lanes = lanes;
    }

    /// <summary>Submits a command and gives its outcome when that is durable.</summary>
    /// <param name="command">The command.</param>
    /// <param name="ct">
    /// Stops waiting. The command is dropped if it has not begun; if it has, it may still be committed: submit it again under
    /// the same key to learn its answer.
    /// </param>
    /// <returns>The outcome; store failures are refusals in it with a code of <see cref="StoreCodes"/>.</returns>
    public async ValueTask<CommandOutcome> SubmitAsync(Command<TState> command, CancellationToken ct = default)
    {
        if (!IsKey(command.IdempotencyKey))
        {
            return new CommandOutcome(0, false, Refusal.Invalid(StoreCodes.IdempotencyKeyMalformed));
        }

        var pending = new Pending<TState>(command, ct);
        try
        {
            await _queue.AddAsync(pending, ct);
        }
        catch (ChannelClosedException)
        {
            return new CommandOutcome(0, false, Refusal.Unavailable(StoreCodes.WriterStopped));
        }

        return await (ct.CanBeCanceled ? pending.Task.WaitAsync(ct) : pending.Task);
    }

    /// <summary>Stops taking commands, finishes and answers those that were taken, and closes the sessions.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        foreach (var lane in _lanes)
        {
            await lane.DisposeAsync();
        }
    }

    private static bool IsKey(string key) => key.Length is >= 1 and <= 200 && key.All(c => c is > ' ' and <= '~');
}

/// <summary>Starts command writers.</summary>
public static class CommandWriter
{
    /// <summary>Starts writing to a store. The store must outlive the writer.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="model">What the states are.</param>
    /// <param name="clock">The clock of recorded times.</param>
    /// <param name="options">Limits; null for the usual ones.</param>
    /// <param name="ct">Gives up starting.</param>
    /// <exception cref="StoreException">The store cannot be written to.</exception>
    public static async Task<CommandWriter<TState>> StartAsync<TState>(
        IHeadroomStore store,
        IBorrowerModel<TState> model,
        TimeProvider clock,
        WriterOptions? options = null,
        CancellationToken ct = default
    )
        where TState : class
    {
        options ??= new WriterOptions();
        var queue = new CommandQueue<TState>(store.Sessions, options);
        var cache = new StateCache<TState>(options.CachedStatesMax);
        var lanes = new WriterLane<TState>[store.Sessions];
        for (var i = 0; i < lanes.Length; i++)
        {
            var session = await store.OpenSessionAsync(ct);
            lanes[i] = new WriterLane<TState>(
                queue,
                i,
                session,
                new BatchDecider<TState>(model, cache, clock, options)
            );
        }

        return new CommandWriter<TState>(queue, lanes);
    }
}
