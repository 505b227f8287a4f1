using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Headroom.Primitives;

/// <summary>
/// JSON in one spelling only, by RFC 8785 (JCS): no white space, members sorted by UTF-16 code units, numbers as
/// ECMAScript prints them, the shortest escapes. Equal content has equal bytes, so it can be hashed and compared.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The canonical bytes of any JSON text.</summary>
    /// <exception cref="JsonException">The text is not JSON, has a member twice, a number that is not finite, or a lone surrogate.</exception>
    public static byte[] Canonicalize(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return Canonicalize(document.RootElement);
    }

    /// <summary>The canonical bytes of an element.</summary>
    /// <exception cref="JsonException">A number is not finite, or a string has a lone surrogate.</exception>
    public static byte[] Canonicalize(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Write(buffer, element);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// A number as ECMAScript's Number::toString prints it (ECMA-262, section 6.1.6.1.20): the fewest digits that read
    /// back the same, plain between 1e-7 and 1e21, else with an exponent.
    /// </summary>
    /// <exception cref="JsonException">The number is not finite: JSON has no spelling for it.</exception>
    public static string FormatNumber(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new JsonException("JSON has no number for infinity or NaN.");
        }

        if (value == 0)
        {
            return "0";
        }

        // "R" gives the shortest digits that read back the same; only their arrangement differs from ECMAScript's.
        var (digits, pointAfter) = Digits(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        var sign = value < 0 ? "-" : "";
        var count = digits.Length;
        if (count <= pointAfter && pointAfter <= 21)
        {
            return sign + digits + new string('0', pointAfter - count);
        }

        if (pointAfter is > 0 and <= 21)
        {
            return $"{sign}{digits[..pointAfter]}.{digits[pointAfter..]}";
        }

        if (pointAfter is > -6 and <= 0)
        {
            return $"{sign}0.{new string('0', -pointAfter)}{digits}";
        }

        var exponent = pointAfter - 1;
        var mantissa = count == 1 ? digits : $"{digits[..1]}.{digits[1..]}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}"
        );
    }

    // The significant digits of a positive number, and how many of them stand before the decimal point (may be negative).
    private static (string Digits, int PointAfter) Digits(string text)
    {
        var exponent = 0;
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "" : text[(point + 1)..];
        var all = whole + fraction;
        var leading = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), whole.Length - leading + exponent);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(buffer, element);
                break;
            case JsonValueKind.Array:
                WriteArray(buffer, element);
                break;
            case JsonValueKind.String:
                WriteString(buffer, Text(element));
                break;
            case JsonValueKind.Number:
                Ascii(buffer, FormatNumber(element.GetDouble()));
                break;
            case JsonValueKind.True:
                Ascii(buffer, "true");
                break;
            case JsonValueKind.False:
                Ascii(buffer, "false");
                break;
            case JsonValueKind.Null:
                Ascii(buffer, "null");
                break;
            default:
                throw new JsonException($"An element of kind {element.ValueKind} has no JSON text.");
        }
    }

    private static void WriteObject(ArrayBufferWriter<byte> buffer, JsonElement element)
    {
        var members = element.EnumerateObject().ToArray();
        Array.Sort(members, static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        Ascii(buffer, "{");
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0)
            {
                Ascii(buffer, ",");
            }

            WriteString(buffer, members[i].Name);
            Ascii(buffer, ":");
            Write(buffer, members[i].Value);
        }

        Ascii(buffer, "}");
    }

    private static void WriteArray(ArrayBufferWriter<byte> buffer, JsonElement element)
    {
        Ascii(buffer, "[");
        var first = true;
        foreach (var item in element.EnumerateArray())
        {
            if (!first)
            {
                Ascii(buffer, ",");
            }

            first = false;
            Write(buffer, item);
        }

        Ascii(buffer, "]");
    }

    private static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException lone)
        {
            throw new JsonException("A string has a surrogate without its pair.", lone);
        }
    }

    // RFC 8785, section 3.2.2.2: two-character escapes where they exist, \u00xx for the other controls, the rest as is.
    private static void WriteString(ArrayBufferWriter<byte> buffer, string text)
    {
        Ascii(buffer, "\"");
        var plain = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var escape = Escape(text[i]);
            if (escape is not null)
            {
                Encoding.UTF8.GetBytes(text.AsSpan(plain, i - plain), buffer);
                Ascii(buffer, escape);
                plain = i + 1;
            }
        }

        Encoding.UTF8.GetBytes(text.AsSpan(plain), buffer);
        Ascii(buffer, "\"");
    }

    private static string? Escape(char character) =>
        character switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            < ' ' => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
            _ => null,
        };

    private static void Ascii(ArrayBufferWriter<byte> buffer, string text)
    {
        var span = buffer.GetSpan(text.Length);
        buffer.Advance(Encoding.ASCII.GetBytes(text, span));
    }
}
