using System.Text.Json;
using System.Text.Json.Serialization;
using Headroom.Profiles;

namespace Headroom.Operations.Json;

/// <summary>A signal's value stands as the plain JSON number, text or flag that it is; none as <c>null</c>.</summary>
internal sealed class SignalValueConverter : JsonConverter<SignalValue>
{
    public override bool HandleNull => true;

    public override SignalValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetDecimal(out var number) => SignalValue.Number(number),
            JsonTokenType.String => SignalValue.Text(reader.GetString()!),
            JsonTokenType.True => SignalValue.Flag(true),
            JsonTokenType.False => SignalValue.Flag(false),
            JsonTokenType.Null => default,
            _ => throw new JsonException("A signal's value is a number, a text, true or false."),
        };

    public override void Write(Utf8JsonWriter writer, SignalValue value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case SignalValueKind.Number:
                JsonSerializer.Serialize(writer, value.AsNumber, options);
                break;
            case SignalValueKind.Text:
                writer.WriteStringValue(value.AsText);
                break;
            case SignalValueKind.Flag:
                writer.WriteBooleanValue(value.AsFlag);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}

/// <summary>A history stands as the list of what it holds.</summary>
internal sealed class SignalHistoryConverter : JsonConverter<SignalHistory>
{
    public override SignalHistory Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SignalHistory.Of(JsonSerializer.Deserialize<List<Signal>>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, SignalHistory value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Signals, options);
}

/// <summary>A map of names stands with its names in ordinal order, which is the canonical one.</summary>
internal sealed class SortedMapConverter<T> : JsonConverter<IReadOnlyDictionary<string, T>>
{
    public override IReadOnlyDictionary<string, T> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => JsonSerializer.Deserialize<Dictionary<string, T>>(ref reader, options) ?? [];

    public override void Write(
        Utf8JsonWriter writer,
        IReadOnlyDictionary<string, T> value,
        JsonSerializerOptions options
    )
    {
        writer.WriteStartObject();
        foreach (var (name, item) in value.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, item, options);
        }

        writer.WriteEndObject();
    }
}
