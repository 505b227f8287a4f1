using System.Globalization;
using Headroom.Dmn;

namespace Headroom.Operations.Import;

/// <summary>What FEEL sees of a CSV field.</summary>
public static class Cell
{
    /// <summary>JSON readers everywhere keep this many significant digits exactly.</summary>
    public const int SignificantDigitsMax = 15;

    /// <summary>
    /// Nothing but blanks is null. What is wholly a plain number (sign, digits, point) is a number, unless it begins with
    /// a zero that no number needs or has more than 15 significant digits: then it is an identifier, and stays text, as all else does.
    /// </summary>
    public static FeelValue Read(string field)
    {
        var text = field.AsSpan().Trim();
        if (text.IsEmpty)
        {
            return FeelValue.Null;
        }

        return IsPlainNumber(text) && !HasNeedlessZero(text) && SignificantDigits(text) <= SignificantDigitsMax
            ? FeelValue.Number(decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture))
            : FeelValue.String(text.ToString());
    }

    /// <summary>Whether a text is a number that would lose digits.</summary>
    public static bool IsTooPrecise(ReadOnlySpan<char> text) =>
        IsPlainNumber(text) && SignificantDigits(text) > SignificantDigitsMax;

    /// <summary>Whether a number would lose digits.</summary>
    public static bool IsTooPrecise(decimal number) =>
        SignificantDigits(number.ToString(CultureInfo.InvariantCulture)) > SignificantDigitsMax;

    private static bool IsPlainNumber(ReadOnlySpan<char> text)
    {
        var digits = text[0] is '-' or '+' ? text[1..] : text;
        var point = digits.IndexOf('.');
        return point < 0 ? AllDigits(digits) : AllDigits(digits[..point]) && AllDigits(digits[(point + 1)..]);
    }

    private static bool AllDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    private static bool HasNeedlessZero(ReadOnlySpan<char> number)
    {
        var digits = number[0] is '-' or '+' ? number[1..] : number;
        return digits.Length > 1 && digits[0] == '0' && digits[1] != '.';
    }

    // Zeros before the first other digit only place the point, and zeros after the last say nothing that a number keeps.
    private static int SignificantDigits(ReadOnlySpan<char> number)
    {
        var first = number.IndexOfAnyInRange('1', '9');
        if (first < 0)
        {
            return 0;
        }

        var significant = number[first..(number.LastIndexOfAnyInRange('1', '9') + 1)];
        return significant.Length - significant.Count('.');
    }
}
