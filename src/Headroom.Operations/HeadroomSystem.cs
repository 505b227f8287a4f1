using Headroom.Operations.Borrowers;
using Headroom.Operations.Json;
using Headroom.Operations.Loans;
using Headroom.Operations.Releases;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations;

/// <summary>
/// A running Headroom: the store with its writer, the releases, the clock. Use cases are methods over it, one folder each;
/// the command line and the server hold one for as long as they run.
/// </summary>
public sealed class HeadroomSystem : IAsyncDisposable
{
    private static readonly TimeSpan LagLeast = TimeSpan.FromDays(1);

    private readonly IdGenerator _ids;

    // Null in a store without anybody, which has no time of its own yet.
    private volatile Lag? _lag;

    private HeadroomSystem(
        HeadroomOptions options,
        IHeadroomStore store,
        CommandWriter<BorrowerState> writer,
        TimeSpan? lag
    )
    {
        _lag = lag is { } known ? new Lag(known) : null;
        _ids = options.Ids ?? IdGenerator.Secure(options.Clock.GetUtcNow);
        Store = store;
        Clock = options.Clock;
        Calendar = options.Calendar;
        Model = new BorrowerModel(options.Calendar);
        Products = options.Products;
        Releases = new ReleaseBook(store, options.PackFolder, options.Clock);
        Writer = writer;
    }

    /// <summary>The store, to read from.</summary>
    public IHeadroomStore Store { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The lender's calendar.</summary>
    public BusinessCalendar Calendar { get; }

    /// <summary>How borrowers are kept, by the lender's calendar.</summary>
    public BorrowerModel Model { get; }

    /// <summary>The products that loans are made of.</summary>
    public ProductBook Products { get; }

    /// <summary>The policy releases.</summary>
    public ReleaseBook Releases { get; }

    /// <summary>The one way to write.</summary>
    public CommandWriter<BorrowerState> Writer { get; }

    /// <summary>
    /// The present business time, to the microsecond: the clock's, less the lag of a portfolio that was imported as of an
    /// earlier day and lives on from there (docs/decisions/0006).
    /// </summary>
    public DateTimeOffset Now => BusinessCalendar.Truncate(Clock.GetUtcNow() - (_lag?.Behind ?? TimeSpan.Zero));

    /// <summary>Opens the store and gets ready.</summary>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    public static async Task<HeadroomSystem> OpenAsync(HeadroomOptions options, CancellationToken ct = default)
    {
        var open = new StoreOptions { Create = options.CreateStore, Clock = options.Clock };
        return await OverAsync(await StoreOpener.OpenAsync(options.Store, open, ct), options, ct);
    }

    /// <summary>Gets ready over a store that is open, and is closed with it; <see cref="HeadroomOptions.Store"/> is not looked at.</summary>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public static async Task<HeadroomSystem> OverAsync(
        IHeadroomStore store,
        HeadroomOptions options,
        CancellationToken ct = default
    )
    {
        try
        {
            var model = new BorrowerModel(options.Calendar);
            await NextDateFilling.FillAsync(store, model, ct);
            var writer = await CommandWriter.StartAsync(store, model, options.Clock, ct: ct);
            return new HeadroomSystem(options, store, writer, await ReadLagAsync(store, ct));
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Submits one command. The input that its key stands for is <paramref name="input"/> with the name of the operation: the
    /// same key with another input is refused.
    /// </summary>
    public ValueTask<CommandOutcome> SubmitAsync<TInput>(
        BorrowerId borrower,
        RequestEnvelope request,
        string operation,
        TInput input,
        Func<BorrowerTurn, Result<CommandEffect<BorrowerState>>> decide,
        CancellationToken ct = default
    )
        where TInput : notnull
    {
        var at = request.At ?? Now;
        var id = new CommandId(_ids.Next());
        var context = new CommandContext(id, request.Actor, at, Calendar.DateAt(at));
        var hash = ContentHash.Of([.. System.Text.Encoding.UTF8.GetBytes(operation), 0, .. EventJson.Write(input)]);
        return Writer.SubmitAsync(
            new Command<BorrowerState>(
                borrower,
                request.IdempotencyKey ?? id.ToString(),
                hash,
                id,
                request.Actor,
                at,
                state =>
                    ActsForAnother(request.Actor, borrower) is { } refusal
                        ? refusal
                        : decide(new BorrowerTurn(state, context) { Products = Products })
            )
            {
                ExpectedVersion = request.ExpectedVersion,
            },
            ct
        );
    }

    /// <summary>
    /// Lives on from an instant as of which facts were taken over, unless the business time is beyond it already. To be called
    /// when they are stored; other processes on the store know of it when they are started again.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be written to.</exception>
    public async Task LiveOnFromAsync(DateTimeOffset at, CancellationToken ct = default)
    {
        var lag = LagOf(Clock.GetUtcNow() - at);
        await Store.KeepLagAsync(_lag is { } before && before.Behind < lag ? before.Behind : lag, ct);
        _lag = await Store.ReadLagAsync(ct) is { } kept ? new Lag(kept) : _lag;
    }

    // A borrower acts on the line of nobody else, whoever vouches for it.
    private static Refusal? ActsForAnother(Actor actor, BorrowerId borrower) =>
        actor.Kind == ActorKind.Borrower && actor.Name != borrower.Value
            ? Refusal.Forbidden("acting-for-another", ("actor", actor.ToString()), ("borrower", borrower.Value))
            : null;

    private static TimeSpan LagOf(TimeSpan behind) => behind >= LagLeast ? behind : TimeSpan.Zero;

    // As it was kept; in a store of a version that kept none, how far the last event that is at hand lay behind the clock.
    private static async Task<TimeSpan?> ReadLagAsync(IHeadroomStore store, CancellationToken ct)
    {
        if (await store.ReadLagAsync(ct) is { } kept)
        {
            return kept;
        }

        var first = await store.ScanBorrowersAsync(null, 1, ct);
        if (first.Count == 0)
        {
            return null;
        }

        // A store that was damaged may have lost the way to its events; it can still be verified.
        var last = await store.ReadEventsAsync(first[0].Borrower, first[0].Version - 1, 1, ct);
        return last is [var newest] ? LagOf(newest.RecordedTime - newest.BusinessTime) : TimeSpan.Zero;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await Store.DisposeAsync();
    }

    // How far the business time lies behind the clock.
    private sealed record Lag(TimeSpan Behind);
}
