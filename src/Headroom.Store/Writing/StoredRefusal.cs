using System.Buffers;
using System.Text.Json;
using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>A refusal as the JSON that is kept as an answer: <c>{"code":…,"kind":…,"parameters":[[name,value],…]}</c>.</summary>
internal static class StoredRefusal
{
    public static byte[] Write(Refusal refusal)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("code", refusal.Code);
            json.WriteString("kind", refusal.Kind.ToString());
            json.WriteStartArray("parameters");
            foreach (var (name, value) in refusal.Parameters)
            {
                json.WriteStartArray();
                json.WriteStringValue(name);
                json.WriteStringValue(value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static Refusal Read(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        return Refusal.Stored(
            Enum.Parse<RefusalKind>(root.GetProperty("kind").GetString()!),
            root.GetProperty("code").GetString()!,
            [
                .. root.GetProperty("parameters")
                    .EnumerateArray()
                    .Select(pair => (pair[0].GetString()!, pair[1].GetString()!)),
            ]
        );
    }
}
