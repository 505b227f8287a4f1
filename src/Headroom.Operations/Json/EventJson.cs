using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Headroom.Primitives;

namespace Headroom.Operations.Json;

/// <summary>
/// The one JSON of everything that is stored, hashed or answered: canonical by RFC 8785, so that equal content has equal
/// bytes. Domain types stay free of it: closed unions carry a <c>$case</c> member, read-only (derived) members are left
/// out, amounts of money are <c>{"currency":"CNY","minorUnits":1234}</c>.
/// </summary>
public static class EventJson
{
    /// <summary>The options, for the HTTP edge and for tests.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The canonical bytes of a value, written as the type that it is.</summary>
    public static byte[] Write<T>(T value)
        where T : notnull => Canonical(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Options));

    /// <summary>The canonical bytes of a value as a case of <typeparamref name="T"/>, with its <c>$case</c> when that is a union.</summary>
    public static byte[] WriteAs<T>(T value) => Canonical(JsonSerializer.SerializeToUtf8Bytes(value, Options));

    /// <summary>Reads a value.</summary>
    /// <exception cref="JsonException">The bytes are no JSON of that type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize<T>(utf8, Options) ?? throw new JsonException("null stands where a value is needed.");

    /// <summary>Reads a value of a type known at run time.</summary>
    /// <exception cref="JsonException">The bytes are no JSON of that type.</exception>
    public static object Read(ReadOnlySpan<byte> utf8, Type type) =>
        JsonSerializer.Deserialize(utf8, type, Options)
        ?? throw new JsonException("null stands where a value is needed.");

    // Members come sorted and numbers in ECMAScript's form from the converters. Only the serializer's way to escape
    // some characters differs from RFC 8785; where it escaped any, the whole is brought into canonical form.
    private static byte[] Canonical(byte[] utf8) =>
        utf8.AsSpan().IndexOf("\\u"u8) < 0 ? utf8 : CanonicalJson.Canonicalize(utf8);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            RespectRequiredConstructorParameters = false,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 64,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { UnionCases.Add, SortMembers } },
        };
        foreach (var converter in ValueConverters.All)
        {
            options.Converters.Add(converter);
        }

        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }

    private static void SortMembers(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        var sorted = type.Properties.OrderBy(property => property.Name, StringComparer.Ordinal).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i].Order = i;
        }
    }
}
