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
    public static IdGenerator Secure(Func<DateTimeOffset> now) => new(now, new Reserve().Fill);

    /// <summary>The next identifier, above every earlier one of this generator.</summary>
    public SortableId Next()
    {
        Span<byte> distinction = stackalloc byte[10];
        lock (_gate)
        {
            fill(distinction);
            var next = SortableId.Of(now(), distinction);
            _last = next > _last ? next : _last.Next();
            return _last;
        }
    }

    /// <summary>Asks the operating system for many bytes at a time: asking costs more than they do.</summary>
    private sealed class Reserve
    {
        private readonly byte[] _bytes = new byte[4096];
        private int _left;

        public void Fill(Span<byte> bytes)
        {
            if (_left < bytes.Length)
            {
                RandomNumberGenerator.Fill(_bytes);
                _left = _bytes.Length;
            }

            _bytes.AsSpan(_bytes.Length - _left, bytes.Length).CopyTo(bytes);
            _left -= bytes.Length;
        }
    }
}
