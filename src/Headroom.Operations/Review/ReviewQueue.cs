using Headroom.Assessment;
using Headroom.Operations.Json;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Review;

/// <summary>What a message of <see cref="ReviewQueue.Topic"/> asks for.</summary>
public sealed record ReviewRequested(ReviewTrigger Trigger);

/// <summary>
/// Works off the reviews that signals asked for: reads the outbox in order, reviews each borrower that is named once per
/// pass, and acknowledges. A message that is delivered twice changes nothing, because the review's key is the message's.
/// </summary>
public static class ReviewQueue
{
    /// <summary>The outbox topic of asked-for reviews.</summary>
    public const string Topic = "review.requested";

    private const int MessagesPerPass = 1000;
    private static readonly Actor Worker = Actor.System("review-queue");

    /// <summary>Works off what waits now; answers how many messages it took. Zero: nothing waits.</summary>
    public static async Task<int> DrainReviewsAsync(this HeadroomSystem system, CancellationToken ct = default)
    {
        var waiting = (await system.Store.ReadOutboxAsync(MessagesPerPass, ct))
            .Where(message => message.Topic == Topic)
            .ToList();
        if (waiting.Count == 0)
        {
            return 0;
        }

        var live = await system.Releases.LiveAsync(ct);
        if (!live.TryGet(out var release, out var refusal))
        {
            throw new StoreException(refusal);
        }

        // The last message of a borrower stands for the earlier ones: one review sees all their signals.
        var reviews = waiting
            .GroupBy(message => message.Borrower)
            .Select(messages => messages.Last())
            .Select(message =>
                system
                    .ReviewBorrowerAsync(
                        message.Borrower,
                        release,
                        EventJson.Read<ReviewRequested>(message.Body).Trigger,
                        new RequestEnvelope(Worker, $"review:{message.Id}"),
                        ct: ct
                    )
                    .AsTask()
            );
        await Task.WhenAll(reviews);
        await system.Store.AcknowledgeAsync(waiting, ct);
        return waiting.Count;
    }
}
