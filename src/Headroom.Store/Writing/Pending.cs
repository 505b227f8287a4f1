namespace Headroom.Store;

/// <summary>A command that waits for its answer. What it will be told is kept until it is durable.</summary>
internal sealed class Pending<TState>(Command<TState> command, CancellationToken cancellation)
    : TaskCompletionSource<CommandOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
    where TState : class
{
    private CommandOutcome? _outcome;
    private Exception? _failure;

    public Command<TState> Command => command;

    /// <summary>Its place in the batch, so that commands of one borrower keep their order.</summary>
    public int Arrival { get; set; }

    /// <summary>Whether its caller gave up before it was begun; the caller is told so.</summary>
    public bool IsGivenUp => cancellation.IsCancellationRequested && TrySetCanceled(cancellation);

    public void WillBe(CommandOutcome outcome) => (_outcome, _failure) = (outcome, null);

    public void WillFail(Exception failure) => (_outcome, _failure) = (null, failure);

    public void Tell()
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
