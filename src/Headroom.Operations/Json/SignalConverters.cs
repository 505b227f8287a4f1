using System.Text.Json;
using System.Text.Json.Serialization;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Json;

/// <summary>
/// A signal stands as an object whose values are plain JSON numbers, texts and flags. Written by hand because signals are
/// most of every snapshot: they are read and saved again at each command on a borrower.
/// </summary>
internal sealed class SignalConverter : JsonConverter<Signal>
{
    public override Signal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        SignalId? id = null;
        string? kind = null;
        string? source = null;
        DateTimeOffset occurredAt = default;
        DateTimeOffset knownAt = default;
        IReadOnlyDictionary<string, SignalValue>? values = null;
        Expect(reader.TokenType == JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                id = new SignalId(ReadId(ref reader));
            }
            else if (reader.ValueTextEquals("kind"u8))
            {
                kind = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("source"u8))
            {
                source = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("occurredAt"u8))
            {
                occurredAt = ReadInstant(ref reader);
            }
            else if (reader.ValueTextEquals("knownAt"u8))
            {
                knownAt = ReadInstant(ref reader);
            }
            else if (reader.ValueTextEquals("values"u8))
            {
                reader.Read();
                values = SignalValues.Read(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        Expect(id is not null && kind is not null && source is not null && values is not null);
        return new Signal(id!.Value, kind!, occurredAt, knownAt, source!, values!);
    }

    public override void Write(Utf8JsonWriter writer, Signal value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, value.Id.ToString());
        writer.WriteString("kind"u8, value.Kind);
        ValueConverters.WriteInstant(writer, "knownAt"u8, value.KnownAt);
        ValueConverters.WriteInstant(writer, "occurredAt"u8, value.OccurredAt);
        writer.WriteString("source"u8, value.Source);
        writer.WritePropertyName("values"u8);
        SignalValues.Write(writer, value.Values);
        writer.WriteEndObject();
    }

    private static SortableId ReadId(ref Utf8JsonReader reader)
    {
        var parsed = SortableId.Parse(ReadText(ref reader));
        return parsed.IsOk ? parsed.Value : throw new JsonException(parsed.Refusal!.ToString());
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        Expect(reader.Read() && reader.TokenType == JsonTokenType.String);
        return reader.GetString()!;
    }

    private static DateTimeOffset ReadInstant(ref Utf8JsonReader reader)
    {
        Expect(reader.Read() && reader.TokenType == JsonTokenType.String);
        return ValueConverters.ReadInstant(ref reader);
    }

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new JsonException(
                "A signal has an id, a kind, a source, when it occurred and was known, and values."
            );
        }
    }
}

/// <summary>A map of signal values, its names in ordinal order, which is the canonical one.</summary>
internal sealed class SignalValues : JsonConverter<IReadOnlyDictionary<string, SignalValue>>
{
    public override IReadOnlyDictionary<string, SignalValue> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => Read(ref reader);

    public override void Write(
        Utf8JsonWriter writer,
        IReadOnlyDictionary<string, SignalValue> value,
        JsonSerializerOptions options
    ) => Write(writer, value);

    internal static Dictionary<string, SignalValue> Read(ref Utf8JsonReader reader)
    {
        var values = new Dictionary<string, SignalValue>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // The names of values are few and the same in every signal: one string for all of them.
            var name = string.Intern(reader.GetString()!);
            reader.Read();
            if (!values.TryAdd(name, SignalValueConverter.Read(ref reader)))
            {
                throw new JsonException($"The value {name} is given twice.");
            }
        }

        return reader.TokenType == JsonTokenType.EndObject
            ? values
            : throw new JsonException("The values of a signal are an object.");
    }

    internal static void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, SignalValue> values)
    {
        var names = new string[values.Count];
        var count = 0;
        foreach (var name in values.Keys)
        {
            names[count++] = name;
        }

        Array.Sort(names, string.CompareOrdinal);
        writer.WriteStartObject();
        foreach (var name in names)
        {
            writer.WritePropertyName(name);
            SignalValueConverter.Write(writer, values[name]);
        }

        writer.WriteEndObject();
    }
}

/// <summary>A signal's value stands as the plain JSON number, text or flag that it is; none as <c>null</c>.</summary>
internal sealed class SignalValueConverter : JsonConverter<SignalValue>
{
    public override bool HandleNull => true;

    public override SignalValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader);

    public override void Write(Utf8JsonWriter writer, SignalValue value, JsonSerializerOptions options) =>
        Write(writer, value);

    internal static SignalValue Read(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetDecimal(out var number) => SignalValue.Number(number),
            JsonTokenType.String => SignalValue.Text(reader.GetString()!),
            JsonTokenType.True => SignalValue.Flag(true),
            JsonTokenType.False => SignalValue.Flag(false),
            JsonTokenType.Null => default,
            _ => throw new JsonException("A signal's value is a number, a text, true or false."),
        };

    internal static void Write(Utf8JsonWriter writer, SignalValue value)
    {
        switch (value.Kind)
        {
            case SignalValueKind.Number:
                ValueConverters.WriteDecimal(writer, value.AsNumber);
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
        SignalHistory.Restore(JsonSerializer.Deserialize<List<Signal>>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, SignalHistory value, JsonSerializerOptions options)
    {
        var converter = (JsonConverter<Signal>)options.GetConverter(typeof(Signal));
        writer.WriteStartArray();
        foreach (var signal in value.Signals)
        {
            converter.Write(writer, signal, options);
        }

        writer.WriteEndArray();
    }
}
