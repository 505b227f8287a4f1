using Headroom.Operations;
using Headroom.Store;

namespace Headroom.Server.Pages.Portfolio;

/// <summary>
/// The portfolio added up, at most so old: adding it up reads every borrower, so that one reading serves all who look
/// at the page meanwhile.
/// </summary>
internal sealed class PortfolioOverview(HeadroomSystem system)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private Task<IReadOnlyList<PortfolioTotal>> _reading = Task.FromResult<IReadOnlyList<PortfolioTotal>>([]);
    private long _readAt;

    /// <summary>The totals by currency and status.</summary>
    public Task<IReadOnlyList<PortfolioTotal>> ReadAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            var isFresh = _readAt != 0 && system.Clock.GetElapsedTime(_readAt) < KeptFor;
            if (!_reading.IsCompleted || (_reading.IsCompletedSuccessfully && isFresh))
            {
                return _reading.WaitAsync(ct);
            }

            _readAt = system.Clock.GetTimestamp();
            _reading = system.Store.TotalPortfolioAsync(CancellationToken.None).AsTask();
            return _reading.WaitAsync(ct);
        }
    }
}
