using Headroom.Operations;
using Headroom.Operations.Review;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headroom.Server.Hosting;

/// <summary>
/// Works off the reviews that signals ask for, while the server runs: at once when <see cref="ReviewBell"/> rings, and
/// every so often for what came in by another way.
/// </summary>
internal sealed partial class ReviewWorker(HeadroomSystem system, ReviewBell bell, ILogger<ReviewWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await DrainAsync(stoppingToken))
            {
                await bell.WaitAsync(LookAgain, stoppingToken);
            }
        }
    }

    // Whether there may be more at once.
    private async Task<bool> DrainAsync(CancellationToken ct)
    {
        try
        {
            var taken = await system.DrainReviewsAsync(ct);
            if (taken > 0)
            {
                Reviewed(logger, taken);
            }

            return taken > 0;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failure)
        {
            // One failing review must not end the service. What was not acknowledged is taken up again.
            Failed(logger, failure);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} requests for reviews were worked off")]
    private static partial void Reviewed(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Asked-for reviews failed and wait")]
    private static partial void Failed(ILogger logger, Exception failure);
}
