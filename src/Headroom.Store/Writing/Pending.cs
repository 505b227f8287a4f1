namespace Headroom.Store;

/// <summary>
/// A command that waits for its answer. What it will be told is kept until it is durable; then it is told by a thread of the pool,
/// which goes on as the caller does.
/// </summary>
internal sealed class Pending<TState>(Command<TState> command, CancellationToken cancellation)
    : TaskCompletionSource<CommandOutcome>,
        IThreadPoolWorkItem
    where TState : class
{
    private CommandOutcome? _outcome;
    private Exception? _failure;

    public Command<TState> Command => command;

    /// <summary>Its place in the batch, so that commands of one borrower keep their order.</summary>
    public int Arrival { get; set; }

    /// <summary>Whether its caller gave up, and waits no more.</summary>
    public bool IsGivenUp => cancellation.IsCancellationRequested;

    public void WillBe(CommandOutcome outcome) => (_outcome, _failure) = (outcome, null);

    public void WillFail(Exception failure) => (_outcome, _failure) = (null, failure);

    /// <summary>
    /// Tells the caller soon, and before whatever is put behind it in the pool's common queue: in the queue of one thread, others
    /// would take from the common one first.
    /// </summary>
    public void Tell() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    void IThreadPoolWorkItem.Execute()
    {
        if (_failure is not null)
        {
            TrySetException(_failure);
        }
        else
        {
            TrySetResult(_outcome ?? throw new InvalidOperationException("The command was not decided."));
        }
    }
}
