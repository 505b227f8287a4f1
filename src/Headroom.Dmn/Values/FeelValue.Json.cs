using System.Text;
using System.Text.Json;

namespace Headroom.Dmn;

public readonly partial struct FeelValue
{
    private const int JsonDepthMax = 60;
    private const long JsonLengthMax = 16_000_000;

    /// <summary>The value as JSON: numbers exactly, dates, times, durations and ranges as their FEEL text, functions as null.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            WriteJson(json);
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>
    /// A value from JSON. Objects become contexts, arrays lists; a string becomes a date, time or duration only where the type says so.
    /// </summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="type">What the value should be, or null to take it as it comes.</param>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static FeelValue FromJson(string json, FeelType? type = null)
    {
        using var document = JsonDocument.Parse(json);
        return FromJson(document.RootElement, type);
    }

    /// <summary>A value from a JSON element.</summary>
    public static FeelValue FromJson(JsonElement json, FeelType? type = null)
    {
        var wanted = type?.Unconstrained;
        switch (json.ValueKind)
        {
            case JsonValueKind.True:
                return True;
            case JsonValueKind.False:
                return False;
            case JsonValueKind.Number:
                return json.TryGetDecimal(out var exact)
                    ? Number(exact)
                    : Failed(new FeelError("feel.overflow", $"The number {json.GetRawText()} is too large."));
            case JsonValueKind.String:
                return FromText(json.GetString()!, wanted?.Kind);
            case JsonValueKind.Array:
                var element = (wanted as FeelType.ListOf)?.Element;
                return List(json.EnumerateArray().Select(item => FromJson(item, element)));
            case JsonValueKind.Object:
                var fields = wanted as FeelType.ContextOf;
                return Context(
                    json.EnumerateObject()
                        .Select(field => new KeyValuePair<string, FeelValue>(
                            field.Name,
                            FromJson(field.Value, fields?[field.Name])
                        ))
                );
            default:
                return Null;
        }
    }

    internal static FeelValue FromText(string text, FeelKind? kind)
    {
        var parsed = Null;
        var found = kind switch
        {
            FeelKind.Date => FeelParse.TryDate(text, out parsed),
            FeelKind.Time => FeelParse.TryTime(text, out parsed),
            FeelKind.DateTime => FeelParse.TryDateTime(text, out parsed),
            FeelKind.DaysDuration or FeelKind.MonthsDuration => FeelParse.TryDuration(text, out parsed),
            _ => false,
        };
        return found ? parsed : String(text);
    }

    /// <summary>Writes the value; what nests deeper than any reader follows is cut off.</summary>
    internal void WriteJson(Utf8JsonWriter json)
    {
        if (json.CurrentDepth > JsonDepthMax || json.BytesCommitted + json.BytesPending > JsonLengthMax)
        {
            json.WriteStringValue("…");
            return;
        }
        switch (Kind)
        {
            case FeelKind.Null or FeelKind.Function:
                json.WriteNullValue();
                break;
            case FeelKind.Boolean:
                json.WriteBooleanValue(IsTrue);
                break;
            case FeelKind.Number:
                json.WriteRawValue(FeelText.Number(number), skipInputValidation: true);
                break;
            case FeelKind.List:
                json.WriteStartArray();
                foreach (var item in Items)
                {
                    item.WriteJson(json);
                }
                json.WriteEndArray();
                break;
            case FeelKind.Context:
                json.WriteStartObject();
                foreach (var (name, value) in AsContext)
                {
                    json.WritePropertyName(name);
                    value.WriteJson(json);
                }
                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue(FeelText.Display(this));
                break;
        }
    }
}
