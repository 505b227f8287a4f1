using System.Xml.Linq;

namespace Headroom.Dmn;

/// <summary>Values as the test kit writes them.</summary>
internal static class TckValues
{
    private const decimal Tolerance = 1e-8m;

    /// <summary>The value inside an inputNode, an expected, an item or a component.</summary>
    public static FeelValue Read(XElement? holder)
    {
        if (holder is null)
        {
            return FeelValue.Null;
        }
        if (holder.Child("list") is { } list)
        {
            return IsNil(list) ? FeelValue.Null : FeelValue.List(list.Children("item").Select(Read));
        }
        if (holder.Child("value") is { } value)
        {
            return Scalar(value);
        }
        var components = holder.Children("component").ToList();
        return components.Count == 0
            ? FeelValue.Null
            : FeelValue.Context(
                components.Select(part => new KeyValuePair<string, FeelValue>(part.NameOf(), Read(part)))
            );
    }

    /// <summary>The kit's notion of equal: numbers within a small tolerance, everything else as FEEL has it.</summary>
    public static bool Matches(in FeelValue expected, in FeelValue actual)
    {
        if (expected.Kind != actual.Kind)
        {
            return false;
        }
        switch (expected.Kind)
        {
            case FeelKind.Number:
                return Math.Abs(expected.Scalar - actual.Scalar) <= Tolerance * Math.Max(1m, Math.Abs(expected.Scalar));
            case FeelKind.List:
                var (wanted, items) = (expected.Items, actual.Items);
                return wanted.Length == items.Length && !wanted.Where((item, i) => !Matches(item, items[i])).Any();
            case FeelKind.Context:
                var other = actual.AsContext;
                return expected.AsContext.Count == other.Count
                    && expected.AsContext.All(entry =>
                        other.TryGet(entry.Key, out var found) && Matches(entry.Value, found)
                    );
            default:
                return FeelIdentity.Equal(expected, actual) == true;
        }
    }

    private static FeelValue Scalar(XElement value)
    {
        if (IsNil(value))
        {
            return FeelValue.Null;
        }
        var text = value.Value;
        var type = value.Attributes().FirstOrDefault(a => a.Name.LocalName == "type")?.Value ?? "string";
        var parsed = FeelValue.Null;
        var trimmed = text.Trim();
        switch (type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..])
        {
            case "boolean":
                return FeelValue.Boolean(trimmed is "true" or "1");
            case "decimal" or "double" or "integer" or "int" or "long" or "float":
                return FeelParse.TryNumber(trimmed, out var number) ? FeelValue.Number(number) : FeelValue.String(text);
            case "date" when FeelParse.TryDate(trimmed, out parsed):
            case "time" when FeelParse.TryTime(trimmed, out parsed):
            case "dateTime" when FeelParse.TryDateTime(trimmed, out parsed):
            case "duration" or "dayTimeDuration" or "yearMonthDuration" when FeelParse.TryDuration(trimmed, out parsed):
                return parsed;
            default:
                return FeelValue.String(text);
        }
    }

    private static bool IsNil(XElement element) =>
        element.Attributes().Any(a => a.Name.LocalName == "nil" && a.Value is "true" or "1");
}
