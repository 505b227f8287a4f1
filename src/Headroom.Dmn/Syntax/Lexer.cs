using System.Text;

namespace Headroom.Dmn;

/// <summary>
/// Cuts FEEL text into tokens. Names may hold spaces and operators, so a name is left as several tokens for the parser to join; a
/// character that means nothing is a symbol of its own, for it may be part of such a name.
/// </summary>
internal static class Lexer
{
    private static readonly string[] Pairs = ["..", "**", "!=", "<=", ">=", "->"];

    public static List<Token> Tokenize(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (true)
        {
            at = SkipBlank(text, at);
            if (at >= text.Length)
            {
                tokens.Add(new Token(TokenKind.End, "", text.Length, text.Length));
                return tokens;
            }
            var token = Next(text, at);
            tokens.Add(token);
            at = token.End;
        }
    }

    public static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u0085' or '\u180E' or '\u200B' or '\uFEFF';

    public static bool IsNameStart(Rune rune) =>
        rune.Value switch
        {
            '_' => true,
            < 0x80 => char.IsAsciiLetter((char)rune.Value),
            >= 0xC0 and <= 0x2FF => rune.Value is not (0xD7 or 0xF7),
            >= 0x370 and <= 0x1FFF => rune.Value is not (0x37E or 0x1680 or 0x180E),
            0x200C or 0x200D => true,
            >= 0x2070 and <= 0x218F => true,
            >= 0x2C00 and <= 0x2FEF => true,
            >= 0x3001 and <= 0xD7FF => true,
            >= 0xF900 and <= 0xFDCF => true,
            >= 0xFDF0 and <= 0xFFFD => rune.Value != 0xFEFF,
            >= 0x10000 and <= 0xEFFFF => true,
            _ => false,
        };

    public static bool IsNamePart(Rune rune) =>
        IsNameStart(rune) || rune.Value is (>= '0' and <= '9') or 0xB7 or (>= 0x300 and <= 0x36F) or 0x203F or 0x2040;

    private static int SkipBlank(string text, int at)
    {
        while (at < text.Length)
        {
            if (IsBlank(text[at]))
            {
                at++;
            }
            else if (string.CompareOrdinal(text, at, "//", 0, 2) == 0)
            {
                var end = text.AsSpan(at).IndexOfAny('\n', '\r');
                at = end < 0 ? text.Length : at + end;
            }
            else if (string.CompareOrdinal(text, at, "/*", 0, 2) == 0)
            {
                var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                at = end < 0 ? throw new FeelSyntaxException("The comment is not closed.", at) : end + 2;
            }
            else
            {
                break;
            }
        }
        return at;
    }

    private static Token Next(string text, int at)
    {
        var c = text[at];
        if (c == '"')
        {
            return Quoted(text, at, at, TokenKind.String);
        }
        if (c == '@')
        {
            var quote = SkipBlank(text, at + 1);
            if (quote < text.Length && text[quote] == '"')
            {
                return Quoted(text, at, quote, TokenKind.AtLiteral);
            }
        }
        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            return Number(text, at);
        }
        var word = WordEnd(text, at);
        if (word > at)
        {
            return new Token(TokenKind.Word, text[at..word], at, word);
        }
        foreach (var pair in Pairs)
        {
            if (string.CompareOrdinal(text, at, pair, 0, 2) == 0)
            {
                return new Token(TokenKind.Symbol, pair, at, at + 2);
            }
        }
        var length = char.IsSurrogatePair(text, at) ? 2 : 1;
        return new Token(TokenKind.Symbol, text.Substring(at, length), at, at + length);
    }

    private static int WordEnd(string text, int at)
    {
        var end = at;
        while (end < text.Length && Rune.TryGetRuneAt(text, end, out var rune))
        {
            if (end == at ? !IsNameStart(rune) : !IsNamePart(rune))
            {
                break;
            }
            end += rune.Utf16SequenceLength;
        }
        return end;
    }

    private static Token Number(string text, int at)
    {
        var end = Digits(text, at);
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end = Digits(text, end + 1);
        }
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var exponent = end + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-')
            {
                exponent++;
            }
            var exponentEnd = Digits(text, exponent);
            if (exponentEnd > exponent && WordEnd(text, exponentEnd) == exponentEnd)
            {
                end = exponentEnd;
            }
        }
        return new Token(TokenKind.Number, text[at..end], at, end);
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
        return at;
    }

    private static Token Quoted(string text, int start, int quote, TokenKind kind)
    {
        var value = new StringBuilder();
        var at = quote + 1;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '"')
            {
                return new Token(kind, value.ToString(), start, at + 1);
            }
            if (c == '\\' && at + 1 < text.Length)
            {
                at = Escape(text, at, value);
                continue;
            }
            value.Append(c);
            at++;
        }
        throw new FeelSyntaxException("The string is not closed.", start);
    }

    /// <summary>Reads one escape; a backslash before anything unknown stands for itself, as regular expressions need.</summary>
    private static int Escape(string text, int at, StringBuilder value)
    {
        switch (text[at + 1])
        {
            case 'n':
                value.Append('\n');
                return at + 2;
            case 'r':
                value.Append('\r');
                return at + 2;
            case 't':
                value.Append('\t');
                return at + 2;
            case '"' or '\'' or '\\':
                value.Append(text[at + 1]);
                return at + 2;
            case 'u' when TryHex(text, at + 2, 4, out var unit):
                value.Append((char)unit);
                return at + 6;
            case 'U' when TryHex(text, at + 2, 6, out var point) && Rune.IsValid(point):
                value.Append(new Rune(point).ToString());
                return at + 8;
            default:
                value.Append('\\');
                return at + 1;
        }
    }

    private static bool TryHex(string text, int at, int length, out int value)
    {
        value = 0;
        return at + length <= text.Length
            && int.TryParse(
                text.AsSpan(at, length),
                System.Globalization.NumberStyles.AllowHexSpecifier,
                System.Globalization.CultureInfo.InvariantCulture,
                out value
            );
    }
}
