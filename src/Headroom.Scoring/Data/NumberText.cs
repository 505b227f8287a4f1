using System.Globalization;

namespace Headroom.Scoring.Data;

/// <summary>
/// Numbers as files write them: plain (1234.5, −2e3), with a percent sign (13.5%, read as 13.5), with a currency sign ($25), with
/// groups of three digits (1,234.50), and, where cells are divided by semicolons, with a decimal comma (1.234,50).
/// </summary>
internal static class NumberText
{
    private static readonly string[] Infinities = ["inf", "+inf", "-inf", "infinity", "-infinity"];

    public static bool TryParse(ReadOnlySpan<char> cell, bool decimalComma, out double value) =>
        TryParsePlain(cell, out value) || TryParseDressed(cell, decimalComma, out value);

    /// <summary>True where the cell is a number without any sign of percent, currency or groups.</summary>
    public static bool TryParsePlain(ReadOnlySpan<char> cell, out double value) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static bool TryParseDressed(ReadOnlySpan<char> cell, bool decimalComma, out double value)
    {
        value = double.PositiveInfinity;
        foreach (string infinity in Infinities)
        {
            if (cell.Equals(infinity, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        value = double.NaN;
        bool negative = cell.Length > 0 && cell[0] == '-';
        ReadOnlySpan<char> bare = (negative ? cell[1..] : cell).Trim("$€£¥ ").TrimEnd("% ");
        if (bare.Length is 0 or > 40 || !char.IsAsciiDigit(bare[0]))
            return false;
        Span<char> digits = stackalloc char[bare.Length];
        if (!TryUngroup(bare, decimalComma ? '.' : ',', decimalComma ? ',' : '.', digits, out int length))
            return false;
        if (!double.TryParse(digits[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value))
            return false;
        value = negative ? -value : value;
        return true;
    }

    /// <summary>Takes out separators that stand before exactly three digits each, and makes the decimal mark a point.</summary>
    private static bool TryUngroup(ReadOnlySpan<char> text, char group, char mark, Span<char> digits, out int length)
    {
        length = 0;
        int end = text.IndexOf(mark);
        ReadOnlySpan<char> whole = end < 0 ? text : text[..end];
        bool grouped = whole.Contains(group);
        for (int i = 0; i < whole.Length; i++)
        {
            bool separator = grouped && (whole.Length - i) % 4 == 0 && i > 0;
            if (separator != (whole[i] == group))
                return false;
            if (!separator)
                digits[length++] = whole[i];
        }

        if (end < 0)
            return true;
        digits[length++] = '.';
        text[(end + 1)..].CopyTo(digits[length..]);
        length += text.Length - end - 1;
        return true;
    }
}
