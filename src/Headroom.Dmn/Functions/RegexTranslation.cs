using System.Text;

namespace Headroom.Dmn;

/// <summary>Rewrites the regular expressions of XPath and XML Schema where .NET writes the same thing differently.</summary>
internal static class RegexTranslation
{
    private const string NameStart =
        @":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD";
    private const string AnyPoint = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S])";
    private const string AnyPointOfLine = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n\r])";
    private const string NamePart = NameStart + @"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040";

    /// <summary>The pattern for .NET, or null where XPath does not allow it.</summary>
    public static string? ToDotNet(string pattern, bool pointIsAll)
    {
        var text = new StringBuilder();
        var classDepth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case '\\':
                    if (i + 1 >= pattern.Length)
                    {
                        return null;
                    }
                    if (Escape(pattern[++i], classDepth > 0) is not { } escape)
                    {
                        return null;
                    }
                    text.Append(escape);
                    break;
                case '[' when classDepth == 0 && AstralClass(pattern, i, out var end) is { } alternatives:
                    text.Append(alternatives);
                    i = end;
                    break;
                case '[':
                    classDepth++;
                    text.Append(c);
                    break;
                case ']' when classDepth > 0:
                    classDepth--;
                    text.Append(c);
                    break;
                // XPath knows "(?:" but none of .NET's other groups.
                case '(' when classDepth == 0 && i + 1 < pattern.Length && pattern[i + 1] == '?':
                    if (i + 2 >= pattern.Length || pattern[i + 2] != ':')
                    {
                        return null;
                    }
                    text.Append(c);
                    break;
                // .NET's "." passes a carriage return.
                case '.' when classDepth == 0:
                    text.Append(pointIsAll ? AnyPoint : AnyPointOfLine);
                    break;
                case var _ when classDepth == 0 && i + 1 < pattern.Length && char.IsSurrogatePair(pattern, i):
                    text.Append("(?:").Append(c).Append(pattern[++i]).Append(')');
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
        return text.ToString();
    }

    /// <summary>
    /// A class that holds characters beyond the basic plane, as alternatives: .NET's classes know only UTF-16 units. Null where it holds
    /// none, or is negated or nested.
    /// </summary>
    private static string? AstralClass(string pattern, int start, out int end)
    {
        end = pattern.IndexOf(']', start);
        if (end < 0 || pattern[start + 1] == '^')
        {
            return null;
        }
        var inner = pattern[(start + 1)..end];
        if (
            !inner.Any(char.IsSurrogate)
            || inner.Contains('[', StringComparison.Ordinal)
            || inner.Contains('\\', StringComparison.Ordinal)
        )
        {
            return null;
        }
        var pairs = new List<string>();
        var rest = new StringBuilder();
        for (var i = 0; i < inner.Length; i++)
        {
            if (i + 1 < inner.Length && char.IsSurrogatePair(inner, i))
            {
                pairs.Add(inner.Substring(i++, 2));
            }
            else
            {
                rest.Append(inner[i]);
            }
        }
        if (rest.Length > 0)
        {
            pairs.Add($"[{rest}]");
        }
        return $"(?:{string.Join('|', pairs)})";
    }

    /// <summary>The pattern without blanks outside of classes, as the flag "x" wants it.</summary>
    public static string WithoutBlanks(string pattern)
    {
        var text = new StringBuilder();
        var (inClass, isEscaped) = (false, false);
        foreach (var c in pattern)
        {
            // Blanks go before anything is read, between a backslash and its letter too.
            if (!inClass && char.IsWhiteSpace(c))
            {
                continue;
            }
            inClass = isEscaped ? inClass : c == '[' || (inClass && c != ']');
            isEscaped = c == '\\' && !isEscaped;
            text.Append(c);
        }
        return text.ToString();
    }

    private static string? Escape(char c, bool inClass) =>
        c switch
        {
            'i' => inClass ? NameStart : $"[{NameStart}]",
            'I' => inClass ? null : $"[^{NameStart}]",
            'c' => inClass ? NamePart : $"[{NamePart}]",
            'C' => inClass ? null : $"[^{NamePart}]",
            'n' or 'r' or 't' or 's' or 'S' or 'd' or 'D' or 'w' or 'W' or 'p' or 'P' => $"\\{c}",
            >= '1' and <= '9' => inClass ? null : $"\\{c}",
            _ => char.IsAsciiLetterOrDigit(c) ? null : $"\\{c}",
        };
}
