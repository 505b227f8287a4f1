using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Headroom.Lending;
using Headroom.Primitives;

namespace Headroom.Operations.Json;

/// <summary>How the values of Headroom.Primitives, and numbers, stand in JSON.</summary>
internal static class ValueConverters
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";
    private const int InstantLength = 27;
    private const decimal ExactIntegersBelow = 1_000_000_000_000_000m;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<JsonConverter> All { get; } =
    [
        new MoneyConverter(),
        new RateConverter(),
        new NumberConverter(),
        new DecimalConverter(),
        new InstantConverter(),
        new SignalValueConverter(),
        new SignalHistoryConverter(),
        new SignalConverter(),
        new SignalValues(),
        // A borrower without a line has no currency yet.
        Text(value => value.Code, code => code.Length == 0 ? default(Currency) : Currency.FromCode(code)),
        Text(value => value.Value, BorrowerId.Parse),
        Text(value => value.ToString(), Actor.Parse),
        Text(value => value.ToString(), ContentHash.Parse),
        Text(value => value.ToString(), text => SortableId.Parse(text)),
        Text(value => value.ToString(), text => SortableId.Parse(text).Then<CommandId>(id => new CommandId(id))),
        Text(value => value.ToString(), text => SortableId.Parse(text).Then<EventId>(id => new EventId(id))),
        Text(value => value.ToString(), text => SortableId.Parse(text).Then<HoldId>(id => new HoldId(id))),
        Text(value => value.ToString(), text => SortableId.Parse(text).Then<DrawId>(id => new DrawId(id))),
        Text(value => value.ToString(), text => SortableId.Parse(text).Then<EntryId>(id => new EntryId(id))),
        Text(value => value.ToString(), text => SortableId.Parse(text).Then<DecisionId>(id => new DecisionId(id))),
        Text(value => value.ToString(), text => SortableId.Parse(text).Then<SignalId>(id => new SignalId(id))),
    ];

    /// <summary>A value as a string.</summary>
    public static JsonConverter<T> Text<T>(Func<T, string> write, Func<string, Result<T>> read) =>
        new TextConverter<T>(write, read);

    private sealed class TextConverter<T>(Func<T, string> write, Func<string, Result<T>> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parsed = read(reader.TokenType == JsonTokenType.String ? reader.GetString()! : "");
            return parsed.TryGet(out var value, out var refusal) ? value : throw new JsonException(refusal.ToString());
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(write(value));

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            read(reader.GetString()!).Value;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(write(value));
    }

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        private sealed record Parts(Currency Currency, long MinorUnits);

        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = JsonSerializer.Deserialize<Parts>(ref reader, options) ?? throw new JsonException("No money.");
            return parts.MinorUnits is <= Money.MinorUnitsMax and >= -Money.MinorUnitsMax
                ? new Money(parts.MinorUnits, parts.Currency)
                : throw new JsonException($"{parts.MinorUnits} minor units are out of range.");
        }

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("currency"u8, value.Currency.Code);
            writer.WriteNumber("minorUnits"u8, value.MinorUnits);
            writer.WriteEndObject();
        }
    }

    private sealed class RateConverter : JsonConverter<Rate>
    {
        private sealed record Parts(RateBasis Basis, decimal Fraction);

        public override Rate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = JsonSerializer.Deserialize<Parts>(ref reader, options) ?? throw new JsonException("No rate.");
            return new Rate(parts.Fraction, parts.Basis);
        }

        public override void Write(Utf8JsonWriter writer, Rate value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Parts(value.Basis, value.Fraction), options);
    }

    private sealed class NumberConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
            writer.WriteRawValue(CanonicalJson.FormatNumber(value), skipInputValidation: true);
    }

    /// <summary>
    /// A decimal stands as a JSON number while that is exact for every reader (15 significant digits survive a double), and as a
    /// string beyond. Amounts of money never come here: they are whole minor units.
    /// </summary>
    private sealed class DecimalConverter : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                return reader.GetDecimal();
            }

            var text = reader.GetString()!;
            return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new JsonException($"'{text}' is no number.");
        }

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            WriteDecimal(writer, value);
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            ReadInstant(ref reader);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            Span<char> text = stackalloc char[InstantLength];
            writer.WriteStringValue(text[..FormatInstant(value, text)]);
        }
    }

    /// <summary>Reads an instant. One without an offset would be another on every machine, so it is none.</summary>
    /// <exception cref="JsonException">It is no instant with its offset.</exception>
    internal static DateTimeOffset ReadInstant(ref Utf8JsonReader reader)
    {
        // States are full of instants, so that the usual text is looked at where it lies.
        var text =
            reader.TokenType != JsonTokenType.String ? default
            : reader.HasValueSequence || reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!)
            : reader.ValueSpan;
        var time = text.IndexOf((byte)'T');
        return time > 0 && text[time..].IndexOfAny("Z+-"u8) > 0 && reader.TryGetDateTimeOffset(out var value)
            ? BusinessCalendar.Truncate(value)
            : throw new JsonException("An instant with its offset was expected, such as 2026-08-01T09:30:00+08:00.");
    }

    /// <summary>Writes a member that is an instant.</summary>
    internal static void WriteInstant(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset value)
    {
        Span<char> text = stackalloc char[InstantLength];
        writer.WriteString(name, text[..FormatInstant(value, text)]);
    }

    /// <summary>Writes a decimal: see <see cref="DecimalConverter"/>.</summary>
    internal static void WriteDecimal(Utf8JsonWriter writer, decimal value)
    {
        // Most numbers are whole, and these look the same everywhere.
        if (decimal.IsInteger(value) && Math.Abs(value) < ExactIntegersBelow)
        {
            writer.WriteNumberValue((long)value);
            return;
        }

        var number = (double)value;
        if (new decimal(number) == value)
        {
            writer.WriteRawValue(CanonicalJson.FormatNumber(number), skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static int FormatInstant(DateTimeOffset value, Span<char> text)
    {
        _ = value.UtcDateTime.TryFormat(text, out var length, InstantFormat, CultureInfo.InvariantCulture);
        return length;
    }
}
