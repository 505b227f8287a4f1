namespace Headroom.Dmn;

/// <summary>
/// The different strings of a column, numbered as they are met, so that what is said of a string is worked out once and not for each row.
/// Columns of many different strings are not worth it: they are given up.
/// </summary>
internal sealed class TextCodes
{
    private const int CountMax = 256;
    private const int Places = 1024;
    private readonly string?[] texts = new string?[CountMax];
    private readonly short[] codeAt = new short[Places];

    /// <summary>The values by code; code 0 is null.</summary>
    public FeelValue[] Values { get; } = new FeelValue[CountMax];

    public int Count { get; private set; } = 1;

    public bool IsFull => Count == CountMax;

    /// <summary>The code of a string; false where there are too many different ones.</summary>
    public bool TryCode(string? text, out int code)
    {
        code = 0;
        if (text is null)
        {
            return true;
        }
        // Categories differ in length or at an end; what shares a place is found by looking on.
        for (var place = PlaceOf(text); ; place = (place + 1) % Places)
        {
            code = codeAt[place];
            if (code == 0)
            {
                return TryAdd(text, place, out code);
            }
            if (string.Equals(texts[code], text, StringComparison.Ordinal))
            {
                return true;
            }
        }
    }

    private static int PlaceOf(string text) =>
        text.Length == 0 ? 0 : ((text.Length * 31) + (text[0] * 7) + (text[^1] * 131) + text[text.Length / 2]) % Places;

    private bool TryAdd(string text, int place, out int code)
    {
        code = Count;
        if (IsFull)
        {
            return false;
        }
        texts[code] = text;
        Values[code] = FeelValue.String(text);
        codeAt[place] = (short)code;
        Count++;
        return true;
    }
}
