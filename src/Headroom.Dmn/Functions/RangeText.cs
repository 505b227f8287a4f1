namespace Headroom.Dmn;

/// <summary>Ranges from text: "[1..3]", "(date("2024-01-01")..date("2024-12-31"))".</summary>
internal static class RangeText
{
    private static readonly ParserScope NoNames = Names();

    /// <summary>The range, or null where the text is none or its ends are not literals in order.</summary>
    public static FeelValue? Parse(string text, Evaluation evaluation)
    {
        text = text.Trim();
        if (text.Length < 4 || text[0] is not ('[' or '(' or ']') || text[^1] is not (']' or ')' or '['))
        {
            return null;
        }
        try
        {
            var node = Parser.ParseExpression(text, NoNames, evaluation.Limits);
            if (
                node is not Node.Range { Low: { } lowNode, High: { } highNode }
                || Literal(lowNode, evaluation) is not { } low
                || Literal(highNode, evaluation) is not { } high
                || FeelCompare.Order(low, high) is null or > 0
            )
            {
                return null;
            }
            return FeelValue.Range(new FeelRange(low, text[0] == '[', high, text[^1] == ']'));
        }
        catch (FeelSyntaxException)
        {
            return null;
        }
    }

    private static FeelValue? Literal(Node node, Evaluation evaluation) =>
        node switch
        {
            Node.Constant constant => constant.Value,
            Node.Call
            {
                Target: Node.Name { Text: "date" or "time" or "date and time" or "duration" } name,
                Arguments: [Node.Constant { Value.Kind: FeelKind.String } text]
            } => BuiltIns.Find(name.Text)!.Invoke([text.Value], evaluation) is { IsNull: false } value ? value : null,
            _ => null,
        };

    private static ParserScope Names()
    {
        var names = new NameTable();
        names.Add("date and time");
        return new ParserScope(names, new NameTable(), new TypeTable());
    }
}
