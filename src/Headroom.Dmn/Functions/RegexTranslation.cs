using System.Globalization;
using System.Text;

namespace Headroom.Dmn;

/// <summary>
/// Rewrites the regular expressions of XPath and XML Schema (part 2, appendix F) for .NET, which writes some things differently, reads some
/// signs as themselves that XPath refuses, and counts UTF-16 units where XPath counts characters.
/// </summary>
internal sealed class RegexTranslation
{
    private const string NameStart =
        @":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD";
    private const string NamePart = NameStart + @"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040";
    private const string Blanks = @" \t\n\r";
    private const string NoBlanks = @"\u0000-\u0008\u000B\u000C\u000E-\u001F\u0021-\uFFFF";
    private const string WordCharacters = @"\p{L}\p{M}\p{N}\p{S}";
    private const string NoWordCharacters = @"\p{P}\p{Z}\p{C}";
    private const string Astral = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";
    private readonly StringBuilder text = new();
    private readonly string pattern;
    private readonly bool pointIsAll;
    private readonly bool isMultiline;
    private int at;
    private int groups;

    private RegexTranslation(string pattern, string flags)
    {
        this.pattern = pattern;
        pointIsAll = flags.Contains('s', StringComparison.Ordinal);
        isMultiline = flags.Contains('m', StringComparison.Ordinal);
    }

    /// <summary>The pattern for .NET, or null where XPath does not allow it.</summary>
    public static string? ToDotNet(string pattern, string flags)
    {
        var translation = new RegexTranslation(pattern, flags);
        while (translation.at < pattern.Length)
        {
            if (!translation.TryNext())
            {
                return null;
            }
        }
        return translation.text.ToString();
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

    private bool TryNext()
    {
        var c = pattern[at++];
        switch (c)
        {
            case '\\':
                return TryEscape();
            case '[':
                return TryClass();
            case ']' or '}':
                return false;
            case '{':
                return TryCount();
            case '(':
                return TryGroup();
            case '.':
                text.Append(CultureInfo.InvariantCulture, $"(?:{Astral}|{(pointIsAll ? @"[\s\S]" : @"[^\n\r]")})");
                return true;
            // .NET's "$" stands before a last line feed as well.
            case '$' when !isMultiline:
                text.Append(@"\z");
                return true;
            case var _ when at < pattern.Length && char.IsSurrogatePair(c, pattern[at]):
                text.Append("(?:").Append(c).Append(pattern[at++]).Append(')');
                return true;
            default:
                text.Append(c);
                return true;
        }
    }

    /// <summary>XPath knows "(?:" but none of .NET's other groups.</summary>
    private bool TryGroup()
    {
        text.Append('(');
        if (at < pattern.Length && pattern[at] == '?')
        {
            return at + 1 < pattern.Length && pattern[at + 1] == ':';
        }
        groups++;
        return true;
    }

    /// <summary>"{n}", "{n,}" or "{n,m}"; .NET takes anything else for the signs themselves.</summary>
    private bool TryCount()
    {
        var end = pattern.IndexOf('}', at);
        if (end < 0)
        {
            return false;
        }
        var bounds = pattern[at..end].Split(',');
        var isCount =
            bounds.Length <= 2
            && bounds[0].Length > 0
            && Array.TrueForAll(bounds, bound => bound.All(char.IsAsciiDigit));
        text.Append('{').Append(pattern, at, end - at).Append('}');
        at = end + 1;
        return isCount;
    }

    private bool TryEscape()
    {
        if (at >= pattern.Length)
        {
            return false;
        }
        var c = pattern[at++];
        switch (c)
        {
            case 'p' or 'P':
                return TryCategory(c, inClass: false, text);
            case >= '1' and <= '9':
                return TryReference(c - '0');
            case 'S' or 'D' or 'W' or 'I' or 'C':
                text.Append(CultureInfo.InvariantCulture, $"(?:{Astral}|[{Negated(c)}])");
                return true;
            default:
                if (Members(c) is { } members)
                {
                    text.Append('[').Append(members).Append(']');
                    return true;
                }
                text.Append('\\').Append(c);
                return IsSingle(c);
        }
    }

    /// <summary>What an escape for many characters stands for, inside a class.</summary>
    private static string? Members(char c) =>
        c switch
        {
            's' => Blanks,
            'S' => NoBlanks,
            'd' => @"\d",
            'D' => @"\D",
            'w' => WordCharacters,
            'W' => NoWordCharacters,
            'i' => NameStart,
            'c' => NamePart,
            _ => null,
        };

    private static string Negated(char c) =>
        c switch
        {
            'I' => "^" + NameStart,
            'C' => "^" + NamePart,
            _ => Members(c)!,
        };

    /// <summary>The signs that may stand behind a backslash for themselves, and the three controls.</summary>
    private static bool IsSingle(char c) => @"nrt\|.?*+(){}-[]^$".Contains(c, StringComparison.Ordinal);

    private bool TryCategory(char letter, bool inClass, StringBuilder target)
    {
        var end = at < pattern.Length && pattern[at] == '{' ? pattern.IndexOf('}', at) : -1;
        if (end < 0)
        {
            return false;
        }
        var category = $"\\{letter}{pattern[at..(end + 1)]}";
        at = end + 1;
        // Characters beyond the basic plane are of no category to .NET, so only "not of it" takes them.
        target.Append(letter == 'P' && !inClass ? $"(?:{Astral}|{category})" : category);
        return true;
    }

    /// <summary>A group matched before; more digits belong to its number while so many groups were opened.</summary>
    private bool TryReference(int number)
    {
        while (at < pattern.Length && char.IsAsciiDigit(pattern[at]) && (number * 10) + pattern[at] - '0' <= groups)
        {
            number = (number * 10) + pattern[at++] - '0';
        }
        text.Append(CultureInfo.InvariantCulture, $"(?:\\{number})");
        return number <= groups;
    }

    /// <summary>
    /// A class. Its characters beyond the basic plane become alternatives, for .NET's classes know only UTF-16 units; a negated class takes any
    /// other of them.
    /// </summary>
    private bool TryClass()
    {
        var pairs = new List<string>();
        var members = new StringBuilder();
        var isNegated = at < pattern.Length && pattern[at] == '^';
        at += isNegated ? 1 : 0;
        if (!TryMembers(members, pairs))
        {
            return false;
        }
        if (isNegated)
        {
            var other = pairs.Count == 0 ? "" : $"(?!{string.Join('|', pairs)})";
            var plain = members.Length == 0 ? @"[\s\S]" : $"[^{members}]";
            text.Append(CultureInfo.InvariantCulture, $"(?:{other}{Astral}|{plain})");
        }
        else if (pairs.Count > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"(?:{string.Join('|', pairs)}{(members.Length == 0 ? "" : $"|[{members}]")})"
            );
        }
        else
        {
            text.Append('[').Append(members).Append(']');
        }
        return true;
    }

    /// <summary>Reads up to the class's end; a class that is taken away again comes last.</summary>
    private bool TryMembers(StringBuilder members, List<string> pairs)
    {
        var start = at;
        while (at < pattern.Length)
        {
            var c = pattern[at++];
            switch (c)
            {
                case ']':
                    return at - 1 > start;
                case '[':
                    return members.Length > 1 && members[^1] == '-' && TrySubtraction(members);
                case '\\':
                    if (!TryMember(members))
                    {
                        return false;
                    }
                    break;
                case var _ when at < pattern.Length && char.IsSurrogatePair(c, pattern[at]):
                    pairs.Add($"{c}{pattern[at++]}");
                    break;
                default:
                    members.Append(c);
                    break;
            }
        }
        return false;
    }

    private bool TryMember(StringBuilder members)
    {
        if (at >= pattern.Length)
        {
            return false;
        }
        var c = pattern[at++];
        if (c is 'p' or 'P')
        {
            return TryCategory(c, inClass: true, members);
        }
        members.Append(Members(c) ?? $"\\{c}");
        return Members(c) is not null || IsSingle(c);
    }

    private bool TrySubtraction(StringBuilder members)
    {
        members.Append('[');
        if (at < pattern.Length && pattern[at] == '^')
        {
            members.Append('^');
            at++;
        }
        var inner = new StringBuilder();
        var pairs = new List<string>();
        if (!TryMembers(inner, pairs) || pairs.Count > 0 || at >= pattern.Length || pattern[at++] != ']')
        {
            return false;
        }
        members.Append(inner).Append(']');
        return true;
    }
}
