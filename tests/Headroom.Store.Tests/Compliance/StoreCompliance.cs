namespace Headroom.Store.Tests.Compliance;

/// <summary>What every store must do. Each store closes over it with a way to open itself, empty.</summary>
public abstract partial class StoreCompliance : IAsyncLifetime
{
    protected static readonly SmallLineModel Model = new();

    protected IHeadroomStore Store { get; private set; } = null!;

    protected CommandWriter<SmallLine> Writer { get; private set; } = null!;

    /// <summary>Opens the store of this test: empty at first, the same one at each later call.</summary>
    protected abstract Task<IHeadroomStore> OpenAsync();

    public async ValueTask InitializeAsync()
    {
        Store = await OpenAsync();
        Writer = await StartWriterAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Writer is not null)
        {
            await Writer.DisposeAsync();
            await Store.DisposeAsync();
        }
    }

    protected Task<CommandWriter<SmallLine>> StartWriterAsync(
        IHeadroomStore? store = null,
        WriterOptions? options = null
    ) => CommandWriter.StartAsync(store ?? Store, Model, TimeProvider.System, options);

    /// <summary>Submits all at once, so that they share batches.</summary>
    protected Task<CommandOutcome[]> SubmitAllAsync(IEnumerable<Command<SmallLine>> commands) =>
        Task.WhenAll(commands.Select(command => Writer.SubmitAsync(command).AsTask()));
}
