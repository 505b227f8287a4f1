namespace Headroom.Dmn;

internal enum TokenKind
{
    /// <summary>A word: a name's part, a keyword or a literal such as <c>true</c>.</summary>
    Word,
    Number,
    String,

    /// <summary>A date, time or duration literal: <c>@"2024-01-31"</c>.</summary>
    AtLiteral,
    Symbol,
    End,
}

/// <summary>One token with its place in the source; a string's text is already unescaped.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool Is(string symbolOrWord) =>
        Kind is TokenKind.Symbol or TokenKind.Word && string.Equals(Text, symbolOrWord, StringComparison.Ordinal);
}

#pragma warning disable CA1032, CA1064 // Thrown and caught only inside the engine, always with its place.
/// <summary>The text is not FEEL.</summary>
internal sealed class FeelSyntaxException(string message, int position, string code = "feel.syntax")
    : Exception(message)
{
    public int Position => position;

    public string Code => code;
}
#pragma warning restore CA1032, CA1064
