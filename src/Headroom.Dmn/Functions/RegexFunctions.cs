using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Headroom.Dmn;

/// <summary>
/// Regular expressions as XPath 3.1 has them (functions and operators, section 5.6), run by .NET's engine: without backtracking
/// where the pattern allows, and always under a time limit.
/// </summary>
internal static class RegexFunctions
{
    private const int CachedMax = 1_000;
    private static readonly ConcurrentDictionary<(string Pattern, string Flags), Regex?> Cache = new();

    public static FeelValue Matches(FeelValue input, FeelValue pattern, FeelValue flags, Evaluation evaluation)
    {
        if (!TryArguments(input, pattern, flags, out var text, out var expression, out var options))
        {
            return Arguments.Refuse("matches", evaluation, input, pattern, flags);
        }
        return Run("matches", expression, options, evaluation, regex => FeelValue.Boolean(regex.IsMatch(text)));
    }

    public static FeelValue Replace(
        FeelValue input,
        FeelValue pattern,
        FeelValue replacement,
        FeelValue flags,
        Evaluation evaluation
    )
    {
        if (
            !TryArguments(input, pattern, flags, out var text, out var expression, out var options)
            || !Arguments.TryText(replacement, out var with)
        )
        {
            return Arguments.Refuse("replace", evaluation, input, pattern, replacement, flags);
        }
        var literal = options.Contains('q', StringComparison.Ordinal);
        return Run(
            "replace",
            expression,
            options,
            evaluation,
            regex =>
            {
                if (regex.IsMatch(""))
                {
                    return evaluation.FailArgument(
                        "replace",
                        "the pattern matches nothing at all (XPath error FORX0003)."
                    );
                }
                if (
                    (literal ? with.Replace("$", "$$", StringComparison.Ordinal) : Translate(with, regex))
                    is not { } changed
                )
                {
                    return evaluation.FailArgument(
                        "replace",
                        "in a replacement '$' stands before a digit, and '\\' before '$' or '\\' (XPath error FORX0004)."
                    );
                }
                var result = regex.Replace(text, changed);
                evaluation.CheckSize(result.Length);
                return FeelValue.String(result);
            }
        );
    }

    public static FeelValue Split(FeelValue text, FeelValue delimiter, Evaluation evaluation)
    {
        if (!Arguments.TryText(text, out var source) || !Arguments.TryText(delimiter, out var expression))
        {
            return Arguments.Refuse("split", evaluation, text, delimiter);
        }
        return Run(
            "split",
            expression,
            "",
            evaluation,
            regex =>
            {
                if (regex.IsMatch(""))
                {
                    return evaluation.FailArgument(
                        "split",
                        "the delimiter matches nothing at all (XPath error FORX0003)."
                    );
                }
                var parts = new List<FeelValue>();
                var from = 0;
                foreach (Match match in regex.Matches(source))
                {
                    parts.Add(FeelValue.String(source[from..match.Index]));
                    from = match.Index + match.Length;
                }
                parts.Add(FeelValue.String(source[from..]));
                evaluation.CheckSize(parts.Count);
                return FeelValue.List([.. parts]);
            }
        );
    }

    private static bool TryArguments(
        in FeelValue input,
        in FeelValue pattern,
        in FeelValue flags,
        out string text,
        out string expression,
        out string options
    )
    {
        options = "";
        return Arguments.TryText(input, out text)
            & Arguments.TryText(pattern, out expression)
            & (flags.IsNull || Arguments.TryText(flags, out options));
    }

    private static FeelValue Run(
        string function,
        string pattern,
        string flags,
        Evaluation evaluation,
        Func<Regex, FeelValue> use
    )
    {
        if (Cache.Count > CachedMax)
        {
            Cache.Clear();
        }
        var regex = Cache.GetOrAdd(
            (pattern, flags),
            key => Build(key.Pattern, key.Flags, evaluation.Limits.RegexMillisecondsMax)
        );
        if (regex is null)
        {
            return evaluation.FailArgument(function, $"'{pattern}' with flags '{flags}' is not a regular expression.");
        }
        try
        {
            return use(regex);
        }
        catch (RegexMatchTimeoutException)
        {
            return evaluation.Fail("feel.limit", $"{function}: the regular expression took too long.");
        }
    }

    private static Regex? Build(string pattern, string flags, int millisecondsMax)
    {
        var options = RegexOptions.CultureInvariant;
        foreach (var flag in flags)
        {
            switch (flag)
            {
                case 's':
                    options |= RegexOptions.Singleline;
                    break;
                case 'm':
                    options |= RegexOptions.Multiline;
                    break;
                case 'i':
                    options |= RegexOptions.IgnoreCase;
                    break;
                case 'x':
                    pattern = RegexTranslation.WithoutBlanks(pattern);
                    break;
                case 'q':
                    pattern = Regex.Escape(pattern);
                    break;
                default:
                    return null;
            }
        }
        if (!flags.Contains('q', StringComparison.Ordinal))
        {
            if (RegexTranslation.ToDotNet(pattern, flags) is not { } translated)
            {
                return null;
            }
            pattern = translated;
        }
        return TryCreate(pattern, options | RegexOptions.NonBacktracking, millisecondsMax)
            ?? TryCreate(pattern, options, millisecondsMax);
    }

    private static Regex? TryCreate(string pattern, RegexOptions options, int millisecondsMax)
    {
        try
        {
            return new Regex(pattern, options, TimeSpan.FromMilliseconds(millisecondsMax));
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>XPath's "$1" and "\$" in .NET's notation, or null where it is neither; a group that does not exist stands for nothing.</summary>
    private static string? Translate(string replacement, Regex regex)
    {
        var text = new System.Text.StringBuilder();
        var groups = regex.GetGroupNumbers().Length;
        for (var i = 0; i < replacement.Length; i++)
        {
            var c = replacement[i];
            var next = i + 1 < replacement.Length ? replacement[i + 1] : '\0';
            switch (c)
            {
                case '\\' when next is '\\' or '$':
                    text.Append(next == '$' ? "$$" : "\\");
                    i++;
                    break;
                case '$' when char.IsAsciiDigit(next):
                    i++;
                    text.Append(Group(replacement, groups, ref i));
                    break;
                case '\\' or '$':
                    return null;
                default:
                    text.Append(c);
                    break;
            }
        }
        return text.ToString();
    }

    /// <summary>The group whose number begins at an index: as many digits as there are groups for.</summary>
    private static string Group(string replacement, int groups, ref int at)
    {
        var number = replacement[at] - '0';
        while (
            at + 1 < replacement.Length
            && char.IsAsciiDigit(replacement[at + 1])
            && (number * 10) + replacement[at + 1] - '0' < groups
        )
        {
            number = (number * 10) + replacement[++at] - '0';
        }
        return number < groups ? $"${{{number}}}" : "";
    }
}
