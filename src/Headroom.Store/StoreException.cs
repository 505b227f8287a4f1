using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>The store could not do its work, for a reason that has a stable code. Its parameters hold no secret.</summary>
public sealed class StoreException : Exception
{
    /// <summary>A failure of the store.</summary>
    /// <param name="refusal">Why, with a code from <see cref="StoreCodes"/>.</param>
    /// <param name="inner">What the engine threw.</param>
    public StoreException(Refusal refusal, Exception? inner = null)
        : base(refusal.ToString(), inner) => Refusal = refusal;

    /// <summary>Why.</summary>
    public Refusal Refusal { get; }
}
