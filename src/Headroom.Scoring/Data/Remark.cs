namespace Headroom.Scoring.Data;

/// <summary>A sentence of this library with the values that it names, so that it can be said in other languages too.</summary>
/// <param name="Code">What is said, stable.</param>
/// <param name="Message">The sentence in English.</param>
/// <param name="Values">The values in it by their names.</param>
public sealed record Remark(string Code, string Message, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Fills a sentence that names its values in braces: <c>{count}</c>.</summary>
    public static Remark Of(string code, string sentence, params ReadOnlySpan<(string Name, string Value)> values)
    {
        Dictionary<string, string> named = new(StringComparer.Ordinal);
        foreach ((string name, string value) in values)
            named[name] = value;
        return new Remark(code, Fill(sentence, named), named);
    }

    /// <summary>The sentence with each name in braces replaced by its value.</summary>
    public static string Fill(string sentence, IReadOnlyDictionary<string, string> values)
    {
        foreach ((string name, string value) in values)
            sentence = sentence.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return sentence;
    }
}
