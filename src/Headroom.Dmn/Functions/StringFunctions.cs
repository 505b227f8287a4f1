using System.Text;

namespace Headroom.Dmn;

/// <summary>Strings (DMN 1.5, section 10.3.4.3). Positions and lengths count code points, not UTF-16 units.</summary>
internal static class StringFunctions
{
    public static IEnumerable<(string, Overload)> All =>
        [
            BuiltIns.Define("substring", (Function3)Substring, "string", "start position", "length?"),
            BuiltIns.Define("string length", (Function1)Length, "string"),
            BuiltIns.Define("upper case", (Function1)UpperCase, "string"),
            BuiltIns.Define("lower case", (Function1)LowerCase, "string"),
            BuiltIns.Define("substring before", (Function2)SubstringBefore, "string", "match"),
            BuiltIns.Define("substring after", (Function2)SubstringAfter, "string", "match"),
            BuiltIns.Define("contains", (Function2)Contains, "string", "match"),
            BuiltIns.Define("starts with", (Function2)StartsWith, "string", "match"),
            BuiltIns.Define("ends with", (Function2)EndsWith, "string", "match"),
            BuiltIns.Define("string join", (Function2)Join, "list", "delimiter?"),
            BuiltIns.Define("replace", (Function4)RegexFunctions.Replace, "input", "pattern", "replacement", "flags?"),
            BuiltIns.Define("matches", (Function3)RegexFunctions.Matches, "input", "pattern", "flags?"),
            BuiltIns.Define("split", (Function2)RegexFunctions.Split, "string", "delimiter"),
        ];

    /// <summary>How many code points a text has.</summary>
    public static int CodePoints(string text)
    {
        var count = text.Length;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                count--;
                i++;
            }
        }
        return count;
    }

    private static FeelValue Substring(FeelValue text, FeelValue start, FeelValue length, Evaluation evaluation)
    {
        if (
            !Arguments.TryText(text, out var source)
            || !Arguments.TryInteger(start, out var first)
            || (!length.IsAbsent && !Arguments.TryInteger(length, out _))
        )
        {
            return Arguments.Refuse("substring", evaluation, text, start, length);
        }
        var size = CodePoints(source);
        if (first == 0 || Math.Abs((long)first) > size)
        {
            return evaluation.FailArgument("substring", $"position {first} lies outside the {size} characters.");
        }
        var from = first > 0 ? first - 1 : size + first;
        var take = size - from;
        if (!length.IsAbsent)
        {
            _ = Arguments.TryInteger(length, out var wanted);
            if (wanted < 1)
            {
                return evaluation.FailArgument("substring", $"length {wanted} is less than 1.");
            }
            take = Math.Min(take, wanted);
        }
        var begin = UnitsOf(source, 0, from);
        return FeelValue.String(source[begin..UnitsOf(source, begin, take)]);
    }

    /// <summary>The UTF-16 index that lies some code points after another.</summary>
    private static int UnitsOf(string text, int index, int codePoints)
    {
        for (; codePoints > 0; codePoints--)
        {
            index += index + 1 < text.Length && char.IsSurrogatePair(text, index) ? 2 : 1;
        }
        return index;
    }

    private static FeelValue Length(FeelValue text, Evaluation evaluation) =>
        Arguments.TryText(text, out var source)
            ? FeelValue.Number(CodePoints(source))
            : Arguments.Refuse("string length", evaluation, text);

    private static FeelValue UpperCase(FeelValue text, Evaluation evaluation) =>
        Arguments.TryText(text, out var source)
            ? FeelValue.String(source.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal))
            : Arguments.Refuse("upper case", evaluation, text);

    private static FeelValue LowerCase(FeelValue text, Evaluation evaluation) =>
        Arguments.TryText(text, out var source)
            ? FeelValue.String(source.ToLowerInvariant())
            : Arguments.Refuse("lower case", evaluation, text);

    private static FeelValue SubstringBefore(FeelValue text, FeelValue match, Evaluation evaluation)
    {
        if (!Arguments.TryText(text, out var source) || !Arguments.TryText(match, out var wanted))
        {
            return Arguments.Refuse("substring before", evaluation, text, match);
        }
        var at = source.IndexOf(wanted, StringComparison.Ordinal);
        return FeelValue.String(at <= 0 ? "" : source[..at]);
    }

    private static FeelValue SubstringAfter(FeelValue text, FeelValue match, Evaluation evaluation)
    {
        if (!Arguments.TryText(text, out var source) || !Arguments.TryText(match, out var wanted))
        {
            return Arguments.Refuse("substring after", evaluation, text, match);
        }
        var at = source.IndexOf(wanted, StringComparison.Ordinal);
        return FeelValue.String(at < 0 ? "" : source[(at + wanted.Length)..]);
    }

    private static FeelValue Contains(FeelValue text, FeelValue match, Evaluation evaluation) =>
        Arguments.TryText(text, out var source) && Arguments.TryText(match, out var wanted)
            ? FeelValue.Boolean(source.Contains(wanted, StringComparison.Ordinal))
            : Arguments.Refuse("contains", evaluation, text, match);

    private static FeelValue StartsWith(FeelValue text, FeelValue match, Evaluation evaluation) =>
        Arguments.TryText(text, out var source) && Arguments.TryText(match, out var wanted)
            ? FeelValue.Boolean(source.StartsWith(wanted, StringComparison.Ordinal))
            : Arguments.Refuse("starts with", evaluation, text, match);

    private static FeelValue EndsWith(FeelValue text, FeelValue match, Evaluation evaluation) =>
        Arguments.TryText(text, out var source) && Arguments.TryText(match, out var wanted)
            ? FeelValue.Boolean(source.EndsWith(wanted, StringComparison.Ordinal))
            : Arguments.Refuse("ends with", evaluation, text, match);

    /// <summary>Nulls in the list are passed over; any other value that is not a string is refused.</summary>
    private static FeelValue Join(FeelValue list, FeelValue delimiter, Evaluation evaluation)
    {
        var between = "";
        if (
            !Arguments.TryList(list, out var items) || (!delimiter.IsNull && !Arguments.TryText(delimiter, out between))
        )
        {
            return Arguments.Refuse("string join", evaluation, list, delimiter);
        }
        var text = new StringBuilder();
        var first = true;
        foreach (var item in items)
        {
            evaluation.Step();
            if (item.IsNull)
            {
                continue;
            }
            if (item.Kind != FeelKind.String)
            {
                return Arguments.Refuse("string join", evaluation, list, delimiter);
            }
            text.Append(first ? "" : between).Append(item.Text);
            evaluation.CheckSize(text.Length);
            first = false;
        }
        return FeelValue.String(text.ToString());
    }
}
