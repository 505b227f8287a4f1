namespace Headroom.Operations.Generate;

/// <summary>
/// Steele, Lea and Flood's SplitMix64 ("Fast Splittable Pseudorandom Number Generators", OOPSLA 2014): 64 bits of state
/// and the same numbers for the same seed on every machine and every version of .NET, which <c>System.Random</c> does
/// not promise. It is for data that looks real, never for secrets.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;
    private ulong _state = seed;

    /// <summary>A stream of its own for the item at <paramref name="index"/>, whatever other items there are.</summary>
    public static SplitMix64 ForItem(ulong seed, int index) =>
        new(unchecked(new SplitMix64(seed).Next() ^ new SplitMix64((ulong)index).Next()));

    public ulong Next()
    {
        unchecked
        {
            _state += Golden;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A number from 0 up to but not 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with this probability.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + (int)(Unit() * (high - low + 1));

    /// <summary>
    /// Nearly a standard normal number: twelve uniform ones less six. Unlike the exact methods it needs no logarithm, whose
    /// last bit differs between machines.
    /// </summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            sum += Unit();
        }

        return sum;
    }

    /// <summary>One of the items, each as likely.</summary>
    public T Pick<T>(ReadOnlySpan<T> items) => items[Between(0, items.Length - 1)];
}
