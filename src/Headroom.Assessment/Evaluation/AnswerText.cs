using System.Globalization;
using System.Text;
using Headroom.Dmn;

namespace Headroom.Assessment;

/// <summary>
/// An answer as a decision stores it: values alone, in the order of the table's columns, whose names the release has.
/// Short, and quick to write for every decision of a portfolio.
/// </summary>
internal static class AnswerText
{
    public static string Of(FeelValue value) =>
        value.Kind switch
        {
            FeelKind.Null => "null",
            FeelKind.Number => value.AsNumber.ToString(CultureInfo.InvariantCulture),
            FeelKind.String => value.AsString,
            _ => Append(new StringBuilder(), value).ToString(),
        };

    private static StringBuilder Append(StringBuilder text, FeelValue value)
    {
        switch (value.Kind)
        {
            case FeelKind.List:
                return All(text.Append('['), value.AsList).Append(']');
            case FeelKind.Context:
                return All(text.Append('{'), value.AsContext.Values).Append('}');
            case FeelKind.Number:
                return text.Append(CultureInfo.InvariantCulture, $"{value.AsNumber}");
            case FeelKind.Boolean:
                return text.Append(value.IsTrue ? "true" : "false");
            case FeelKind.String:
                return text.Append(value.AsString);
            default:
                return text.Append(value.ToString());
        }
    }

    private static StringBuilder All(StringBuilder text, IReadOnlyList<FeelValue> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            Append(i > 0 ? text.Append(", ") : text, values[i]);
        }

        return text;
    }
}
