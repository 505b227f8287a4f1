namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>
/// The texts that a model names, each with its code. A text outside it gets <see cref="Unknown"/>: a value that equals none of
/// the model's constants, which is not the same as a missing one.
/// </summary>
internal sealed class Vocabulary
{
    public const int Unknown = -1;

    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public int Count => _texts.Count;

    public string this[int code] => _texts[code];

    public int Intern(string text)
    {
        if (_codes.TryGetValue(text, out int code))
            return code;
        _codes.Add(text, _texts.Count);
        _texts.Add(text);
        return _texts.Count - 1;
    }

    public int Find(string text) => _codes.TryGetValue(text, out int code) ? code : Unknown;
}
