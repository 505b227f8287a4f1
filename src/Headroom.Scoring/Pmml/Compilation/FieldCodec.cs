using System.Globalization;
using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>
/// A row holds every value as a double: a number as itself, a text as its code, a boolean as 0 or 1, a missing value as NaN, and
/// a value that its field cannot hold as positive infinity, which the mining schema then treats as invalid.
/// </summary>
internal static class FieldCodec
{
    public const double Invalid = double.PositiveInfinity;

    public static double FromNumber(DataType type, double value) =>
        type switch
        {
            DataType.Single => (float)value,
            DataType.Boolean when value is not (0 or 1) && !double.IsNaN(value) => Invalid,
            _ => value,
        };

    /// <summary>The value of a text in a field that is not textual; <see cref="Invalid"/> where it has none.</summary>
    public static double ParseNumber(DataType type, string text)
    {
        string trimmed = text.Trim();
        if (type == DataType.Boolean && trimmed is "true" or "false")
            return trimmed == "true" ? 1 : 0;
        return
            double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && !double.IsNaN(value)
            ? FromNumber(type, value)
            : Invalid;
    }
}
