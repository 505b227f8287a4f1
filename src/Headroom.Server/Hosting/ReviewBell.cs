namespace Headroom.Server.Hosting;

/// <summary>Tells the review worker that a signal arrived. Rings that nobody waited for count as one.</summary>
internal sealed class ReviewBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);
    private readonly Lock _gate = new();

    /// <summary>Rings.</summary>
    public void Ring()
    {
        lock (_gate)
        {
            if (_rung.CurrentCount == 0)
            {
                _rung.Release();
            }
        }
    }

    /// <summary>Waits for a ring, but no longer than <paramref name="most"/>.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken ct)
    {
        try
        {
            await _rung.WaitAsync(most, ct);
        }
        catch (OperationCanceledException)
        {
            // Stopping; whoever waits looks at the token.
        }
    }

    public void Dispose() => _rung.Dispose();
}
