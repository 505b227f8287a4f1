using System.Security.Cryptography;

namespace Headroom.Primitives;

/// <summary>
/// Makes identifiers at the edge from a clock and a source of bytes, in rising order even within one millisecond and
/// when the clock steps back. Safe to share between threads.
/// </summary>
/// <param name="now">The clock, in UTC.</param>
/// <param name="fill">Fills a span with bytes that tell identifiers apart: random in production, seeded in tests.</param>
public sealed class IdGenerator(Func<DateTimeOffset> now, IdGenerator.FillBytes fill)
{
    private readonly Lock _gate = new();
    private SortableId _last;

    /// <summary>Fills a span with bytes.</summary>
    public delegate void FillBytes(Span<byte> bytes);

    /// <summary>A generator whose bytes come from the operating system's secure source.</summary>
    public static IdGenerator Secure(Func<DateTimeOffset> now) => new(now, RandomNumberGenerator.Fill);

    /// <summary>The next identifier, above every earlier one of this generator.</summary>
    public SortableId Next()
    {
        Span<byte> distinction = stackalloc byte[10];
        fill(distinction);
        lock (_gate)
        {
            var next = SortableId.Of(now(), distinction);
            _last = next > _last ? next : _last.Next();
            return _last;
        }
    }
}
