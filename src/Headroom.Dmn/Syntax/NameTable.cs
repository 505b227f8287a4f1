namespace Headroom.Dmn;

/// <summary>
/// Known names, found as the longest run of tokens that spells one: "monthly income", "date and time", "loan-to-value". A table may
/// stand inside another, as a function's parameters stand inside the model's names.
/// </summary>
internal sealed class NameTable(NameTable? outer = null)
{
    private readonly Dictionary<string, List<Entry>> byFirstToken = new(StringComparer.Ordinal);

    private sealed record Entry(string[] Tokens, string Name);

    /// <summary>Adds a name; one that is there already is not added again.</summary>
    public void Add(string name)
    {
        string[] tokens;
        try
        {
            tokens = Lexer.Tokenize(name).Where(t => t.Kind != TokenKind.End).Select(t => t.Text).ToArray();
        }
        catch (FeelSyntaxException)
        {
            return;
        }
        if (tokens.Length == 0)
        {
            return;
        }
        if (!byFirstToken.TryGetValue(tokens[0], out var entries))
        {
            byFirstToken[tokens[0]] = entries = [];
        }
        if (!entries.Exists(entry => string.Equals(entry.Name, name, StringComparison.Ordinal)))
        {
            entries.Add(new Entry(tokens, name));
        }
    }

    /// <summary>Finds the longest known name that starts at this token; gives how many tokens it takes, 0 for none.</summary>
    public int Match(List<Token> tokens, int at, out string name)
    {
        var length = outer is null ? NoMatch(out name) : outer.Match(tokens, at, out name);
        if (byFirstToken.TryGetValue(tokens[at].Text, out var entries) && IsNameLike(tokens[at]))
        {
            foreach (var entry in entries)
            {
                if (entry.Tokens.Length > length && Spells(entry.Tokens, tokens, at))
                {
                    length = entry.Tokens.Length;
                    name = entry.Name;
                }
            }
        }
        return length;
    }

    /// <summary>All names, those of outer tables too.</summary>
    public IEnumerable<string> All() =>
        byFirstToken.Values.SelectMany(entries => entries.Select(entry => entry.Name)).Concat(outer?.All() ?? []);

    /// <summary>Spaces at the ends dropped, those inside made one.</summary>
    public static string Normalize(string name) =>
        string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static int NoMatch(out string name)
    {
        name = "";
        return 0;
    }

    private static bool IsNameLike(Token token) => token.Kind is TokenKind.Word or TokenKind.Symbol or TokenKind.Number;

    private static bool Spells(string[] wanted, List<Token> tokens, int at)
    {
        if (at + wanted.Length > tokens.Count)
        {
            return false;
        }
        for (var i = 1; i < wanted.Length; i++)
        {
            var token = tokens[at + i];
            if (!IsNameLike(token) || !string.Equals(token.Text, wanted[i], StringComparison.Ordinal))
            {
                return false;
            }
        }
        return true;
    }
}
