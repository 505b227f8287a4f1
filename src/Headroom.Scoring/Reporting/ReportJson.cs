using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Headroom.Scoring.Reporting;

/// <summary>Writes reports as JSON: names in camel case, a number that does not exist as null.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = null,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteNumber(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Any of this library's reports as indented JSON.</summary>
    /// <param name="report">The report.</param>
    /// <param name="seconds">How long the work took, measured by the caller; null leaves it out.</param>
    public static string Write<T>(T report, double? seconds = null)
    {
        JsonNode node = JsonSerializer.SerializeToNode(report, Options)!;
        if (seconds is { } measured && node is JsonObject root)
            root["seconds"] = measured;
        return node.ToJsonString(Options);
    }

    private sealed class FiniteNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
