using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Headroom.Primitives;

/// <summary>A SHA-256 of some content (FIPS 180-4): 32 bytes, written as 64 lower-case hexadecimal digits.</summary>
public readonly record struct ContentHash
{
    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private ContentHash(ReadOnlySpan<byte> bytes)
    {
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The hash of some bytes.</summary>
    public static ContentHash Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return new ContentHash(hash);
    }

    /// <summary>Reads 32 bytes as stored.</summary>
    /// <exception cref="ArgumentException">There are not 32 of them.</exception>
    public static ContentHash FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == SHA256.HashSizeInBytes
            ? new ContentHash(bytes)
            : throw new ArgumentException($"A SHA-256 has 32 bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>Reads 64 hexadecimal digits. Refuses anything else with <c>hash-malformed</c>.</summary>
    public static Result<ContentHash> Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        return
            text.Length == 64 && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? new ContentHash(bytes)
            : Refusal.Invalid("hash-malformed", ("value", text));
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _a);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), _b);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), _c);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), _d);
        return bytes;
    }

    /// <summary>The first 12 digits: enough for people to tell releases apart.</summary>
    public string ToShortString() => ToString()[..12];

    /// <inheritdoc />
    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}
