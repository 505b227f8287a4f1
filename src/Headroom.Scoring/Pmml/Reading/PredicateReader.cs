using System.Text;
using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Reading;

internal static class PredicateReader
{
    public static bool IsPredicate(PmmlNode node) =>
        node.Name is "True" or "False" or "SimplePredicate" or "SimpleSetPredicate" or "CompoundPredicate";

    /// <summary>Reads the predicate among a node's children.</summary>
    public static Predicate ReadChild(PmmlNode parent)
    {
        foreach (PmmlNode child in parent.Children)
        {
            if (IsPredicate(child))
                return Read(child);
        }

        throw parent.Error(PmmlException.Absent, $"<{parent.Name}> has no predicate; add one, such as <True/>.");
    }

    private static Predicate Read(PmmlNode node) =>
        node.Name switch
        {
            "True" => new Predicate.Always(node.Line),
            "False" => new Predicate.Never(node.Line),
            "SimplePredicate" => ReadSimple(node),
            "SimpleSetPredicate" => ReadSet(node),
            "CompoundPredicate" => ReadCompound(node),
            _ => throw node.Unsupported("a predicate is expected"),
        };

    private static Predicate.Simple ReadSimple(PmmlNode node)
    {
        node.RequiredText("operator");
        Comparison comparison = node.Choice(
            "operator",
            Comparison.Equal,
            ("equal", Comparison.Equal),
            ("notEqual", Comparison.NotEqual),
            ("lessThan", Comparison.Less),
            ("lessOrEqual", Comparison.LessOrEqual),
            ("greaterThan", Comparison.Greater),
            ("greaterOrEqual", Comparison.GreaterOrEqual),
            ("isMissing", Comparison.IsMissing),
            ("isNotMissing", Comparison.IsNotMissing)
        );
        bool needsValue = comparison is not (Comparison.IsMissing or Comparison.IsNotMissing);
        string? value = needsValue ? node.RequiredText("value") : null;
        return new Predicate.Simple(node.RequiredText("field"), comparison, value, node.Line);
    }

    private static Predicate.InSet ReadSet(PmmlNode node)
    {
        node.RequiredText("booleanOperator");
        bool negated = node.Choice("booleanOperator", false, ("isIn", false), ("isNotIn", true));
        IReadOnlyList<string> values = ReadArray(node.RequiredChild("Array"));
        return new Predicate.InSet(node.RequiredText("field"), negated, values, node.Line);
    }

    private static Predicate.Compound ReadCompound(PmmlNode node)
    {
        node.RequiredText("booleanOperator");
        Combination combination = node.Choice(
            "booleanOperator",
            Combination.And,
            ("and", Combination.And),
            ("or", Combination.Or),
            ("xor", Combination.Xor),
            ("surrogate", Combination.Surrogate)
        );
        List<Predicate> parts = [.. node.Children.Select(Read)];
        return parts.Count >= 2
            ? new Predicate.Compound(combination, parts, node.Line)
            : throw node.Error(PmmlException.Absent, "<CompoundPredicate> needs at least two predicates.");
    }

    /// <summary>PMML's array: blank-separated, an item in double quotes may hold blanks and \" for a quote.</summary>
    private static List<string> ReadArray(PmmlNode array)
    {
        List<string> items = [];
        string text = array.Element.Value;
        int position = 0;
        while (true)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (position == text.Length)
                break;
            items.Add(text[position] == '"' ? ReadQuoted(array, text, ref position) : ReadBare(text, ref position));
        }

        int declared = array.Integer("n", items.Count);
        if (declared != items.Count)
            throw array.Error(PmmlException.Value, $"<Array n=\"{declared}\"> has {items.Count} items.");
        return items;
    }

    private static string ReadBare(string text, ref int position)
    {
        int start = position;
        while (position < text.Length && !char.IsWhiteSpace(text[position]))
            position++;
        return text[start..position];
    }

    private static string ReadQuoted(PmmlNode array, string text, ref int position)
    {
        StringBuilder item = new();
        for (position++; position < text.Length; position++)
        {
            if (text[position] == '"')
            {
                position++;
                return item.ToString();
            }

            if (text[position] == '\\' && position + 1 < text.Length && text[position + 1] is '"' or '\\')
                position++;
            item.Append(text[position]);
        }

        throw array.Error(PmmlException.Value, "a quoted item of <Array> has no closing quote.");
    }
}
