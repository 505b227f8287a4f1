using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Headroom.Primitives;

/// <summary>
/// 128 bits that sort by the time they were made: 48 bits of Unix milliseconds, then 80 that tell apart.
/// Written as 26 characters of Crockford's base 32, whose text order is the numeric order (the ULID layout).
/// </summary>
public readonly record struct SortableId : IComparable<SortableId>
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private readonly UInt128 _bits;

    private SortableId(UInt128 bits) => _bits = bits;

    /// <summary>When it was made, to the millisecond.</summary>
    public DateTimeOffset MadeAt => DateTimeOffset.FromUnixTimeMilliseconds((long)(ulong)(_bits >> 80));

    /// <summary>Makes one of a time and ten bytes that tell it apart from others of the same millisecond.</summary>
    /// <exception cref="ArgumentException">There are not ten bytes.</exception>
    public static SortableId Of(DateTimeOffset madeAt, ReadOnlySpan<byte> distinction)
    {
        if (distinction.Length != 10)
        {
            throw new ArgumentException("Ten bytes tell an identifier apart.", nameof(distinction));
        }

        var high = (UInt128)(ulong)madeAt.ToUnixTimeMilliseconds() << 80;
        var middle = (UInt128)BinaryPrimitives.ReadUInt16BigEndian(distinction) << 64;
        return new SortableId(high | middle | BinaryPrimitives.ReadUInt64BigEndian(distinction[2..]));
    }

    /// <summary>
    /// The identifier of the <paramref name="ordinal"/>th thing that the work under this one makes: the same time, and a
    /// distinction hashed from this one and the ordinal. So pure code names what it makes, and names it the same in a replay.
    /// </summary>
    public SortableId Derive(int ordinal)
    {
        Span<byte> input = stackalloc byte[20];
        BinaryPrimitives.WriteUInt128BigEndian(input, _bits);
        BinaryPrimitives.WriteInt32BigEndian(input[16..], ordinal);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        return Of(MadeAt, hash[..10]);
    }

    /// <summary>The identifier right after this one.</summary>
    public SortableId Next() => new(_bits + 1);

    /// <summary>Reads 26 characters. Refuses anything else with <c>id-malformed</c>.</summary>
    public static Result<SortableId> Parse(string text)
    {
        // The first character carries only three bits of the 128.
        if (text.Length != 26 || text[0] > '7')
        {
            return Refusal.Invalid("id-malformed", ("value", text));
        }

        UInt128 bits = 0;
        foreach (var character in text)
        {
            var digit = Alphabet.IndexOf(char.ToUpperInvariant(character), StringComparison.Ordinal);
            if (digit < 0)
            {
                return Refusal.Invalid("id-malformed", ("value", text));
            }

            bits = (bits << 5) | (uint)digit;
        }

        return new SortableId(bits);
    }

    /// <summary>The 16 bytes, most significant first.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _bits);
        return bytes;
    }

    /// <summary>Reads 16 bytes as stored.</summary>
    public static SortableId FromBytes(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <inheritdoc />
    public int CompareTo(SortableId other) => _bits.CompareTo(other._bits);

    /// <summary>Whether <paramref name="left"/> was made earlier.</summary>
    public static bool operator <(SortableId left, SortableId right) => left._bits < right._bits;

    /// <summary>Whether <paramref name="left"/> was made later.</summary>
    public static bool operator >(SortableId left, SortableId right) => left._bits > right._bits;

    /// <summary>Whether <paramref name="left"/> was not made later.</summary>
    public static bool operator <=(SortableId left, SortableId right) => left._bits <= right._bits;

    /// <summary>Whether <paramref name="left"/> was not made earlier.</summary>
    public static bool operator >=(SortableId left, SortableId right) => left._bits >= right._bits;

    /// <inheritdoc />
    public override string ToString() =>
        string.Create(
            26,
            _bits,
            static (span, bits) =>
            {
                for (var i = span.Length - 1; i >= 0; i--)
                {
                    span[i] = Alphabet[(int)(bits & 31)];
                    bits >>= 5;
                }
            }
        );
}
